"""What a reader sees beside an equation: that it was executed, how often, and how exactly."""

from __future__ import annotations

from html import escape

from .counterexample import counterexample
from .number import scientific
from .wrong import law, listed


def equation(mathml, verdict, *, identity, number="", place="", opened=False):
    """A display with its verdict; ``place`` is where the page says it, for an author who has to correct it."""
    number = f'<span class="equation-number">{escape(number)}</span>' if number else ""
    return (
        f'<div class="equation" data-status="{verdict.status}" id="{escape(identity)}">'
        f'<div class="formula">{mathml}</div>{number}{badge(verdict, identity, opened)}</div>{refusal(verdict, place)}'
    )


def refusal(verdict, place):
    """What is wrong with a display, under it: only `mkdocs serve` shows such a page."""
    if verdict.status not in {"refuted", "error"}:
        return ""
    says, _, values = escape(verdict.message).partition("\n")
    title = "거짓인 식" if verdict.status == "refuted" else "읽을 수 없는 식"
    return f'<div class="refusal" role="alert"><p><strong>{title}</strong> {escape(place)}: {says}</p><pre>{values}</pre></div>'


def check_line(claim, verdict, *, identity):
    """What the page's code has checked, with its verdict."""
    return (
        f'<div class="check" data-status="{verdict.status}" id="{escape(identity)}">'
        f'<div class="claim">{claim}</div>{badge(verdict, identity)}</div>'
    )


def badge(verdict, identity, opened=False):
    """The sign, which is a link to its place, and the facts, which open without a script. Notation has neither."""
    match verdict.status:
        case "checked":
            sign, word, (short, facts) = "✓", "확인한 식", _facts(verdict)
        case "defined":
            sign, word, short, facts = "≔", "정의하는 식", "정의", "<p>정의: 이 줄부터 왼쪽 기호는 오른쪽 값을 뜻한다.</p>"
        case "waived":
            sign, word, short, facts = "–", "검산에서 제외한 식", "제외", f"<p>검산 제외: {escape(verdict.message)}</p>"
        case "false":
            sign, word, short, facts = "✗", "거짓인 식", "반례", counterexample(verdict.message)
        case _:
            return ""
    return (
        f'<a class="sign" href="#{escape(identity)}" title="{word}의 주소">{sign}</a>'
        f'<details class="verdict"{" open" if opened else ""}><summary>{short}</summary>{facts}</details>'
    )


def _facts(verdict):
    """What stands under the ✓, and what it opens to."""
    said = escape(verdict.message) or f"시행 {verdict.trials}회 · 최대 오차 {scientific(verdict.error)}"
    if not verdict.mutants:
        return "확인" if verdict.message else f"{verdict.trials}회", f"<p>{said}</p>"
    body = f"<p>{said} · 틀린 식 {verdict.mutants}개 가운데 {verdict.caught}개를 가려냈다</p>"
    body += listed("가려내지 못한 식", verdict.survivors, lambda fate: "")
    body += listed("바꾸어도 같은 식", verdict.same, law)
    share = f"{verdict.caught}/{verdict.mutants}"
    return f'<span class="missed">{share}</span>' if verdict.survivors else share, body
