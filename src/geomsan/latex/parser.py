"""Tokens → syntax tree, by recursive descent; no token is read twice.

Precedence, loosest first: link (`\\implies`) · comma or wide space · relation · `+ -` ·
`\\sum` and derivative operators (they take the rest of the product) · product · script.
This file has displays, chains, sums and products; what a factor can be is in `atom`, `call`,
`environment` and `script`.

What TeX prints without brackets must not be read as if it had some: `2{a+b}` is printed as
2a+b, so it is an error, not 2(a+b).
"""

from __future__ import annotations

from .atom import atom
from .call import at_call, big, call
from .cursor import Cursor
from .environment import environment, lines_environment
from .error import LatexError
from .lexer import tokenize
from .script import argument, scripts
from .tree import Big, Call, Chain, Derivative, Display, Empty, Group, Node, Product, Sum
from .vocabulary import BIGS, LINES, TRANSPARENT, WORD

LOOSE = {"/", "*", "\\odot", "\\circ", "\\otimes"}
SEPARATORS = {"comma", "wide", "newline", "amp", "stop", "colon"}


def parse(source: str) -> Display:
    """Parse the text of a display or an inline formula.

    Parameters
    ----------
    source : str
        LaTeX, without the dollar signs around it.

    Returns
    -------
    Display
        Its chains of relations, in reading order. A chain whose first term is `Empty`
        goes on from the last term before it.

    Raises
    ------
    LatexError
        With the span of what cannot be read, and what would be accepted there.
    """
    parser = Parser(tokenize(source))
    chains = parser.lines("end")
    return Display(tuple(chains), span=(0, len(source)))


