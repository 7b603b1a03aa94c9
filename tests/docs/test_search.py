"""The search in the browser: what a reader types, and the page that has to come first."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]

FIRST = {
    # a word behind which the pages write particles, alone and with one
    "역전파": "layers/affine/",
    "역전파를": "layers/affine/",
    "연쇄법칙": "calculus/chain-rule/",
    "연쇄법칙에서": "calculus/chain-rule/",
    "경사하강법": "learning/gradient-descent/",
    "퍼셉트론이": "learning/perceptron/",
    "학습률은": "learning/gradient-descent/",
    "전미분": "calculus/total-derivative/",
    "수치미분": "calculus/numerical/",
    "편향": "networks/bias/",
    "묶음": "networks/batches/",
    "뉴런의": "learning/neuron/",
    # compounds, with and without a space
    "오류역전파": "layers/affine/",
    "야코비 행렬": "calculus/jacobian/",
    "야코비행렬": "calculus/jacobian/",
    "활성화 함수": "layers/activations/",
    "벡터의 연쇄법칙": "calculus/vector-chain-rule/",
    "이진 교차 엔트로피": "losses/binary-cross-entropy/",
    "크로네커": "calculus/matrix-by-matrix/",
    # English
    "softmax": "layers/softmax/",
    "Jacobian": "calculus/jacobian/",
    "vec": "calculus/matrix-by-matrix/",
    "ReLU": "layers/activations/",
    "gradient descent": "learning/gradient-descent/",
    "Chain Rule": "calculus/chain-rule/",
    "mean squared error": "losses/mean-squared-error/",
    "affine": "layers/affine/",
    "given": "guide/symbols/",
    "SGD": "reference/backprop/",
    # symbols
    "σ": "layers/activations/",
    "⊗": "calculus/matrix-by-matrix/",
    "∇": "networks/composition/",
}
# What is about LaTeX shows LaTeX: the guide.
DEBRIS = re.compile(r"\\[a-zA-Z]+|\$|&\w+;|</?\w+|시행 \d|최대 오차|ResultExample|¶|[\U0001d400-\U0001d7ff\u200b\u2061-\u2064]")


@pytest.fixture(scope="module")
def found(site, visit):
    """Type a query, and give back the pages found, in order, and the text of the results."""
    with visit(site) as page:
        box, results = page.locator(".md-search__input"), page.locator(".md-search-result__item")

        def type_query(query):
            box.fill("")
            box.press("Shift")  # the theme listens to keys
            expect(results).to_have_count(0)
            box.fill(query)
            box.press("Shift")
            expect(page.locator(".md-search-result__meta")).to_contain_text("문서")  # so many, or none
            links = results.evaluate_all("all => all.map(item => item.querySelector('a').pathname.slice(1))")
            texts = results.evaluate_all("all => all.map(item => item.innerText)")
            return links, "\n".join(text for link, text in zip(links, texts, strict=True) if "guide/" not in link), page

        yield type_query
        assert page.complaints == []


@pytest.mark.parametrize("query", FIRST)
def test_the_page_that_a_reader_means_comes_first(found, query):
    links, text, page = found(query)
    assert links[0] == FIRST[query]
    assert not DEBRIS.search(text), DEBRIS.search(text)
    assert page.locator(".md-search-result__item mark").count() > 0


def test_what_nobody_writes_is_not_found(found):
    """Negative control: the results are those of the query, and not always some."""
    assert found("없는낱말xyzzy")[0] == []
    assert found("역전파")[0] != found("뉴런")[0]


def test_the_debris_is_seen():
    """Negative control of the pattern above."""
    for dirty in (r"\frac{a}{b}", "𝐗", "<mi>x", "시행 5회", "&nbsp;"):
        assert DEBRIS.search(dirty)
    assert not DEBRIS.search("∂L/∂X = (∂L/∂Y)Wᵀ, 1 < 2")


def test_the_index_waits_until_a_reader_asks(site, visit):
    with visit(site) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.wait_for_timeout(200)
        assert not any("pages.json" in url for url in asked)
        page.locator(".md-search__input").fill("역전파")
        page.locator(".md-search__input").press("Shift")
        page.wait_for_selector(".md-search-result__item")
        assert any("pages.json" in url for url in asked)


def test_a_result_leads_to_the_words(site, visit):
    with visit(site) as page:
        page.locator(".md-search__input").fill("오류역전파")
        page.locator(".md-search__input").press("Shift")
        page.locator(".md-search-result__item a").first.click()
        page.wait_for_selector("article mark[data-md-highlight]")
        assert page.url.startswith(f"{site}layers/affine/")
        assert set(page.locator("article mark").all_inner_texts()) == {"역전파"}
