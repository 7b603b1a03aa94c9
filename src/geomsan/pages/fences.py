"""Executed code: ```` ```python exec="on" ````, shown with its result in the tabs Result and Example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from markdown.preprocessors import Preprocessor
from markdown_exec import base_format, code_block
from pymdownx.superfences import RE_HL_LINES, RE_LINENUMS, SuperFencesBlockPreprocessor, SuperFencesException

from .error import Place
from .execution import Failure, execute
from .given import Declared
from .page import is_inner, page_of
from .source import OPENING

ON = ("on", "yes", "true", "1")
ANY = re.compile(".*")
LOOK = {"title": ANY, "linenums": RE_LINENUMS, "hl_lines": RE_HL_LINES}
OPTIONS = {
    "exec": ON,
    "result": ("text", "markdown"),
    "html": ON,
    "source": ("tabbed-right", "tabbed-left", "above", "below"),
    **LOOK,
}
# Where HTML goes that is made after Markdown has read the rest.
SLOT = '<div class="geomsan-slot"></div>'
HIDDEN = "markdown-exec: hide"  # behind a line that markdown-exec runs and does not show
LINK = re.compile(r"<a\s[^<>]*\bhref=[\"']([^\"']*)")
SLOT_SHOWN = re.compile(rf"<p>{SLOT}</p>|{SLOT}")


@dataclass(frozen=True)
class Executed:
    """An executed block: what it declared is in force from its place on; what it printed, and to what that links."""

    place: Place
    declared: tuple
    links: list
    code: str
    printed: str


def check(inputs):
    """What is wrong with the options of a python fence, in words; "" if nothing is."""
    for name, value in inputs.items():
        if name not in OPTIONS:
            return f"unknown option {name!r} of a python block; accepted: {', '.join(OPTIONS)}"
        accepted = OPTIONS[name]
        if isinstance(accepted, tuple):
            if value not in accepted:
                return f"{name}={value!r} of a python block; accepted: {', '.join(accepted)}"
        elif not accepted.fullmatch(value):
            return f"{name}={value!r} of a python block is not understood"
    if "exec" not in inputs and (needless := ", ".join(inputs.keys() - LOOK.keys())):
        return f'{needless} of a python block that is not executed; add exec="on"'
    return ""


def validator(language, inputs, options, attrs, md):
    """Accept an executed block; leave any other python block to SuperFences. A misspelt option is a problem."""
    page = page_of(md)
    place = page.printing or page.source.fence(language, inputs)
    problem = check(inputs)
    if is_inner(md) and "exec" in inputs:
        problem = "a block cannot print a block that is to be executed"
    if problem:
        page.report(place, problem)
        options["rejected"] = page.failed = True
        return True
    options.update(inputs, place=place)
    return "exec" in inputs


def formatter(src, language, options, md, **_):
    """Run a block and show it."""
    if options.get("rejected"):
        return ""
    page, place = page_of(md), options["place"]
    if HIDDEN in src:
        page.report(place, f"what runs is shown: take out {HIDDEN!r}")
    try:
        printed, declared = execute(src, page.namespace, page=page.path, line=place.line, world=page.world)
    except Failure as failure:
        page.report(page.source.at(failure.line), str(failure))
        printed, declared = "", []
        page.failed = True
    page.printed = LINK.findall(printed) if "html" in options else []
    mark = page.mark(Executed(place, tuple(declared), page.printed, src.rstrip("\n"), printed))
    symbols = any(isinstance(each, Declared) for each in declared)
    if page.silent and options.get("result") != "markdown":  # what is printed as Markdown may state something
        return mark
    page.printing = place
    try:
        return _show(src, printed, mark, bool(declared), symbols, options, md)
    except Exception as error:
        # SuperFences swallows any other exception and shows the fence as text.
        raise SuperFencesException(f"{page.path}:{place}: {error}") from error
    finally:
        page.printing = None


def _show(code, printed, mark, speaks, symbols, options, md):
    html = "html" in options
    result = SLOT if speaks or html else ""
    if printed and not html:
        result += "\n\n" + (printed if options.get("result") == "markdown" else code_block("text", printed.rstrip("\n")))
    boxed = bool(result) and "source" not in options
    look = {name: options[name] for name in LOOK if name in options}
    title = look.pop("title", "기호" if symbols else "검산" if speaks else "실행") if boxed else ""
    output = base_format(
        language="python",
        run=lambda *_, **__: result,
        code=code.rstrip("\n"),
        md=md,
        source=options.get("source", "tabbed-right") if result else "above",
        tabs=("Example", "Result"),
        id_prefix=f"block-{options['place'].line}--",
        update_toc=False,
        extra=look,
    )
    # Line anchors of code count from 0 in every rendering; make them the block's.
    output = str(output).replace("__codelineno-", f"__codelineno-{options['place'].line}-")
    if result.startswith(SLOT):
        output = SLOT_SHOWN.sub(lambda _: mark + (printed if html else ""), output, count=1)
    else:
        output += mark
    if boxed:
        output = f'<div class="admonition example">\n<p class="admonition-title">{escape(title)}</p>\n{output}\n</div>'
    return output


class UnreadFences(Preprocessor):
    """Runs after SuperFences: a fence that is still there was not understood, and its code would not run."""

    def run(self, lines):
        unread = next(filter(None, map(OPENING.match, lines)), None)
        if unread and not is_inner(self.md):
            page = page_of(self.md)
            page.failed = True
            page.report(
                page.source.last_fence(unread["header"].strip()),
                f"code fence not understood: {unread[0].strip()}\n    An executed block opens with "
                '```python exec="on"; every option is name="value"; a block is closed by the same fence at the '
                "same indentation.",
            )
        return lines


def register(md):
    superfences = md.preprocessors["fenced_code_block"] if "fenced_code_block" in md.preprocessors else None
    if not isinstance(superfences, SuperFencesBlockPreprocessor):
        raise ValueError("geomsan.pages comes after pymdownx.superfences in the list of extensions")
    superfences.extension.extend_super_fences("python", formatter, validator, None)
    if "tabbed" not in md.parser.blockprocessors:  # the project has no tabs of its own
        md.registerExtensions(["pymdownx.tabbed"], {"pymdownx.tabbed": {"alternate_style": True}})
    # Right after SuperFences (25), before raw HTML is taken out (20).
    md.preprocessors.register(UnreadFences(md), "geomsan-unread-fences", 24.9)
