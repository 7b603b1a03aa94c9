"""A theme's stylesheet without what no page of the site can use.

A rule is dropped only if it asks for a class, an id or an attribute's value that no page has and no script may set, or
for a tab that no page has so many of; a variable only if nothing asks for it.
"""

from __future__ import annotations

import re

WORD = r"[\w-]+"
NAMED = re.compile(rf"[.#]({WORD})|\[[\w-]+[~|^$*]?=[\"']?([^\"'\]]+)[\"']?\]")
ANY = re.compile(r":(?:is|where|not|has)\((?:[^()]|\([^()]*\))*\)")  # says what may be, or may not be: not what must
SET = re.compile(rf"classList\.\w+\([\"'`]({WORD})|(\b{WORD}-{WORD})")  # in a minified script, other words are anything
ATTRIBUTE = re.compile(r'="([^"]*)"')
# While the theme changes colours, also when a page opens, it marks the body, and its scripts mark the root with classes.
# What then may change in any element has the browser restyle all of them, each time: most of the work on a page of formulas.
# The first spares an eighth of a second of fading; the second is said again, of the elements it is for, in tables.css.
COSTLY = ("[data-md-color-switching] ", ".md-typeset table:not([class]) td>:", ".md-typeset table:not([class]) th>:")
BLOCKS = ("@media", "@supports")
TAB = re.compile(r"\.tabbed-(?:set>input|labels>label):nth-child\((\d+)\)")
TABS = re.compile(r'data-tabs="\d+:(\d+)"')
USED = re.compile(r"(?:var\(\s*|[\"'`])(--[\w-]+)")  # in a stylesheet, in a script
VARIABLE = re.compile(r"(?<=[{;])\s*(--[\w-]+)\s*:((?:[^;{}\"']|\"[^\"]*\"|'[^']*')*)(?:;|(?=\}))")
STRING = r"(\"[^\"]*\"|'[^']*')"
SPACE = re.compile(rf"{STRING}|(?:/\*.*?\*/|\s)+", re.S)
AROUND = re.compile(rf"{STRING}| ?([{{}};,]) ?")


def publish(site):
    """Make the stylesheets of a finished site small."""
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    scripts = [path.read_text("utf-8") for path in site.glob("assets/javascripts/*.js")]
    known = names(pages, scripts)
    theme = {*site.glob("assets/stylesheets/*.min.css"), *site.glob("assets/_mkdocstrings.css")}
    sheets = {path: tight(path.read_text("utf-8")) for path in {*theme, *site.glob("assets/stylesheets/*.css")}}
    sheets |= {path: slim(sheets[path], known) for path in theme}
    asked = variables([*sheets.values(), *scripts, *pages])
    for path, css in sheets.items():
        path.write_text(without(css, asked) if path in theme else css, "utf-8")


def names(pages, scripts):
    """Everything that a selector may ask for: the words in attributes of pages, and what scripts may set."""
    found = set()
    for html in pages:
        for value in set(ATTRIBUTE.findall(html)):
            found.update(value.split(), [value])
        found.update(f"tab {tab + 1}" for tabs in set(TABS.findall(html)) for tab in range(int(tabs)))
    for script in scripts:
        found.update(added or hyphenated for added, hyphenated in SET.findall(script))
    return found


def tight(css):
    """The same without comments, and without space that says nothing."""
    css = SPACE.sub(lambda each: each[1] or " ", css)
    return AROUND.sub(lambda each: each[1] or each[2], css).strip().replace(";}", "}")


def variables(texts):
    """The variables that any of these asks for."""
    return {name for text in texts for name in USED.findall(text)}


def without(css, asked):
    """A stylesheet that sets no variable for which nothing asks."""
    return VARIABLE.sub(lambda each: each[0] if each[1] in asked else "", css)


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
    wanted += [f"tab {tab}" for tab in TAB.findall(selector)]
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
