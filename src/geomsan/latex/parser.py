"""Tokens → syntax tree, by recursive descent; no token is read twice.

Precedence, loosest first: link (`\\implies`) · comma or wide space · relation · `+ -` ·
`\\sum` and derivative operators (they take the rest of the product) · product · script.
"""

from __future__ import annotations

import re

from .error import LatexError
from .token import Token, tokenize
from .tree import (
    Big, Call, Cases, Chain, Derivative, Display, Dots, Empty, Fence, Fraction, Group, Matrix,
    Name, Node, Number, Product, Root, Script, Sum,
)

DEPTH = 60  # deeper nesting than any page has; keeps the recursion bounded

STYLES = {
    **{"\\mathbf": "bf", "\\boldsymbol": "bf", "\\bm": "bf", "\\vec": "vec", "\\mathcal": "cal"},
    **{"\\mathsf": "sf", "\\mathrm": "rm", "\\underline": "underline", "\\mathit": "it"},
    **{"\\mathbb": "bb", "\\mathfrak": "frak", "\\mathscr": "scr", "\\mathtt": "tt"},
    **{"\\overrightarrow": "vec", "\\pmb": "bf"},
}
ACCENTS = {"\\hat", "\\tilde", "\\bar", "\\dot", "\\ddot", "\\widehat", "\\widetilde", "\\overline"}
CALLS = {
    **{f"\\{name}": name for name in "log ln exp sin cos tan sinh cosh tanh det arcsin".split()},
    **{f"\\{name}": name for name in "arccos arctan dim ker rank tr sec csc cot".split()},
}
BIGS = {
    **{"\\sum": "sum", "\\prod": "prod", "\\max": "max", "\\min": "min", "\\argmax": "argmax"},
    **{"\\sup": "sup", "\\inf": "inf", "\\lim": "lim", "\\int": "int"},
}
WORDS = {"max", "min", "sup", "inf"}  # \operatorname of these may carry an index
MATRICES = {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix"}
LINES = {"aligned", "align", "align*", "split", "gathered", "gather", "gather*", "alignat",
         "alignedat", "eqnarray", "eqnarray*", "equation", "equation*", "multline", "multline*"}
GREEK = set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta "
    "Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell partial nabla infty top intercal dagger "
    "star hbar Re Im emptyset imath jmath mathsection prime bullet forall exists perp mid".split()
)
WORD = re.compile(r"[A-Za-z]+(?:\\?_[A-Za-z]+)*")
SEPARATORS = {"comma", "wide", "newline", "amp", "stop", "colon"}
TRANSPARENT = {"\\boxed", "\\fbox", "\\mathop", "\\mathrel", "\\mathbin", "\\mathord", "\\smash"}


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
    return _Parser(tokenize(source)).display()


