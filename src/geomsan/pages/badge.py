"""What a reader sees beside an equation: that it was executed, how often, and how exactly."""

from __future__ import annotations

from html import escape

from .korean import counterexample
from .number import scientific
from .wrong import law, listed


def equation(mathml, verdict, *, identity, number="", place=""):
    """A display with its verdict; ``place`` is where the page says it, for an author who has to correct it."""
    number = f'<span class="equation-number">{escape(number)}</span>' if number else ""
    return (
        f'<div class="equation" data-status="{verdict.status}" id="{escape(identity)}">'
        f'<div class="formula">{mathml}</div>{number}{badge(verdict)}</div>{refusal(verdict, place)}'
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
        f'<div class="claim">{claim}</div>{badge(verdict)}</div>'
    )


def badge(verdict):
    """The verdict; it opens without a script. Notation has none."""
    match verdict.status:
        case "checked":
            if verdict.message:  # what a check says in words
                return _details("실행하여 확인한 것", "✓", f"<p>{escape(verdict.message)}</p>")
            return _checked(verdict)
        case "defined":
            return _details("이 식으로 기호를 정의한다", "≔", "<p>정의: 이 줄부터 왼쪽 기호는 오른쪽 값을 뜻한다.</p>")
        case "waived":
            return _details("검산에서 제외한 식", "–", f"<p>검산 제외: {escape(verdict.message)}</p>")
        case "false":
            return _details("거짓임을 확인한 식", "✗ 반례", "<p>{}</p>".format("<br>".join(map(escape, counterexample(verdict.message)))))
        case _:
            return ""


def _checked(verdict):
    facts = escape(verdict.message) or f"시행 {verdict.trials}회 · 최대 오차 {scientific(verdict.error)}"
    if not verdict.mutants:
        return _details("실행하여 확인한 식", "✓", f"<p>{facts}</p>")
    share = f"{verdict.caught}/{verdict.mutants}"
    says = f"틀린 식 {verdict.mutants}개 가운데 {verdict.caught}개를 가려냈다"
    body = f"<p>{facts} · {says}</p>"
    body += listed("가려내지 못한 식", verdict.survivors, lambda fate: "")
    body += listed("바꾸어도 같은 식", verdict.same, law)
    missed = ' class="missed"' if verdict.survivors else ""
    return _details(f"실행하여 확인한 식: {says}", f"✓<small{missed}>{share}</small>", body)


def _details(title, sign, body):
    return f'<details class="verdict"><summary title="{title}">{sign}</summary>{body}</details>'
