"""What the engine says, as a reader reads it. Authors get the engine's own words, with file and line."""

from __future__ import annotations

import re

MEANINGLESS = "뜻이 없는 식이다"
WHY = [  # what the engine says → what a reader reads
    (r"the shapes do not fit: (\(.*?\)) · (\(.*?\))", "모양이 맞지 않는다: {} · {}"),
    (r"the shapes differ: (.+) and ([^;\n]+)", "양변의 모양이 다르다: {}, {}"),
    (r"(.+) and (.+) cannot be added", "모양이 달라 더할 수 없다: {}, {}"),
    (r"a scalar is added to a (\S+) matrix", "{} 행렬에 수를 더할 수 없다"),
    (r"(?:an inner product|the Hadamard product) needs equal shapes, not (.+?) and (.+?)(?:[:;,].*)?$", "두 모양이 같아야 한다: {}, {}"),
    (r"the index (\w+) runs to (\d+) at one place and to (\d+) at another", "첨자 {}의 범위가 맞지 않는다: {}까지, {}까지"),
    (r"the index (\S+) is outside of (.+)", "첨자가 범위를 벗어난다: {}, 범위는 {}"),
    (r"the range (\S+) … (\S+) of (\w+) is empty", "첨자 {2}의 범위가 비어 있다: {0}부터 {1}까지"),
    (r"the remainder falls with slope (\S+); the expansion promises (\S+)", "나머지가 너무 느리게 준다: 기울기 {}, 있어야 할 기울기 {}"),
    (r"(\S+) would have to be (\d+) and (\d+) long", "길이가 맞지 않는다: {1}, {2}"),
    (r"I would have to be (\d+×\d+)", "단위행렬이 정사각이 아니게 된다: {}"),
    (r"\S+ is a (?:column|row): transpose it", "전치를 잊은 벡터이다"),
    (r".* needs a square matrix, not (.+)", "정사각행렬이 아니다: {}"),
    (r".* must be a scalar, not (.+)", "수가 있어야 할 자리의 모양: {}"),
    (r"a division by (.+?):", "수로만 나눌 수 있다: {}"),
    (r"a scalar has no entries|.* is a number, and has no components", "수에는 첨자를 붙일 수 없다"),
    (r"the derivative of a matrix by a matrix", "행렬을 행렬로 미분한 것은 행렬이 아니다"),
    (r"the inverse of a singular matrix", "역행렬이 없다"),
    (r"a matrix can only be raised to a whole power", "행렬은 자연수 제곱만 있다"),
    (r"the cases have different shapes: (.+) and (.+)", "경우마다 모양이 다르다: {}, {}"),
    (r"two cases hold at once", "두 조건에 다 맞는 곳에서 값이 서로 다르다"),
    (r"'.+' compares numbers, not (.+) matrices", "수만 크기를 견줄 수 있다: {}"),
    (r"a gradient is of a number", "수의 기울기만 있다"),
    (r"(?:blocks of|rows of) (.+) and (.+) (?:rows|columns) stand", "블록의 크기가 맞지 않는다: {}, {}"),
    (r"of the two equivalent statements", "한쪽만 참인 경우가 있다"),
    (r"the derivative does not settle|the function has a kink|the function is not finite", "미분할 수 없는 점이다"),
    (r".* is not finite", "값이 유한하지 않다"),
    (r"the two sides differ", "양쪽의 값이 다르다"),
]
LINES = [  # of a refutation without two sides
    (r"the '(.+?)' is false: (.+)", "거짓인 관계: {0}. {why}"),
    (r"'(.+?)' number (\d+) of (\d+) is false: (.+)", "거짓인 관계: {1}번째 {0}. {why}"),
    (r"(?:this formula|the equation) has no meaning: (.+)", "{why}"),
    (r"    trial (\d+): (.+)$", "시행 {}: {}"),
    (r"    trial (\d+)$", "시행 {}"),
]


def translated(why):
    """Why a formula is refuted; "" where the engine says what is not known here."""
    for pattern, says in WHY:
        if match := re.match(pattern, why):
            return says.format(*(part.replace("a scalar", "수") for part in match.groups()))
    return ""


def reason(why):
    """Why a formula is refuted, in any case."""
    return translated(why) or MEANINGLESS


def told(message):
    """The lines of a refutation that can be told to a reader."""
    lines = []
    for line in message.split("\n"):
        for pattern, says in LINES:
            if match := re.match(pattern, line):
                lines.append(says.format(*match.groups(), why=reason(match.groups()[-1])))
                break
    return lines
