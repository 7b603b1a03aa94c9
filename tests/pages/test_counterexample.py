"""A refutation as a reader reads it."""

from geomsan.pages.counterexample import counterexample

MESSAGE = "the '=' is false: {why}\n    left   x\n    right  \\frac{{1}}{{2}}{values}\n    trial 2: n=3"


def test_both_sides_have_their_values():
    html = counterexample(MESSAGE.format(why="the two sides differ", values="\n    1.5 against -2 at i=1, entry (2,1), relative difference 0.7"))
    assert "왼쪽 <math><mi>x</mi></math> = 1.5<br>오른쪽 <math>" in html and " = −2</p>" in html
    assert "상대오차 0.7 · i=1, (2,1) 원소에서 · 시행 2: n=3" in html


def test_shapes_that_differ_are_said_in_the_readers_language():
    assert "양변의 모양이 다르다: 1×3, 3×1 · 시행 2" in counterexample(MESSAGE.format(why="the shapes differ: 1×3 and 3×1", values=""))


def test_a_reason_without_translation_stays():
    assert "something new · 시행 2" in counterexample(MESSAGE.format(why="something new", values=""))


def test_another_message_stays_as_it_is():
    assert counterexample("a < b\n    c") == "<p>a &lt; b<br>    c</p>"


def test_a_formula_quoted_in_part_is_shown_as_text():
    message = MESSAGE.format(why="the two sides differ", values="").replace("left   x", r"left   \frac{1…")
    assert r"왼쪽 <code>\frac{1…</code>" in counterexample(message)
