"""`/// contrast`: verdicts that stand open."""

TRUE, FALSE = r"$$ \mathbf{Y} = 2\mathbf{X} $$", "$$\n% 검산: 거짓\n\\mathbf{Y} = 3\\mathbf{X}\n$$"


def test_verdicts_stand_open_in_it_and_nowhere_else(render, given):
    html = render(given + f"{TRUE}\n\n/// contrast\n{TRUE}\n\n{FALSE}\n///\n\n{TRUE}")
    inside = html[html.index('<div class="contrast">') : html.rindex('<div class="equation"')]
    assert inside.count('<details class="verdict" open>') == html.count('<details class="verdict" open>') == 2
    assert html.count('<details class="verdict">') == 2


def test_what_is_in_it_is_judged(problems, given):
    assert len(problems(given + f"/// contrast\n{TRUE.replace('2', '3')}\n///")) == 1
