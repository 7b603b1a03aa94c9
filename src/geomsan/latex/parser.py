"""Tokens → syntax tree, by recursive descent; no token is read twice.

Precedence, loosest first: link (`\\implies`) · comma or wide space · relation · `+ -` ·
`\\sum` and derivative operators (they take the rest of the product) · product · script.
This file has chains, sums and products; displays are in `lines`, what a factor can be is in
`atom`, `call`, `environment` and `script`.

What TeX prints without brackets must not be read as if it had some: `2{a+b}` is printed as
2a+b, so it is an error, not 2(a+b).
"""

from __future__ import annotations

from .atom import atom
from .call import at_call, big, call
from .cursor import LEVELS, Cursor
from .environment import environment
from .error import LatexError
from .lexer import ARROW, tokenize
from .lines import lines
from .number import runs_together
from .place import at_bar, at_place
from .script import argument, scripts
from .tree import Big, Call, Chain, Derivative, Display, Empty, Group, Node, Product, Sum
from .vocabulary import BIGS, LINES, PROSE, REMARK, SAYING, TURNED, WORD

LOOSE = {"/", "*", "\\odot", "\\circ", "\\otimes"}
SIGNS = ("+", "-", "\\pm")


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
    chains = lines(Parser(tokenize(source)), "end")
    return Display(tuple(chains), span=(0, len(source)))


class Parser(Cursor):
    """The grammar from chains down to products."""

    atom, argument, environment = atom, argument, environment  # for the files above, which call down

    # -- words --------------------------------------------------------------------------

    def at_word(self) -> bool:
        """`\\text{softmax}` is a name; `\\text{if }` and whole sentences are remarks."""
        return self.at("text") and bool(WORD.fullmatch(self.token.text)) and self.token.text not in PROSE

    def at_remark(self) -> bool:
        return self.at("text") and not self.at_word()

    def remark(self) -> str:
        """`\\text{…}` between formulas: words, never mathematics."""
        token = self.advance()
        words = token.text.replace("\\_", "")
        if not REMARK.fullmatch(words):
            raise LatexError("mathematics inside of \\text{…}: it would not be executed", token.span)
        if WORD.fullmatch(words.strip()) and words.strip() not in PROSE:
            raise LatexError("one word beside a formula looks like a factor: set it apart, or write a sentence", token.span)
        if not SAYING.search(words):
            raise LatexError("this remark says nothing: write mathematics as a formula", token.span)
        if TURNED.search(words):
            raise LatexError("this remark changes the claim, but would not be executed: write it as a formula", token.span)
        return token.text

    # -- chains -------------------------------------------------------------------------

    def chain(self, link: str = "") -> Chain:
        """`a = b \\le c`."""
        start = self.token.start
        terms: list[Node] = []
        relations: list[str] = []
        if self.at("relation"):  # it goes on from what stood before
            terms.append(Empty(span=(start, start)))
        else:
            terms.append(self.sum())
        while self.at_relation():
            relations.append(self.advance().text)
            if relations[-1] == ARROW:
                relations[-1] = "\\to"
                self.label()
            if self.aligned:
                self.skip("amp")
            if self.at("relation"):
                self.fail(f"expected a term between two relations, found {self.shown()}")
            terms.append(self.sum())
        return Chain(tuple(terms), tuple(relations), link, span=self.since(start))

    def at_relation(self) -> bool:
        """A relation, perhaps behind `&`."""
        place = self.position
        while self.aligned and self.tokens[place].kind == "amp":
            place += 1
        if self.tokens[place].kind != "relation":
            return False
        self.position = place
        return True

    def term_or_chain(self) -> Node:
        """What may stand between commas in brackets, or in a cell: a term, or a condition."""
        chain = self.chain()
        return chain if chain.relations else chain.terms[0]

    # -- sums ---------------------------------------------------------------------------

    def sum(self) -> Node:
        with self.nested():
            start = self.token.start
            sign = self.advance().text if self.at("operator", *SIGNS) else ""
            terms, signs = [self.product()], [sign]
            while self.at_sign():
                signs.append(self.advance().text)
                terms.append(self.product())
        if at_bar(self):
            self.fail("how much is evaluated at this place? Write \\left. … \\right|_{x=a}")
        if len(terms) == 1 and not signs[0]:
            return terms[0]
        return _summed(terms, signs, self.since(start))

    def at_sign(self) -> bool:
        """A sign that goes on with the sum: here, or on the next line of a long sum."""
        if self.at("operator", *SIGNS):
            return True
        if not self.aligned or self.token.kind not in ("amp", "newline", "wide"):
            return False
        place, between = self.position, set()
        while self.tokens[place].kind in ("amp", "newline", "wide"):
            between.add(self.tokens[place].kind)
            place += 1
        token = self.tokens[place]
        if token.kind != "operator" or token.text not in SIGNS:
            return False
        if "newline" in between:
            if self.line_states(place):
                return False
        elif "wide" in between:
            raise LatexError("a sum that goes on, or a new claim? Write no wide space, or a comma", token.span)
        self.position = place
        return True

    def line_states(self, place: int) -> bool:
        """Whether the line from a token on has a relation of its own."""
        level = 0
        for place in range(place, len(self.tokens)):
            kind = self.tokens[place].kind
            level += LEVELS.get(kind, 0)
            if level < 0 or level == 0 and kind in ("newline", "end"):
                return False
            if level == 0 and kind == "relation":
                return True
        return False

    # -- products -----------------------------------------------------------------------

    def product(self) -> Node:
        start = self.token.start
        factors: list[Node] = [self.factor()]
        operators: list[str] = []
        while True:
            if self.at("operator") and self.token.text not in (*SIGNS, "\\mp"):
                operators.append(self.advance().text)
                if self.at("operator", "-"):
                    self.fail("expected a factor, found '-': put a negative factor in brackets")
            elif self.starts_factor():
                operators.append("")
            else:
                break
            factors.append(self.factor())
        if len(factors) == 1:
            return _seen(factors[0])
        return _spliced(factors, operators, self.since(start))

    def starts_factor(self) -> bool:
        token = self.token
        if token.kind in ("letter", "number", "dots", "lbrace", "command", "named"):
            return True
        if token.kind == "bar":
            return not self.closes_bar() and not at_bar(self)
        if token.kind == "open":
            return self.ahead().kind != "link"  # (\because …)
        return token.kind == "begin" and token.text not in LINES or self.at_word()

    def factor(self) -> Node:
        with self.nested():
            start = self.token.start
            if self.at("command") and self.token.text in BIGS:
                return big(self)
            if at_call(self):
                return call(self)
            base = self.atom()
            if isinstance(base, Derivative) and base.operator and isinstance(base.of, Empty):
                base = self.differentiated(base)
            if isinstance(base, Derivative) and at_bar(self):
                return at_place(self, base, start)
            if isinstance(base, Derivative) and base.operator:
                return base
            node = scripts(self, base, start)
            if isinstance(base, Empty) and node is not base:
                raise LatexError("a script on nothing: write what it belongs to in front of it", node.span)
            return node

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
        if isinstance(body, Sum):
            raise _unseen_brackets(body)
        return body


