"""Where an error is said to be: line and column of the author's own text, whatever Markdown makes of it."""

import re

import pytest

from geomsan.pages.error import PageError

MARK = "◆"  # stands before what the error has to point at


@pytest.fixture
def errors(render):
    """What the build prints of a page."""

    def convert(text):
        with pytest.raises(PageError) as error:
            render(text)
        return str(error.value)

    return convert


def named(page):
    """The page without its mark, and the beginning of the message that points there."""
    page, (place,) = all_named(page)
    return page, place


def all_named(page):
    places = []
    while MARK in page:
        at = page.index(MARK)
        line, column = page.count("\n", 0, at) + 1, at - page.rfind("\n", 0, at)
        page = page.replace(MARK, "", 1)
        places.append(f"<markdown>:{line}:{column}: ")
    return page, places


LINES = "$$\n\\begin{{aligned}}\n\\mathbf{{Y}} &= {} \\\\\n  &= {}\n\\end{{aligned}}\n$$"
DISPLAYS = {
    "an unknown symbol": "$$\n\\mathbf{Y} = 2 ◆\\mathbf{Q}\n$$",
    "an unknown symbol on one line with the dollars": "글\n\n$$◆\\mathbf{Q} = 2 \\mathbf{X}$$",
    "the first line of a chain": LINES.format("◆3\\mathbf{X}", "2\\mathbf{X}"),
    "the second line of a chain": LINES.format("\\mathbf{X} + \\mathbf{X}", "◆3\\mathbf{X}"),
    "the second relation of a line": "$$\n\\mathbf{Y} = 2\\mathbf{X} = ◆3\\mathbf{X} = 3\\mathbf{X} + \\mathbf{0}\n$$",
    "what does not parse": "$$\n\\mathbf{Y} = 2\n  (\\mathbf{X} + ◆) \n$$",
    "what is not typeset": "$$\n\\mathbf{Y} =\n2 ◆\\foo\n$$",
    "what is not closed": "$$\n\\mathbf{Y} =\n  \\frac{1}◆{2 \\mathbf{X}\n$$",
    "what is not typeset behind a bridge": "$$\n\\big< \\mathbf{Y}, \\mathbf{X} \\big> = ◆\\foo\n$$",
    "one that is true, though said to be false": "◆$$\n% 검산: 거짓\n\\mathbf{Y} = 2\\mathbf{X}\n$$",
    "behind a tag": "$$\n\\tag{1} \\mathbf{Y} = ◆3\\mathbf{X}\n$$",
    "in brackets": "\\[\n\\mathbf{Y} = ◆3\\mathbf{X}\n\\]",
    "an environment alone": "\\begin{align}\n\\mathbf{Y} &= ◆3\\mathbf{X}\n\\end{align}",
}  # fmt: skip


def indented(text, by="    "):
    return "\n".join(by * bool(line) + line for line in text.split("\n"))


AROUND = {
    "the page": lambda display: display,
    "a list": lambda display: "- 글\n\n" + indented(display),
    "a list in a list": lambda display: "1. 하나\n\n    - 둘\n\n" + indented(display, " " * 8),
    "an admonition": lambda display: "!!! note\n\n" + indented(display),
    "a tab": lambda display: '=== "탭"\n\n' + indented(display),
    "a block": lambda display: f"/// example\n\n{display}\n///",
    "a block quote": lambda display: indented(display, "> "),
    "a show": lambda display: f"/// show\n{display}\n///",
    "a show with a title in a list": lambda display: "- 글\n\n" + indented(f"/// show | 보기\n{display}\n///"),
    "tabulators": lambda display: "- 글\n\n" + indented(display, "\t"),
}  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
def test_an_error_in_a_display(errors, given, around):
    """All on one page: each is named where it stands, and nothing else is."""
    page, places = all_named(given + "첫 글\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n\n" + "\n\n글\n\n".join(map(AROUND[around], DISPLAYS.values())) + "\n")
    assert re.findall("^<markdown>:.*?: ", errors(page), re.M) == places and len(places) == len(DISPLAYS)


@pytest.mark.parametrize(
    "page",
    [
        "글 $x$와 $$\\mathbf{X}$$ 글\n\n그리고 $a + ◆\\foo$",
        "`$\\foo$`와 $a +\n  ◆\\foo$",
        "- 글\n    - $x$ 와 $◆\\foo$",
        "$$ \\mathbf{X}$$\n\n$\\mathbf{X}$ 와 $\\mathbf{X} ◆\\foo$",
        "| 가 | 나 |\n|---|---|\n| $x$ | $1 + ◆\\foo$ |",
        "> 글\n> $a\n> + ◆\\foo$",
    ],
)
def test_an_error_in_a_formula_of_the_text(errors, page):
    page, place = named(page)
    assert place in errors(page)


@pytest.mark.parametrize(
    "page",
    [
        '```python exec="on"\nfrom geomsan import given\n\n◆given(X="n")\n```',
        '- 글\n\n    ```python exec="on"\n    from geomsan import given\n\n    if True:\n        ◆given(\n            X="n",\n        )\n    ```',
        '- 글\n\n    ```python exec="on"\n    x = 1\n    ◆assert x > 2, "작다"\n    ```',
        '- 글\n\n    ◆```python exce="on"\n    x = 1\n    ```',
        '```python exec="on"\nfrom geomsan import check\n\n◆check("둘", 1, 2)\n```',
        "글\n\n◆/// theorem | 이름\n글\n///",
        "글\n\n!!! note\n\n    ◆/// theorem | 이름\n    글\n    ///",
        '글\n\n◆```python exec="on" result="markdown"\nprint("$$ 1 = 2 $$")\n```',
        "글 ◆$$ x = 1 $$ 글",
        "---\n제목: 글\n---\n\n글\n\n◆$\\eqref{eq:a}$",
    ],
)
def test_an_error_of_a_block(errors, page):
    page, place = named(page)
    assert errors(page).startswith(place)
