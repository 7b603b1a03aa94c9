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
    assert source.line(source.find("$x$")) == 5


def test_leading_blank_lines_count_once():
    source = Source("\n\n" + BODY, "---\ntitle: 제목\n---\n\n\n" + BODY)
    assert source.line(source.find("$x$")) == 6


def test_a_page_that_another_plugin_wrote_has_its_own_lines():
    source = Source("글 $x$", "다른 글")
    assert source.line(source.find("$x$")) == 1


def test_the_same_text_again_is_the_next_place_outside_code():
    source = Source(BODY, PAGE)
    assert [source.line(source.find("$x$")) for _ in range(2)] == [5, 18]


def test_indentation_and_quote_marks_do_not_count():
    source = Source(BODY, PAGE)
    assert source.line(source.find("$$\nx\n= 1\n$$")) == 13


def test_what_was_not_read_is_found():
    source = Source("$$ a $$\n\n글 $$ b $$", "")
    source.find("$$ a $$")
    assert source.unread() == [(3, "글 $$ b $$")]


def test_fences_are_found_by_their_options():
    source = Source('```python exec="on"\n1\n```\n\n```python exec="on" title="둘"\n2\n```', "")
    assert source.fence("python", {"title": "둘"}) == 5
    assert source.fence("python", {"exec": "on"}) == 1
