"""The error of everything that reads LaTeX: what is wrong, and where."""


class LatexError(Exception):
    """A formula that cannot be read or understood.

    Parameters
    ----------
    message : str
        What was found and what would have been accepted.
    span : tuple of int
        Start and end offset of the offending piece in the formula's text; by default the whole formula.
    """

    def __init__(self, message: str, span: tuple[int, int] = (0, 0)):
        super().__init__(message)
        self.message = message
        self.span = span

    @property
    def offset(self) -> int | None:
        """Where the offending piece begins; None for the whole formula."""
        return None if self.span == (0, 0) else self.span[0]

    def __str__(self) -> str:
        return self.message
