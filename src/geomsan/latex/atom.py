"""Atoms: letters, numbers, brackets, bars, and commands with arguments."""

from __future__ import annotations

from .cursor import Cursor
from .error import LatexError
from .fraction import fraction
from .lexer import Token
from .tree import Dots, Empty, Fence, Group, Name, Node, Number, Product, Root, Script, Sum
from .vocabulary import ACCENTS, FRACTIONS, INVISIBLE, LABELLED, LETTERS, STYLES, TRANSPARENT, WORD, WORD_STYLES

CLOSING = {"(": ")]", "[": "])", "{": "}"}  # ( and [ may be mixed, as in an interval


def atom(parser: Cursor) -> Node:
    """One factor without its scripts."""
    token = parser.token
    if token.kind == "letter":
        return Name(parser.advance().text, span=token.span)
    if token.kind == "number":
        return Number(parser.advance().text, span=token.span)
    if token.kind == "dots":
        return Dots(parser.advance().text, span=token.span)
    if token.kind == "text" and WORD.fullmatch(token.text):
        return Name(parser.advance().text.replace("\\_", "_"), "rm", span=token.span)
    if token.kind not in READERS:
        parser.fail(f"expected a term, found {parser.shown()}")
    with parser.nested():
        return READERS[token.kind](parser)


def _braces(parser: Cursor) -> Node:
    """Braces that TeX does not print."""
    opened = parser.advance()
    if parser.at("rbrace"):
        parser.advance()
        return Empty(span=parser.since(opened.start))
    with parser.enclosed():
        body = parser.sum()
    parser.expect("rbrace", "'}'", opened)
    if isinstance(body, (Name, Number, Script, Group, Fence)):
        return body
    return Group((body,), "", span=parser.since(opened.start))


def brackets(parser: Cursor) -> Node:
    """`(a)`, `(a, b)`, `[a]`, `\\{a\\}`, `\\langle a, b\\rangle`, and bars with \\left."""
    opened = parser.advance()
    if opened.text in ("|", "‖"):
        return _barred(parser, opened)
    if opened.text == ".":
        raise LatexError("\\left. has no meaning here: write the bracket", opened.span)
    items: list[Node] = []
    with parser.enclosed():
        while not parser.at("close"):
            if parser.token.kind in ("comma", "wide"):
                parser.advance()
            elif parser.token.kind in ("end", "end-env", "rbrace", "newline", "amp"):
                parser.fail(f"expected a closing bracket for {opened.text!r}, found {parser.shown()}", opened)
            else:
                items.append(parser.term_or_chain())
        closed = parser.advance()
    span = parser.since(opened.start)
    if not items:
        raise LatexError("empty brackets", span)
    pairs = {**CLOSING, "<": ">", "⌊": "⌋", "⌈": "⌉"}
    if closed.text not in pairs[opened.text]:
        raise LatexError(f"{opened.text!r} is closed by {closed.text!r}", span)
    if opened.text in CLOSING:
        return Group(tuple(items), opened.text, span=span)
    return Fence(opened.text, tuple(items), span=span)


def _bar(parser: Cursor) -> Node:
    opened = parser.advance()
    if opened.text == "|" and parser.at("bar", "|") and not parser.bars:
        parser.advance()  # ||x||
        parser.bars.append("|")
        body = parser.sum()
        parser.bars.pop()
        for _ in range(2):
            if not parser.at("bar", "|"):
                parser.fail("expected '||', which closes the norm", opened)
            parser.advance()
        return Fence("‖", (body,), span=parser.since(opened.start))
    return _barred(parser, opened)


def _barred(parser: Cursor, opened: Token) -> Node:
    parser.bars.append(opened.text)
    body = parser.sum()
    parser.bars.pop()
    if parser.token.kind not in ("bar", "close") or parser.token.text != opened.text:
        parser.fail(f"expected the closing bar of {opened.text!r}, found {parser.shown()}", opened)
    parser.advance()
    return Fence(opened.text, (body,), span=parser.since(opened.start))


def _command(parser: Cursor) -> Node:
    token = parser.advance()
    text, start = token.text, token.start
    if text in STYLES:
        return _styled(parser, STYLES[text], start)
    if text in ACCENTS:
        return _accented(parser, text, start)
    if text in FRACTIONS:
        numerator, denominator = parser.argument(), parser.argument()
        return fraction(numerator, denominator, parser.since(start))
    if text == "\\sqrt":
        degree = None
        if parser.at("open", "["):
            parser.advance()
            with parser.enclosed():
                degree = parser.sum()
            parser.expect("close", "']'", token)
        return Root(parser.argument(), degree, span=parser.since(start))
    if text in TRANSPARENT or text in LABELLED:
        body = parser.argument()
        while text in LABELLED and parser.token.kind in ("sub", "sup"):
            parser.advance()
            parser.skip_braces()
        seen = "box" if text in ("\\boxed", "\\fbox", *LABELLED) else ""
        return Group((body,), seen, span=parser.since(start)) if isinstance(body, (Product, Sum)) else body
    if text in INVISIBLE:
        parser.argument()
        return Empty(span=parser.since(start))
    if text[1:] in LETTERS:
        return Name(text, span=token.span)
    raise LatexError(f"{text} is not part of the language", token.span)


def _styled(parser: Cursor, style: str, start: int) -> Node:
    body = parser.argument()
    span = parser.since(start)
    if style in WORD_STYLES and isinstance(body, Product) and _is_word(body):
        return Name("".join(factor.letter for factor in body.factors), style, span=span)
    body = _with_style(body, style, span)
    return Group((body,), "", span=span) if isinstance(body, (Product, Sum)) else body


def _accented(parser: Cursor, accent: str, start: int) -> Node:
    body = parser.argument()
    span = parser.since(start)
    if isinstance(body, Name):
        return Name(body.letter, body.style, (*body.accents, accent), span=span)
    raise LatexError(f"{accent} needs one letter below it", span)


READERS = {
    "lbrace": _braces,
    "open": brackets,
    "bar": _bar,
    "command": _command,
    "begin": lambda parser: parser.environment(),
}


def _is_word(product: Product) -> bool:
    return not any(product.operators) and all(
        isinstance(factor, Name) and len(factor.letter) == 1 and factor.letter.isascii()
        for factor in product.factors
    )


def _with_style(node: Node, style: str, span: tuple[int, int]) -> Node:
    """The tree with a style on every name in it; `\\mathbf{1}` and `\\mathbf{0}` become names."""
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