def _seen(node: Node) -> Node:
    """A node without the braces around it that TeX does not print."""
    return node.items[0] if isinstance(node, Group) and not node.fence else node


def _unseen_brackets(node: Node) -> LatexError:
    return LatexError(
        "TeX prints no brackets around this, but it would be calculated as if there were some: "
        "write the brackets",
        node.span,
    )


def _summed(terms: list[Node], signs: list[str], span: tuple[int, int]) -> Sum:
    """A sum whose braces change nothing: `a+{b-c}` is a+b-c, `a-{b-c}` an error."""
    flat: list[Node] = []
    flat_signs: list[str] = []
    for place, (term, sign) in enumerate(zip(terms, signs, strict=True)):
        if isinstance(term, Empty):
            raise LatexError("expected a term between the signs", term.span)
        if not isinstance(term, Sum):
            flat.append(term)
            flat_signs.append(sign)
        elif sign not in ("", "+") or term.signs[0] and (place or sign):
            raise _unseen_brackets(term)
        else:
            flat += term.terms
            flat_signs += (sign or term.signs[0], *term.signs[1:])
    return Sum(tuple(flat), tuple(flat_signs), span=span)


def _spliced(factors: list[Node], operators: list[str], span: tuple[int, int]) -> Node:
    """A product whose braces change nothing: `{ab}c` is abc, `{a+b}c` an error."""
    flat: list[Node] = []
    between: list[str] = []
    for place, factor in enumerate(factors):
        inner = _seen(factor)
        operator = operators[place - 1] if place else ""
        if isinstance(inner, Empty) and not operator and flat:  # {} prints nothing
            continue
        last = place == len(factors) - 1
        opened = inner is not factor and not isinstance(inner, Product)
        if isinstance(inner, Sum) or opened and not last:
            raise _unseen_brackets(factor)
        if flat:
            between.append(operator)
            if not operator and runs_together(flat[-1], inner):
                raise LatexError(
                    "these are printed as one number: write \\cdot for the product", (flat[-1].span[0], inner.span[1])
                )
        if isinstance(inner, Product) and inner is not factor:
            if LOOSE & {*inner.operators, *operators} or not last and _takes_rest(inner.factors[-1]):
                raise _unseen_brackets(factor)
            flat += inner.factors
            between += inner.operators
        else:
            flat.append(inner)
    if len(flat) == 1:
        return flat[0]
    return Product(tuple(flat), tuple(between), span=span)


def _takes_rest(node: Node) -> bool:
    """Whether a factor, unbracketed, would take what stands behind it."""
    if isinstance(node, Call):
        return not isinstance(node.argument, Group)
    return isinstance(node, Big) or isinstance(node, Derivative) and node.operator