class _Parser:
    def __init__(self, tokens: list[Token]):
        self.tokens = tokens
        self.position = 0
        self.depth = 0
        self.bars: list[str] = []
        self.aligned = True  # whether `&` is an alignment mark here, not a cell's end

    # -- tokens ------------------------------------------------------------------------

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def advance(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.position += 1
        return token

    def at(self, kind: str, *texts: str) -> bool:
        return self.token.kind == kind and (not texts or self.token.text in texts)

    def expect(self, kind: str, what: str, opened: Token | None = None) -> Token:
        if self.token.kind != kind:
            behind = f" (opened at {opened.text!r})" if opened else ""
            self.fail(f"expected {what}{behind}, found {self.shown()}", opened)
        return self.advance()

    def shown(self) -> str:
        return "the end of the formula" if self.token.kind == "end" else repr(self.token.text)

    def fail(self, message: str, opened: Token | None = None):
        start = opened.start if opened and self.token.kind == "end" else self.token.start
        raise LatexError(message, (start, max(self.token.end, start + 1)))

    def since(self, start: int) -> tuple[int, int]:
        return start, self.tokens[self.position - 1].end if self.position else start

    # -- displays and chains ------------------------------------------------------------

    def display(self) -> Display:
        chains = self.lines("end")
        self.expect("end", "the end of the formula")
        return Display(tuple(chains), span=(0, self.token.end))

    def lines(self, stop: str) -> list[Chain]:
        """Chains up to a token of kind `stop`, separated by commas, wide spaces, lines."""
        chains: list[Chain] = []
        link = ""
        while not self.at(stop):
            if self.token.kind in SEPARATORS or self.at("text") and not self.at_word():
                self.advance()
                link = ""
            elif self.at("link"):
                link = self.advance().text
            elif self.at("begin") and self.token.text in LINES:
                chains += self.environment_lines()
            elif self.at("end") or self.at("end-env") or self.at("rbrace") or self.at("close"):
                self.fail(f"expected a formula, found {self.shown()}")
            elif self.at("command") and self.token.text in TRANSPARENT:
                chains.append(self.boxed(link))
                link = ""
            else:
                chains.append(self.chain(link))
                link = ""
        return chains

    def environment_lines(self) -> list[Chain]:
        opened = self.advance()
        if opened.text in ("alignat", "alignedat"):
            self.argument()
        chains = self.lines("end-env")
        closed = self.expect("end-env", f"\\end{{{opened.text}}}", opened)
        if closed.text != opened.text:
            raise LatexError(
                f"\\begin{{{opened.text}}} is closed by \\end{{{closed.text}}}", closed.span
            )
        return chains

    def boxed(self, link: str) -> Chain:
        """A box around a whole chain is transparent; around a term it is a factor."""
        position = self.position
        depth = self.depth
        self.advance()
        if self.at("lbrace"):
            self.advance()
            chain = self.chain(link)
            if self.at("rbrace") and len(chain.terms) > 1:
                self.advance()
                return chain
        self.position, self.depth = position, depth
        return self.chain(link)

    def chain(self, link: str = "") -> Chain:
        start = self.token.start
        terms: list[Node] = []
        relations: list[str] = []
        if self.at("relation"):  # the chain goes on from what stood before
            terms.append(Empty(span=(start, start)))
        else:
            terms.append(self.sum())
        while True:
            self.skip_ampersands()
            if not self.at("relation"):
                break
            relations.append(self.advance().text)
            self.skip_ampersands()
            if relations[-1] == "\\to" and self.at("lbrace"):
                self.braced_remark()
            if self.at("relation"):
                self.fail(f"expected a term between two relations, found {self.shown()}")
            terms.append(self.sum())
        return Chain(tuple(terms), tuple(relations), link, span=self.since(start))

    def skip_ampersands(self) -> None:
        while self.aligned and self.at("amp"):
            self.advance()

    # -- sums and products --------------------------------------------------------------

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEPTH:
            self.fail(f"the formula nests deeper than {DEPTH} levels")
        start = self.token.start
        sign = self.advance().text if self.at("operator", "+", "-", "\\pm") else ""
        terms, signs = [self.product()], [sign]
        while True:
            if self.at("amp") and self.tokens[self.position + 1].text in ("+", "-"):
                self.skip_ampersands()
            if not self.at("operator", "+", "-", "\\pm"):
                break
            signs.append(self.advance().text)
            terms.append(self.product())
        self.depth -= 1
        if len(terms) == 1 and not sign:
            return terms[0]
        return Sum(tuple(terms), tuple(signs), span=self.since(start))

    def product(self) -> Node:
        start = self.token.start
        factors: list[Node] = [self.factor()]
        operators: list[str] = []
        while True:
            if self.at("operator") and self.token.text not in ("+", "-", "\\pm", "\\mp"):
                operators.append(self.advance().text)
                if self.at("operator", "-"):
                    self.fail("expected a factor, found '-': put a negative factor in brackets")
                factors.append(self.factor())
            elif self.starts_factor():
                operators.append("")
                factors.append(self.factor())
            else:
                break
        if len(factors) == 1:
            return factors[0]
        return Product(tuple(factors), tuple(operators), span=self.since(start))

    def starts_factor(self) -> bool:
        token = self.token
        if token.kind in ("letter", "number", "open", "dots", "lbrace"):
            return True
        if token.kind == "bar":
            return not (self.bars and self.bars[-1] == token.text)
        if token.kind == "begin":
            return token.text not in LINES
        return token.kind == "command" or self.at_word()

    def at_word(self) -> bool:
        """`\\text{softmax}(x)` and `\\text{ReLU}_i` are names, `\\text{if } x` is a remark."""
        following = self.tokens[self.position + 1].kind if self.at("text") else ""
        return following in ("open", "begin", "sub") and bool(WORD.fullmatch(self.token.text))

    # -- factors ------------------------------------------------------------------------

    def factor(self) -> Node:
        start = self.token.start
        token = self.token
        if token.kind == "command" and token.text in BIGS:
            return self.big()
        if token.kind == "command" and (token.text in CALLS or token.text.startswith("\\operatorname")):
            return self.call()
        base = self.atom()
        if isinstance(base, Derivative) and base.operator and isinstance(base.of, Empty):
            return self.differentiated(base)
        return self.scripts(base, start)

    def differentiated(self, operator: Derivative) -> Node:
        """`\\frac{∂}{∂x}` takes the rest of the product."""
        if not self.starts_factor():
            self.fail(f"expected what is differentiated behind the derivative, found {self.shown()}")
        body = self.product()
        return Derivative(
            operator.d, body, operator.by, True, span=(operator.span[0], body.span[1])
        )

    def scripts(self, base: Node, start: int) -> Node:
        sub: tuple[Node, ...] = ()
        commas = False
        sup: Node | None = None
        primes = 0
        while self.token.kind in ("sub", "sup", "prime"):
            token = self.token
            if token.kind == "prime":
                primes += 1
                self.advance()
            elif token.kind == "sub":
                if sub:
                    self.fail("a second subscript: use braces, as in x_{ij}")
                self.advance()
                sub, commas = self.subscript()
            else:
                if sup is not None:
                    self.fail("a second superscript: use braces, as in x^{2T}")
                self.advance()
                sup, inner = self.superscript()
                primes += inner
        if not sub and sup is None and not primes:
            return base
        if isinstance(base, Script):
            base = Group((base,), "", span=base.span)
        if isinstance(base, Product):
            raise LatexError(
                "a script behind an invisible group of several factors: the reader sees it on "
                "the last factor only; write brackets, as in (XW)^T",
                self.since(start),
            )
        return Script(base, sub, commas, sup, primes, span=self.since(start))

    def subscript(self) -> tuple[tuple[Node, ...], bool]:
        """The items of a subscript: letters and digits one by one, or between commas."""
        if not self.at("lbrace"):
            return self.digits(self.script_token()), False
        opened = self.advance()
        parts: list[Node] = []
        commas = False
        while not self.at("rbrace"):
            if self.at("comma"):
                self.advance()
                commas = True
                continue
            if self.at("operator", "*") or self.at("operator", "+") or self.at("operator", "-"):
                following = self.tokens[self.position + 1].kind
                if following in ("rbrace", "comma"):
                    token = self.advance()
                    parts.append(Name(token.text, span=token.span))
                    continue
            parts.append(self.subscript_item())
        self.expect("rbrace", "'}'", opened)
        if not parts:
            raise LatexError("an empty subscript", (opened.start, self.tokens[self.position - 1].end))
        if commas:
            return tuple(parts), True
        items: list[Node] = []
        for part in parts:
            if isinstance(part, Product) and not any(part.operators):
                for factor in part.factors:
                    items += self.digits(factor)
            else:
                items += self.digits(part)
        return tuple(items), False

    def subscript_item(self) -> Node:
        """One item; a relation in it (`i=1`, `i \\neq j`) stays with the item as a chain."""
        chain = self.chain()
        return chain if chain.relations else chain.terms[0]

    @staticmethod
    def digits(item: Node) -> tuple[Node, ...]:
        if isinstance(item, Number) and item.text.isdigit() and len(item.text) > 1:
            start = item.span[0]
            return tuple(
                Number(digit, span=(start + place, start + place + 1))
                for place, digit in enumerate(item.text)
            )
        return (item,)

    def superscript(self) -> tuple[Node, int]:
        if not self.at("lbrace"):
            if self.at("operator", "*", "+", "-"):
                token = self.advance()
                return Name(token.text, span=token.span), 0
            return self.script_token(), 0
        opened = self.advance()
        if self.at("operator", "*", "+", "-") and self.tokens[self.position + 1].kind == "rbrace":
            token = self.advance()
            self.advance()
            return Name(token.text, span=token.span), 0
        if self.at("prime"):
            primes = 0
            while self.at("prime"):
                primes += 1
                self.advance()
            self.expect("rbrace", "'}'", opened)
            return Empty(span=(opened.start, opened.end)), primes
        body = self.sum()
        primes = 0
        if isinstance(body, Script) and body.primes and not body.sub and body.sup is None:
            body, primes = body.base, body.primes
        self.expect("rbrace", "'}'", opened)
        return body, primes

    def script_token(self) -> Node:
        """What TeX takes without braces: one token, or one command with its arguments."""
        token = self.token
        if token.kind == "number":
            self.tokens[self.position] = Token(
                "number", token.text[1:], token.start + 1, token.end
            )
            first = Number(token.text[0], span=(token.start, token.start + 1))
            if not token.text[1:]:
                self.advance()
            return first
        if token.kind in ("letter", "command"):
            return self.atom()
        self.fail(f"expected a script, found {self.shown()}")

    # -- atoms --------------------------------------------------------------------------

    def atom(self) -> Node:
        token = self.token
        if token.kind == "letter":
            self.advance()
            return Name(token.text, span=token.span)
        if token.kind == "number":
            self.advance()
            return Number(token.text, span=token.span)
        if token.kind == "dots":
            self.advance()
            return Dots(token.text, span=token.span)
        if token.kind == "lbrace":
            return self.braces()
        if token.kind == "open":
            return self.brackets()
        if token.kind == "bar":
            return self.bar()
        if token.kind == "begin":
            return self.environment()
        if token.kind == "command":
            return self.command()
        if token.kind == "text" and WORD.fullmatch(token.text):
            self.advance()
            return Name(token.text.replace("\\_", "_"), "rm", span=token.span)
        if token.kind in ("sub", "sup"):
            return Empty(span=(token.start, token.start))
        self.fail(f"expected a term, found {self.shown()}")

    def braces(self) -> Node:
        """An invisible group."""
        opened = self.advance()
        if self.at("rbrace"):
            self.advance()
            return Empty(span=(opened.start, opened.end + 1))
        body = self.sum()
        self.expect("rbrace", "'}'", opened)
        if isinstance(body, Sum):
            return Group((body,), "", span=self.since(opened.start))
        return body

    def argument(self) -> Node:
        """A command's argument: braces, or one token."""
        if self.at("lbrace"):
            opened = self.advance()
            if self.at("rbrace"):
                self.advance()
                return Empty(span=opened.span)
            body = self.sum()
            self.expect("rbrace", "'}'", opened)
            return body
        return self.script_token()

    def brackets(self) -> Node:
        opened = self.advance()
        if opened.text in ("|", "‖"):
            return self.bar_body(opened, "close")
        if opened.text == ".":
            self.fail("\\left. has no meaning here: write the bracket")
        bars, self.bars = self.bars, []
        aligned, self.aligned = self.aligned, False
        items: list[Node] = []
        while not self.at("close"):
            if self.at("comma"):
                self.advance()
                continue
            if self.at("wide"):
                self.advance()
                continue
            if self.at("end") or self.at("end-env") or self.at("rbrace") or self.at("newline") or self.at("amp"):
                self.fail(f"expected a closing bracket for {opened.text!r}, found {self.shown()}", opened)
            items.append(self.subscript_item())
        closed = self.advance()
        self.bars, self.aligned = bars, aligned
        span = self.since(opened.start)
        if not items:
            raise LatexError("empty brackets", span)
        if opened.text in ("<", "⌊", "⌈"):
            return Fence(opened.text, tuple(items), span=span)
        if closed.text not in {"(": ")]", "[": "])", "{": "}"}[opened.text]:
            raise LatexError(f"{opened.text!r} is closed by {closed.text!r}", span)
        return Group(tuple(items), opened.text, span=span)

    def bar(self) -> Node:
        opened = self.advance()
        kind = opened.text
        if kind == "|" and self.at("bar", "|") and not self.bars:
            self.advance()  # ||x||
            self.bars.append("|")
            body = self.sum()
            self.bars.pop()
            for _ in range(2):
                if not self.at("bar", "|"):
                    self.fail("expected '||', which closes the norm", opened)
                self.advance()
            return Fence("‖", (body,), span=self.since(opened.start))
        return self.bar_body(opened, "bar")

    def bar_body(self, opened: Token, close: str) -> Node:
        self.bars.append(opened.text)
        body = self.sum()
        self.bars.pop()
        if not (self.token.kind in (close, "bar", "close") and self.token.text == opened.text):
            self.fail(f"expected the closing bar of {opened.text!r}, found {self.shown()}", opened)
        self.advance()
        return Fence(opened.text, (body,), span=self.since(opened.start))

    def command(self) -> Node:
        token = self.advance()
        text, start = token.text, token.start
        if text in STYLES:
            return self.styled(STYLES[text], start)
        if text in ACCENTS:
            return self.accented(text, start)
        if text in ("\\frac", "\\dfrac", "\\tfrac", "\\cfrac"):
            numerator, denominator = self.argument(), self.argument()
            return _fraction(numerator, denominator, self.since(start))
        if text == "\\sqrt":
            degree = None
            if self.at("open", "["):
                self.advance()
                degree = self.sum()
                self.expect("close", "']'", token)
            return Root(self.argument(), degree, span=self.since(start))
        if text in TRANSPARENT:
            body = self.argument()
            return Group((body,), "", span=self.since(start)) if isinstance(body, (Product, Sum)) else body
        if text in ("\\underbrace", "\\overbrace"):
            body = self.argument()
            while self.token.kind in ("sub", "sup"):
                self.advance()
                self.braced_remark()
            return Group((body,), "", span=self.since(start)) if isinstance(body, (Product, Sum)) else body
        if text in ("\\phantom", "\\vphantom", "\\hphantom"):
            self.argument()
            return Empty(span=self.since(start))
        if text[1:] in GREEK:
            return Name(text, span=token.span)
        raise LatexError(f"{text} is not part of the language", token.span)

    def braced_remark(self) -> None:
        """The label of an underbrace: skipped, with balanced braces."""
        if not self.at("lbrace"):
            self.advance()
            return
        opened, level = self.token, 0
        while True:
            if self.at("end"):
                self.fail("expected '}'", opened)
            level += {"lbrace": 1, "rbrace": -1}.get(self.advance().kind, 0)
            if level == 0:
                return

    def styled(self, style: str, start: int) -> Node:
        body = self.argument() if self.at("lbrace") else self.script_token()
        span = self.since(start)
        if style in ("rm", "sf", "tt", "it") and isinstance(body, Product) and _is_word(body):
            return Name("".join(factor.letter for factor in body.factors), style, span=span)
        return _with_style(body, style, span)

    def accented(self, accent: str, start: int) -> Node:
        body = self.argument() if self.at("lbrace") else self.script_token()
        span = self.since(start)
        if isinstance(body, Name):
            return Name(body.letter, body.style, (*body.accents, accent), span=span)
        raise LatexError(f"{accent} needs one letter below it", span)

    def call(self) -> Node:
        token = self.advance()
        if token.text.startswith("\\operatorname"):
            name = self.argument()
            function = "".join(
                part.letter for part in name.walk() if isinstance(part, Name)
            )
        else:
            function = CALLS[token.text]
        sub: tuple[Node, ...] = ()
        sup: Node | None = None
        primes = 0
        while self.token.kind in ("sub", "sup", "prime"):
            kind = self.advance().kind
            if kind == "sub":
                sub, _ = self.subscript()
            elif kind == "sup":
                sup, _ = self.superscript()
            else:
                primes += 1
        argument = self.call_argument(function)
        span = self.since(token.start)
        return self.outer_script(Call(function, argument, sub, sup, primes, span=span), token.start)

    def call_argument(self, function: str) -> Node:
        """A bracket behind a function is its whole argument; otherwise the product of
        plain factors up to the next operator, bracket or function."""
        if self.at("open") or self.at("bar") and not (self.bars and self.bars[-1] == self.token.text):
            return self.atom()
        if self.at("command") and (self.token.text in CALLS or self.token.text.startswith("\\operatorname")):
            return self.call()
        if self.at("command") and self.token.text in BIGS:
            return self.big()
        if not self.starts_factor():
            self.fail(f"expected the argument of {function}, found {self.shown()}")
        start = self.token.start
        factors = [self.factor()]
        while self.token.kind in ("letter", "number") or (
            self.token.kind == "command"
            and self.token.text not in CALLS
            and self.token.text not in BIGS
            and not self.token.text.startswith("\\operatorname")
        ):
            factors.append(self.factor())
        if self.at("open", "("):
            self.fail(
                f"it is not clear where the argument of {function} ends: put it in brackets"
            )
        if len(factors) == 1:
            return factors[0]
        return Product(tuple(factors), ("",) * (len(factors) - 1), span=self.since(start))

    def outer_script(self, call: Call, start: int) -> Node:
        """`\\tanh(x)^2` is the square of `\\tanh(x)`: the script moves to the value."""
        if self.token.kind in ("sup", "sub", "prime") and isinstance(call.argument, (Group, Fence)):
            return self.scripts(call, start)
        return call

    def big(self) -> Node:
        token = self.advance()
        operator = BIGS[token.text]
        lower = upper = None
        index: tuple[Node, ...] = ()
        while self.token.kind in ("sub", "sup"):
            if self.advance().kind == "sub":
                index, lower = self.range()
            else:
                upper = self.argument()
        if operator in WORDS and self.at("open") and not index:
            return Call(operator, self.atom(), span=self.since(token.start))
        if not self.starts_factor():
            self.fail(f"expected what {token.text} runs over, found {self.shown()}")
        body = self.product()
        return Big(operator, index, lower, upper, body, span=self.since(token.start))

    def range(self) -> tuple[tuple[Node, ...], Node | None]:
        """Below a sum: `i=1`, `i`, or `i,j`."""
        items, _ = self.subscript()
        if len(items) == 1 and isinstance(items[0], Chain):
            chain = items[0]
            if len(chain.terms) == 2 and chain.relations == ("=",):
                return (chain.terms[0],), chain.terms[1]
        return items, None

    # -- environments -------------------------------------------------------------------

    def environment(self) -> Node:
        opened = self.advance()
        if opened.text == "cases":
            rows = self.cells(opened)
            values, conditions = [], []
            for row in rows:
                values.append(row[0])
                conditions.append(row[1] if len(row) > 1 and not isinstance(row[1], Empty) else None)
            return Cases(tuple(values), tuple(conditions), span=self.since(opened.start))
        if opened.text == "array":
            self.braced_remark()
        elif opened.text not in MATRICES:
            raise LatexError(
                f"the environment {opened.text!r} is not part of the language; matrices: "
                + ", ".join(sorted(MATRICES)),
                opened.span,
            )
        rows = self.cells(opened)
        widths = {len(row) for row in rows}
        if len(widths) > 1:
            raise LatexError(
                f"the rows of this matrix have different lengths: {sorted(widths)}",
                self.since(opened.start),
            )
        environment = "matrix" if opened.text in ("array", "smallmatrix") else opened.text
        return Matrix(environment, tuple(rows), span=self.since(opened.start))

    def cells(self, opened: Token) -> list[tuple[Node, ...]]:
        bars, self.bars = self.bars, []
        aligned, self.aligned = self.aligned, False
        rows: list[tuple[Node, ...]] = []
        row: list[Node] = []
        while True:
            row.append(self.cell(opened))
            if self.at("amp"):
                self.advance()
                continue
            rows.append(tuple(row))
            row = []
            if self.at("newline"):
                self.advance()
                if self.at("end-env"):
                    break
                continue
            break
        closed = self.expect("end-env", f"\\end{{{opened.text}}}", opened)
        if closed.text != opened.text:
            raise LatexError(
                f"\\begin{{{opened.text}}} is closed by \\end{{{closed.text}}}", closed.span
            )
        self.bars, self.aligned = bars, aligned
        return rows

    def cell(self, opened: Token) -> Node:
        start = self.token.start
        while self.at("text") or self.at("wide"):
            self.advance()
        if self.token.kind in ("amp", "newline", "end-env"):
            return Empty(span=(start, start))
        if self.at("end"):
            self.fail(f"expected \\end{{{opened.text}}}", opened)
        item = self.subscript_item()
        while self.token.kind in ("comma", "text", "wide", "stop"):
            self.advance()
        return item


def _is_word(product: Product) -> bool:
    return not any(product.operators) and all(
        isinstance(factor, Name) and len(factor.letter) == 1 and factor.letter.isascii()
        for factor in product.factors
    )


def _with_style(node: Node, style: str, span: tuple[int, int]) -> Node:
    if isinstance(node, Name):
        return Name(node.letter, style, node.accents, span=span)
    if isinstance(node, Number):
        return Name(node.text, style, span=span) if node.text in ("0", "1") else node
    if isinstance(node, Script) and isinstance(node.base, (Name, Number)):
        base = _with_style(node.base, style, node.base.span)
        return Script(base, node.sub, node.commas, node.sup, node.primes, span=span)
    if isinstance(node, Product):
        factors = tuple(_with_style(factor, style, factor.span) for factor in node.factors)
        return Product(factors, node.operators, span=span)
    if isinstance(node, Sum):
        terms = tuple(_with_style(term, style, term.span) for term in node.terms)
        return Sum(terms, node.signs, span=span)
    if isinstance(node, Group):
        items = tuple(_with_style(item, style, item.span) for item in node.items)
        return Group(items, node.fence, span=span)
    return node


def _is_d(node: Node, d: str | None = None) -> bool:
    return (
        isinstance(node, Name)
        and node.letter in ("d", "\\partial")
        and not node.accents
        and node.style in ("", "rm")
        and (d is None or node.letter == d)
    )


def _factors(node: Node) -> list[Node]:
    if isinstance(node, Product) and not any(node.operators):
        return list(node.factors)
    return [node]


def _fraction(numerator: Node, denominator: Node, span: tuple[int, int]) -> Node:
    """A fraction, or the derivative that it spells."""
    above, below = _factors(numerator), _factors(denominator)
    first = above[0]
    order_node = None
    if isinstance(first, Script) and _is_d(first.base) and not first.sub and not first.primes:
        first, order_node = first.base, first.sup
    if not _is_d(first) or len(below) < 2 or not _is_d(below[0], first.letter):
        return Fraction(numerator, denominator, span=span)
    order = 1
    if order_node is not None:
        if not (isinstance(order_node, Number) and order_node.text.isdigit()):
            raise LatexError("the order of a derivative must be a number", span)
        order = int(order_node.text)
    by: list[Node] = []
    piece: list[Node] = []
    for factor in [*below[1:], None]:
        if factor is None or _is_d(factor, first.letter):
            if not piece:
                raise LatexError("a derivative by nothing", span)
            by += _by(piece, order)
            piece = []
        else:
            piece.append(factor)
    if len(by) != order:
        raise LatexError(
            f"a derivative of order {order} above and {len(by)} below", span
        )
    of: Node = Empty(span=span)
    rest = above[1:]
    if len(rest) == 1:
        of = rest[0]
    elif rest:
        of = Product(tuple(rest), ("",) * (len(rest) - 1), span=(rest[0].span[0], rest[-1].span[1]))
    return Derivative(first.letter, of, tuple(by), not rest, span=span)


def _by(piece: list[Node], order: int) -> list[Node]:
    """The variable of a derivative; `∂x^2` below an order of 2 counts twice."""
    last = piece[-1]
    times = 1
    if order > 1 and isinstance(last, Script) and isinstance(last.sup, Number):
        times = int(last.sup.text) if last.sup.text.isdigit() else 1
        base = last.base
        last = base if not last.sub else Script(base, last.sub, last.commas, None, last.primes, span=last.span)
    variable = last
    if len(piece) > 1:
        variable = Product(
            (*piece[:-1], last), ("",) * (len(piece) - 1), span=(piece[0].span[0], last.span[1])
        )
    return [variable] * times
