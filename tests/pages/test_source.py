from geomsan.pages.source import Source

PAGE = """\
---
title: 제목
---

글 $x$ 와 `$x$`

```text
$$ x $$
```

<!-- $$ x $$ -->

> $$
> x
>     = 1
> $$

다시 $x$
"""
BODY = PAGE.split("---\n\n")[1]


def test_front_matter_counts():
    source = Source(BODY, PAGE)
    assert source.find("$x$").place() == (5, 3)


def test_leading_blank_lines_count_once():
    source = Source("\n\n" + BODY, "---\ntitle: 제목\n---\n\n\n" + BODY)
    assert source.find("$x$").place() == (6, 3)


def test_a_page_that_another_plugin_wrote_has_its_own_lines():
    source = Source("글 $x$", "다른 글")
    assert source.find("$x$").place() == (1, 3)


def test_the_same_text_again_is_the_next_place_outside_code():
    source = Source(BODY, PAGE)
    assert [source.find("$x$").place() for _ in range(2)] == [(5, 3), (18, 4)]


def test_indentation_and_quote_marks_do_not_count():
    source = Source(BODY, PAGE)
    found = source.find("$$\nx\n= 1\n$$")
    assert found.place() == (13, 3)
    assert [found.place(offset) for offset in (0, 2, 3, 4, 5, 7, 8, 10)] == [
        (13, 3), (14, 3), (14, 3), (15, 7), (15, 7), (15, 9), (16, 3), (16, 4),
    ]  # fmt: skip


def test_what_was_not_read_is_found():
    source = Source("$$ a $$\n\n글 $$ b $$", "")
    source.find("$$ a $$")
    assert source.unread() == [((3, 3), "글 $$ b $$")]


def test_fences_are_found_by_their_options():
    source = Source('```python exec="on"\n1\n```\n\n```python exec="on" title="둘"\n2\n```', "")
    assert source.fence("python", {"title": "둘"}) == (5, 1)
    assert source.fence("python", {"exec": "on"}) == (1, 1)