class Parser(Cursor):
    """The grammar from displays down to products."""

    atom, argument, environment = atom, argument, environment  # for the files below, which call up

    # -- displays -----------------------------------------------------------------------

    def lines(self, stop: str) -> list[Chain]:
        """Chains up to a token of kind `stop`, between commas, wide spaces and line breaks."""
        chains: list[Chain] = []
        link = ""
        while not self.at(stop):
            if self.token.kind in SEPARATORS:
                self.advance()
            elif self.at("text") and not self.at_word():
                self.remark()
            elif self.at("link"):
                link = self.advance().text
            elif self.at("begin") and self.token.text in LINES:
                chains += lines_environment(self)
            elif self.token.kind in ("end", "end-env", "rbrace", "close", "sub", "sup", "prime"):
                self.fail(f"expected a formula, found {self.shown()}")
            else:
                chains.append(self.boxed(link) or self.chain(link))
                link = ""
        return chains

    def remark(self) -> None:
        """`\\text{…}` between formulas: words, never mathematics."""
        token = self.advance()
        if set("=<>+*/\\^_") & set(token.text):
            raise LatexError("mathematics inside of \\text{…}: it would not be executed", token.span)

    def boxed(self, link: str) -> Chain | None:
        """The chain in a box; None if the box is around a term, or there is none."""
        if not (self.at("command") and self.token.text in TRANSPARENT and self.ahead().kind == "lbrace"):
            return None
        level, place = 0, self.position + 1
        relation = False
        while place < len(self.tokens) - 1:
            token = self.tokens[place]
            level += {"lbrace": 1, "rbrace": -1}.get(token.kind, 0)
            relation |= level == 1 and token.kind == "relation"
            if level == 0:
                break
            place += 1
        if not relation:
            return None
        self.advance()
        opened = self.advance()
        chain = self.chain(link)
        self.expect("rbrace", "'}'", opened)
        return chain

    def chain(self, link: str = "") -> Chain:
        """`a = b \\le c`."""
        start = self.token.start
        terms: list[Node] = []
        relations: list[str] = []
        if self.at("relation"):  # it goes on from what stood before
            terms.append(Empty(span=(start, start)))
        else:
            terms.append(self.sum())
        while True:
            if self.aligned:
                self.skip("amp")
            if not self.at("relation"):
                break
            relations.append(self.advance().text)
            if self.aligned:
                self.skip("amp")
            if relations[-1] == "\\to" and self.at("lbrace"):
                self.skip_braces()
            if self.at("relation"):
                self.fail(f"expected a term between two relations, found {self.shown()}")
            terms.append(self.sum())
        return Chain(tuple(terms), tuple(relations), link, span=self.since(start))

    def term_or_chain(self) -> Node:
        """What may stand between commas in brackets, or in a cell: a term, or a condition."""
        chain = self.chain()
        return chain if chain.relations else chain.terms[0]

    # -- sums ---------------------------------------------------------------------------

    def sum(self) -> Node:
        with self.nested():
            start = self.token.start
            sign = self.advance().text if self.at("operator", "+", "-", "\\pm") else ""
            terms, signs = [self.product()], [sign]
            while self.at_sign():
                signs.append(self.advance().text)
                terms.append(self.product())
            for sign, term in zip(signs, terms, strict=True):
                if sign == "-" and _unseen(term):
                    raise _unseen_brackets(term)
        if len(terms) == 1 and not signs[0]:
            return terms[0]
        return Sum(tuple(terms), tuple(signs), span=self.since(start))

    def at_sign(self) -> bool:
        """A sign that goes on with the sum: here, or on the next line of a long sum."""
        if self.at("operator", "+", "-", "\\pm"):
            return True
        if not self.aligned or self.token.kind not in ("amp", "newline", "wide"):
            return False
        place, broken = self.position, False
        while self.tokens[place].kind in ("amp", "newline", "wide"):
            broken |= self.tokens[place].kind == "newline"
            place += 1
        token = self.tokens[place]
        if token.kind != "operator" or token.text not in ("+", "-", "\\pm"):
            return False
        if broken and self.line_states(place):
            return False
        self.position = place
        return True

    def line_states(self, place: int) -> bool:
        """Whether the line from a token on has a relation of its own."""
        level = 0
        for token in self.tokens[place:]:
            level += {"lbrace": 1, "open": 1, "begin": 1, "rbrace": -1, "close": -1, "end-env": -1}.get(token.kind, 0)
            if level < 0 or level == 0 and token.kind in ("newline", "end"):
                return False
            if level == 0 and token.kind == "relation":
                return True
        return False

    # -- products -----------------------------------------------------------------------

    def product(self) -> Node:
        start = self.token.start
        factors: list[Node] = [self.factor()]
        operators: list[str] = []
        while True:
            if self.at("operator") and self.token.text not in ("+", "-", "\\pm", "\\mp"):
                operators.append(self.advance().text)
                if self.at("operator", "-"):
                    self.fail("expected a factor, found '-': put a negative factor in brackets")
            elif self.starts_factor():
                operators.append("")
            else:
                break
            factors.append(self.factor())
        if len(factors) == 1:
            return factors[0]
        return _spliced(factors, operators, self.since(start))

    def starts_factor(self) -> bool:
        token = self.token
        if token.kind in ("letter", "number", "open", "dots", "lbrace", "command"):
            return True
        if token.kind == "bar":
            return not self.closes_bar()
        return token.kind == "begin" and token.text not in LINES or self.at_word()

    def at_word(self) -> bool:
        """`\\text{softmax}(x)` and `\\text{ReLU}_i` are names, `\\text{if } x` is a remark."""
        return (
            self.at("text")
            and self.ahead().kind in ("open", "begin", "sub")
            and bool(WORD.fullmatch(self.token.text))
        )

    def factor(self) -> Node:
        with self.nested():
            start = self.token.start
            if self.at("command") and self.token.text in BIGS:
                return big(self)
            if at_call(self):
                return call(self)
            base = self.atom()
            if isinstance(base, Derivative) and base.operator and isinstance(base.of, Empty):
                return self.differentiated(base)
            return scripts(self, base, start)

    def differentiated(self, operator: Derivative) -> Node:
        """`\\frac{∂}{∂x}` takes the rest of the product."""
        if not self.starts_factor():
            self.fail(f"expected what is differentiated behind the derivative, found {self.shown()}")
        body = self.operand()
        return Derivative(
            operator.d, body, operator.by, True, span=(operator.span[0], body.span[1])
        )

    def operand(self) -> Node:
        """The rest of the product, which a big operator or a derivative takes."""
        body = self.product()
        if _unseen(body):
            raise _unseen_brackets(body)
        return body


def _unseen(node: Node) -> bool:
    """A sum in braces: TeX prints no brackets around it."""
    return isinstance(node, Sum) or isinstance(node, Group) and not node.fence and isinstance(node.items[0], Sum)


def _unseen_brackets(node: Node) -> LatexError:
    return LatexError(
        "TeX prints no brackets around this, but it would be calculated as if there were some: "
        "write the brackets",
        node.span,
    )


def _spliced(factors: list[Node], operators: list[str], span: tuple[int, int]) -> Product:
    """A product whose braces change nothing: `{ab}c` is abc, `{a+b}c` an error."""
    flat: list[Node] = []
    between: list[str] = []
    for place, factor in enumerate(factors):
        inner = factor.items[0] if isinstance(factor, Group) and not factor.fence else None
        if _unseen(factor) or (
            place < len(factors) - 1
            and (isinstance(inner, (Big, Call)) or isinstance(inner, Derivative) and inner.operator)
        ):
            raise _unseen_brackets(factor)
        if isinstance(inner, Product):
            if LOOSE & {*inner.operators, *operators}:
                raise _unseen_brackets(factor)
            flat += inner.factors
            between += inner.operators
        else:
            flat.append(inner or factor)
        if place < len(operators):
            between.append(operators[place])
    return Product(tuple(flat), tuple(between), span=span)
