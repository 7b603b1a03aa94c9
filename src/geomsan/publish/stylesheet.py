"""A theme's stylesheet without the rules that no page of the site can use.

A rule is dropped only if it asks for a class, an id or an attribute's value that no page has and no script may set.
"""

from __future__ import annotations

import re

WORD = r"[\w-]+"
NAMED = re.compile(rf"[.#]({WORD})|\[[\w-]+[~|^$*]?=[\"']?([^\"'\]]+)[\"']?\]")
ANY = re.compile(r":(?:is|where|not|has)\((?:[^()]|\([^()]*\))*\)")  # says what may be, or may not be: not what must
SET = re.compile(rf"classList\.\w+\([\"'`]({WORD})|(\b{WORD}-{WORD})")  # in a minified script, other words are anything
ATTRIBUTE = re.compile(r'="([^"]*)"')
# The theme marks the body while it changes colours, also when a page opens: a rule for all that is in it then restyles
# every element twice, half of the work on a page of formulas, and spares an eighth of a second of fading.
COSTLY = "[data-md-color-switching] *"
BLOCKS = ("@media", "@supports")


def publish(site):
    """Make the theme's stylesheets small; those of the site itself are its author's business."""
    pages = (path.read_text("utf-8") for path in site.rglob("*.html"))
    scripts = (path.read_text("utf-8") for path in site.glob("assets/javascripts/*.js"))
    known = names(pages, scripts)
    for sheet in (*site.glob("assets/stylesheets/*.min.css"), *site.glob("assets/_mkdocstrings.css")):
        sheet.write_text(slim(sheet.read_text("utf-8"), known), "utf-8")


def names(pages, scripts):
    """Everything that a selector may ask for: the words in attributes of pages, and what scripts may set."""
    found = set()
    for html in pages:
        for value in set(ATTRIBUTE.findall(html)):
            found.update(value.split(), [value])
    for script in scripts:
        found.update(added or hyphenated for added, hyphenated in SET.findall(script))
    return found


def slim(css, known):
    """The rules that can apply where only these names are known."""
    return "".join(_kept(prelude, body, known) for prelude, body in _rules(css))


def _kept(prelude, body, known):
    if prelude.startswith(BLOCKS):
        inner = slim(body, known)
        return f"{prelude}{{{inner}}}" if inner else ""
    if body is None or prelude.startswith("@"):
        return prelude if body is None else f"{prelude}{{{body}}}"
    alive = [selector for selector in _split(prelude) if _possible(selector, known)]
    return f"{','.join(alive)}{{{body}}}" if alive else ""


def _possible(selector, known):
    wanted = [word or value for word, value in NAMED.findall(ANY.sub("", selector))]
    return all(name in known for name in wanted) and not selector.startswith(COSTLY)


def _rules(css):
    """Pairs of what stands before a brace and what stands in it; None for a statement without braces."""
    start = depth = opened = place = 0
    while place < len(css):
        sign = css[place]
        if sign in "\"'":
            place = css.index(sign, place + 1)
        elif sign == "{":
            depth += 1
            opened = opened if depth > 1 else place
        elif sign == "}":
            depth -= 1
            if not depth:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1
        elif sign == ";" and not depth:
            yield css[start : place + 1].strip(), None
            start = place + 1
        place += 1
    if css[start:].strip():
        yield css[start:].strip(), None


def _split(prelude):
    """The selectors of a list; a comma in brackets divides none."""
    return re.split(r",(?![^()\[\]]*[)\]])", prelude)
