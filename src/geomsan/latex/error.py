"""The error of everything that reads LaTeX: what is wrong, and where."""


class LatexError(Exception):
    """A formula that cannot be read or understood.

    Parameters
    ----------
    message : str
        What was found and what would have been accepted.
    span : tuple of int
        Start and end offset of the offending piece in the formula's text.
    """

    def __init__(self, message: str, span: tuple[int, int] = (0, 0)):
        super().__init__(message)
        self.message = message
        self.span = span

    def __str__(self) -> str:
        return self.message
