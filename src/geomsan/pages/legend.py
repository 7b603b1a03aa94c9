"""The legend of a page's symbols."""

from __future__ import annotations

import ast
import linecache
from html import escape
from types import FunctionType

from geomsan.meaning import Constant, Function, Sequence

from .mathematics import typeset

LAYOUTS = {
    "denominator": "미분의 배치: 분모 배치. 스칼라의 미분은 변수와 모양이 같다.",
    "numerator": "미분의 배치: 분자 배치. 스칼라의 미분은 변수를 전치한 모양이다.",
}
PROPERTIES = {
    "positive": "양수",
    "integer": "정수",
    "signs": "±1",
    "unit": "크기 1",
    "symmetric": "대칭",
    "definite": "양의 정부호",
    "simplex": "확률",
    "onehot": "원-핫",
    "constant": "고정",
    "broadcast": "모든 표본에 더한다",
}
MEMBERS = {"rows": "행은", "columns": "열은"}


def legend(symbols, layout, *, identity):
    """A table of pairs of a declaration and its shape; the last line states the layout. Proofs link to its id."""
    rows = "".join(_row(declaration, shape) for declaration, shape in symbols)
    return (
        f'<table class="legend" id="{identity}"><thead><tr><th>기호</th><th>모양</th><th>뜻</th></tr></thead>'
        f'<tbody>{rows}</tbody><tfoot><tr><td colspan="3">{LAYOUTS[layout]}</td></tr></tfoot></table>'
    )


def _row(declaration, shape):
    symbol = typeset(declaration.tex, display=False)
    drawn = getattr(declaration, "element", None) or declaration
    properties = [word for name, word in PROPERTIES.items() if getattr(drawn, name, False)]
    if bounds := getattr(drawn, "between", None):
        properties.append("{:g}와 {:g} 사이".format(*bounds))
    if isinstance(declaration, Constant):
        properties.append("상수")
    properties += [f"{word} {typeset(tex, display=False)}" for name, word in MEMBERS.items() if (tex := getattr(declaration, name, ""))]
    if isinstance(declaration, Sequence):
        member = (1, *shape[1:]) if declaration.row else (*shape[1:], 1) if len(declaration.dimensions) > 1 else ()
        properties.append(f"길이 {typeset(str(shape[0]), display=False)}인 수열")
        shape = member
    shape = ", ".join([_shape(shape), *properties])
    meaning = " ".join(filter(None, [_about(declaration.about), _code(declaration)]))
    return f"<tr><td>{symbol}</td><td>{shape}</td><td>{meaning}</td></tr>"


def _about(words):
    """What the author says of a symbol; `$…$` in it is a formula."""
    parts = words.split("$")
    if len(parts) % 2 == 0:
        return escape(words)
    return "".join(typeset(part, display=False) if place % 2 else escape(part) for place, part in enumerate(parts))


def _shape(shape):
    match shape:
        case None:
            return "함수"
        case ():
            return "스칼라"
        case (_, 1):
            word = "열벡터"
        case (1, _):
            word = "행벡터"
        case _:
            word = "행렬"
    size = typeset(r" \times ".join(map(str, shape)), display=False)
    return f"{size} {word}"


def _code(declaration):
    """The code that computes the symbol, as the author typed it."""
    function = getattr(declaration, "function", None) or getattr(declaration, "of", None)
    if isinstance(declaration, Function) or not isinstance(function, FunctionType):
        return ""
    text = f"{function.__name__}({', '.join(declaration.arguments)})"
    if function.__name__ == "<lambda>":
        text = _body(function.__code__)
    return f"<code>{escape(text)}</code>"


def _body(code):
    """The text of a lambda's body; a line may hold several, so the columns decide."""
    places = set(code.co_positions())
    block = "".join(linecache.getlines(code.co_filename))
    for node in ast.walk(ast.parse(block)):
        if isinstance(node, ast.Lambda):
            body = node.body
            if (body.lineno, body.end_lineno, body.col_offset, body.end_col_offset) in places:
                return ast.get_source_segment(block, body)
    return code.co_name
