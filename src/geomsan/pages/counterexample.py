"""Why a formula is false, as a reader reads it: both sides, their values, the instance."""

from __future__ import annotations

import re
from html import escape

from .korean import told, translated
from .wrong import written

DIFFER = "the two sides differ"
MESSAGE = re.compile(
    r"^.*? is false: (?P<why>.*)\n"
    r"    left   (?P<left>.*)\n"
    r"    right  (?P<right>.*)\n"
    r"(?:    (?P<a>\S+) against (?P<b>\S+?)(?: at (?P<place>.*?))?(?:, relative difference (?P<error>\S+))?\n)?"
    r"    trial (?P<trial>\d+)(?:: (?P<sizes>.*))?$"
)
ENTRY = re.compile(r"entry (\(.*?\))")


def counterexample(message):
    """The engine's refutation as paragraphs of HTML: of two sides with their values; any other as far as it can be told."""
    if not (found := MESSAGE.match(message)):
        return f"<p>{'<br>'.join(map(escape, told(message) or message.split(chr(10))))}</p>"
    words = [] if found["why"] == DIFFER else [translated(found["why"]) or found["why"]]
    if found["error"]:
        words.append(f"상대오차 {found['error']}")
    if found["place"]:
        words.append(f"{ENTRY.sub(lambda entry: f'{entry[1]} 원소', found['place'])}에서")
    words.append(f"시행 {found['trial']}" + (f": {found['sizes']}" if found["sizes"] else ""))
    sides = [_side("왼쪽", found["left"], found["a"]), _side("오른쪽", found["right"], found["b"])]
    return f"<p>{'<br>'.join(sides)}</p><p>{escape(' · '.join(words))}</p>"


def _side(word, latex, value):
    formula = written(latex) or f"<code>{escape(latex)}</code>"  # a long formula is quoted in part
    return f"{word} {formula}" + (f" = {value.replace('-', '−')}" if value else "")
