"""What rests on what, on the pages, in the order of learning."""

import pytest

pytestmark = pytest.mark.build

FACT = """\
/// theorem | {name}
    attrs: {{id: {id}}}

$$ \\mathbf{{Y}} = 2\\mathbf{{X}} $$
///

/// proof

{words}

$$ \\mathbf{{Y}} = \\mathbf{{X}} + \\mathbf{{X}} $$
///

"""


def test_a_page_names_what_it_uses_of_others_and_a_theorem_where_it_is_used(build, folder, given):
    (folder / "docs/index.md").write_text("# 처음\n\n" + given + FACT.format(name="하나 $x$", id="one", words="글"), "utf-8")
    second = FACT.format(name="둘", id="two", words="[하나](../index.md#one)") + FACT.format(name="셋", id="three", words="[둘](#two)")
    done, published = build("# 다음\n\n" + given + second)
    assert done.returncode == 0, done.stderr
    html = published.read_text("utf-8")
    assert '다음' in html and '</h1><p class="uses">이 쪽이 쓰는 정리: <a href="../../#one">하나 <math>' in html
    assert html.count('class="uses"') == 1 and html.count('<p class="used-in">') == 1
    assert '<p class="used-in">쓰이는 곳: <a href="./#three">셋</a></p>' in html
    assert '<template data-search-exclude data-of="../../#one"><div class="theorem">' in html and html.count("<template") == 1
    first = (folder / "site/index.html").read_text("utf-8")
    assert '<p class="used-in">쓰이는 곳: <a href="layers/affine/#two">둘</a></p>' in first
    assert 'class="uses"' not in first and "<template" not in first
