"""Pages in fewer letters, of which none is missed."""

import pytest

from geomsan.publish.lean import lean


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>\n\n    one\n  two</p>", "<p>\none\ntwo</p>"),
        ('<code><span class="n">x</span><span class="w"> </span><span class="o">=</span> <span class="mi">1</span></code>',
         '<code>x = <span class="mi">1</span></code>'),
    ],
)  # fmt: skip
def test_what_nobody_sees_goes(html, expected):
    assert lean(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>def f():\n    return\n\n\n    1</code></pre>", "<textarea>a\n   b</textarea>", "<script>var a\n  b</script>", "<p>a  b</p>",
        '<p><span class="n">a name of the author\'s</span></p>', '<code><span class="n"><b>x</b></span></code>', '<math data-tex="a\n= b"></math>',
    ],
)  # fmt: skip
def test_what_is_seen_stays(html):
    assert lean(html) == html
