"""Displays: chains in lines, what stands between them, and systems of them."""

from __future__ import annotations

from dataclasses import replace

from .cursor import Cursor
from .environment import close, columns
from .error import LatexError
from .script import argument
from .tree import Chain, Empty
from .vocabulary import LINES, PROSE, TRANSPARENT

BREAKS = {"newline", "end", "end-env", "close"}
SYSTEMS = {"array", "cases"}  # lines, where they state relations; else terms


def lines(parser: Cursor, stop: str) -> list[Chain]:
    """Chains up to a token of kind `stop`, between commas, wide spaces and line breaks."""
    chains: list[Chain] = []
    link = ""
    apart = True  # whether a reader sees that a new claim begins here
    block = False  # behind an environment of lines, with which nothing goes on
    columns_above = columns_here = 0
    row = 0
    while not parser.at(stop):
        token = parser.token
        if token.kind in ("comma", "wide"):
            apart = bool(parser.advance())
        elif token.kind == "newline":
            apart = bool(parser.advance())
            columns_above, columns_here = columns_here, 0
            row = len(chains)
        elif token.kind == "amp":
            doubled = parser.ahead().kind == "amp"
            parser.skip("amp")
            columns_here += len(chains) > row
            apart |= doubled or parser.token.kind in ("text", "newline") or at_aside(parser)
        elif token.kind == "stop":
            parser.advance()
            if parser.token.kind not in BREAKS | {"wide", "amp", "text", "link"}:
                raise LatexError("'.' inside of a formula: write 0.5 in one piece, \\cdot, or \\dots", token.span)
            apart = True
        elif token.kind == "colon":
            parser.advance()
            apart = True
            if parser.token.kind not in BREAKS | {"wide", "amp", "text"}:
                chains.append(_signature(parser, token.span))
                apart = False
        elif parser.at_remark():
            if not apart and not _begins_apart(token.text):
                raise LatexError("a remark beside a formula: set it apart by \\quad or a comma", token.span)
            parser.remark()
            apart = True
        elif token.kind == "link":
            link = parser.advance().text
            apart = True
        elif at_aside(parser):
            chains += _aside(parser)
        elif at_system(parser):
            _expect_apart(parser, apart)
            chains += _system(parser)
            apart, block = False, True
            continue
        elif token.kind in ("end", "end-env", "rbrace", "close", "sub", "sup", "prime"):
            parser.fail(f"expected a formula, found {parser.shown()}")
        else:
            if token.kind == "relation" and len(chains) == row and columns_above:
                parser.fail("from which of the claims in the line above does this go on? Write its left side")
            _expect_apart(parser, apart or token.kind == "relation" and not block)
            chains.append(_boxed(parser, link) or parser.chain(link))
            link = ""
            apart = block = False
    if link:
        parser.fail(f"expected a claim behind {link}")
    return chains


def at_aside(parser: Cursor) -> bool:
    return parser.token.kind == "open" and parser.ahead().kind == "link"


def at_system(parser: Cursor) -> bool:
    """An environment of lines; an array, cases or `\\left\\{ … \\right.` that state relations."""
    if parser.at("begin"):
        if parser.token.text in LINES:
            return True
        return parser.token.text in SYSTEMS and parser.after_environment(parser.position)[1]
    if not parser.at_half_open():
        return False
    end, states = parser.after_environment(parser.position + 1)
    return states and parser.tokens[end + 1].kind not in ("relation", "operator")


def _expect_apart(parser: Cursor, apart: bool) -> None:
    if not apart:
        parser.fail("expected a comma, a wide space or a line break before the next claim")


def _begins_apart(words: str) -> bool:
    """Whether a remark shows by itself that the formula has ended: a conjunction, a bracket, Korean."""
    first = words.split()[0] if words.split() else ""
    if "가" <= first[:1] <= "힣" or first.startswith("(") and len(first) > 2:
        return True
    return first.lower().strip(",.:;") in PROSE


def _signature(parser: Cursor, colon: tuple[int, int]) -> Chain:
    """Behind a colon: `F: \\mathbb{R}^p \\to \\mathbb{R}^q`."""
    chain = parser.chain()
    if "\\mapsto" in chain.relations:
        raise LatexError("what a function does is a claim, and an arrow is not executed: write f(x) = …, or f(x) := … to define f", colon)
    if set(chain.relations) != {"\\to"}:
        raise LatexError("':' is read before an arrow or at the end of a line only: write / for a ratio, := to define", colon)
    return chain


def _aside(parser: Cursor) -> list[Chain]:
    """`(\\because a \\geq b)`."""
    opened = parser.advance()
    with parser.nested():
        chains = lines(parser, "close")
    chains = [replace(chain, link=chain.link or chains[0].link) for chain in chains]
    closed = parser.advance()
    if (opened.text, closed.text) not in (("(", ")"), ("[", "]")):
        raise LatexError(f"{opened.text!r} is closed by {closed.text!r}", (opened.start, closed.end))
    return chains


def _system(parser: Cursor) -> list[Chain]:
    """The chains in the lines of an environment."""
    half_open = parser.at("open")
    if half_open:
        parser.advance()
    opened = parser.advance()
    if opened.text in ("alignat", "alignedat"):
        argument(parser)
    if opened.text == "array":
        columns(parser)
    if parser.at("open", "[") and parser.token.start == opened.end:
        parser.fail("an option of the environment, or a bracket? Leave it out, or write a space before it")
    with parser.nested():
        chains = lines(parser, "end-env")
    close(parser, opened)
    if half_open:
        parser.advance()
    return chains


def _boxed(parser: Cursor, link: str) -> Chain | None:
    """The chain in a box; None if the box is around a term, or there is none."""
    if not (parser.at("command") and parser.token.text in TRANSPARENT and parser.ahead().kind == "lbrace"):
        return None
    level, relation = 0, False
    for place in range(parser.position + 1, len(parser.tokens)):
        kind = parser.tokens[place].kind
        level += {"lbrace": 1, "rbrace": -1}.get(kind, 0)
        relation |= level == 1 and kind == "relation"
        if level == 0:
            break
    if not relation:
        return None
    parser.advance()
    opened = parser.advance()
    chain = parser.chain(link)
    if isinstance(chain.terms[0], Empty):
        raise LatexError("a box around half of a claim: put the whole claim in it, or one side", chain.span)
    parser.expect("rbrace", "'}'", opened)
    return chain
