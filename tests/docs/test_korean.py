"""The Korean of the pages: one word for a notion, one style, and particles that fit the formula before them."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
FENCED = re.compile(r"^(```+|~~~+).*?^\1|\$\$.*?\$\$|`[^`\n]+`|<[^>\n]*>|^ {4}attrs:.*?$", re.M | re.S)

# Other words for what the glossary has a word for. A word that begins in the middle of another is not meant.
VARIANTS = {
    "손실 함수": "손실함수", "목적함수": "손실함수", "비용함수": "비용", "활성 함수": "활성화 함수",
    "활성화함수": "활성화 함수", "선형 층": "선형층", "완전 연결층": "완전연결층", "은닉 층": "은닉층",
    "합성 함수": "합성함수", "그래디언트": "기울기", "그라디언트": "기울기", "경사도": "기울기", "구배": "기울기",
    "야코비안": "야코비 행렬", "자코비": "야코비 행렬", "헤시안": "헤세 행렬", "연쇄 법칙": "연쇄법칙",
    "체인 룰": "연쇄법칙", "전 미분": "전미분", "편 미분": "편미분", "도 함수": "도함수", "미분 계수": "미분계수",
    "수치 미분": "수치미분", "전치 행렬": "전치행렬", "단위 행렬": "단위행렬", "대각 행렬": "대각행렬",
    "대칭 행렬": "대칭행렬", "행렬 곱": "행렬곱", "크로네커곱": "크로네커 곱", "아다마르": "원소별 곱",
    "하다마드": "원소별 곱", "트레이스": "대각합", "고유값": "고윳값", "소프트 맥스": "소프트맥스", "하이퍼볼릭": "쌍곡탄젠트",
    "교차엔트로피": "교차 엔트로피", "크로스 엔트로피": "교차 엔트로피", "평균 제곱": "평균제곱", "원핫": "원-핫",
    "경사 하강": "경사하강법", "학습 률": "학습률", "미니배치": "묶음", "에포크": "세대", "데이터": "자료",
    "레이블": "정답", "타깃": "목표", "바이어스": "편향", "역 전파": "역전파", "순 전파": "순전파", "경로": "길",
    "이 책": "이 사이트",
}  # fmt: skip
ELSEWHERE = {("references.md", "이 책"), ("ledger.md", "경로")}  # a book on the shelf; a path of the disk

FINAL_B = "".join(chr(code) for code in range(ord("가"), ord("힣") + 1) if (code - ord("가")) % 28 == 17)  # 합, 입, 습 …
POLITE = re.compile(rf"[가-힣]*(?:[{FINAL_B}]니[다까]|세요|어요|아요|해요|이에요|예요|십시오)(?=[.?!\s])")
STRAIGHT = re.compile(r'"[^"\n]*[가-힣][^"\n]*"')

PARTICLE = re.compile(r"(?<![\\$])\$([^$\n]+?)\$(은|는|이|가|을|를|과|와|으로|로)(?=[ .,)])")
CLOSED, OPEN = set("은이을과"), set("는가를와")
GROUP = r"\{((?:[^{}]|\{[^{}]*\})+)\}"
QUOTIENT = re.compile(rf"\\d?frac{GROUP}{GROUP}$")
TRANSPOSE = re.compile(r"\^(?:\{[^{}]*(?:\\intercal|T)\}|\\intercal|\\top)$")
POWER = re.compile(r"(?:\^\{[^{}()*]+(?:\{\w+\})?\}|')$")
STYLE = re.compile(r"\\(?:mathbf|mathrm|boldsymbol|tilde|hat|left|right)(?![A-Za-z])|\\[,;!|]")
GREEK = {rf"\{name}" for name in "alpha beta gamma delta eta theta lambda mu nu pi sigma phi omega partial".split()}


def prose(text):
    """The text without code, displays and tags; line by line as it was."""
    return FENCED.sub(lambda found: "\n" * found[0].count("\n"), text)


def variants(page, text):
    """What is called by another word than the glossary's."""
    return [word for word in VARIANTS if (page, word) not in ELSEWHERE and re.search(rf"(?<![가-힣]){word}", text)]


def ends_closed(formula):
    """Whether the formula, read aloud, ends with a consonant, "ㄹ" where it is that; None where that is not clear."""
    formula = re.sub(r"\\sqrt\{(.*)\}$", r"\1", formula.strip().removesuffix(r"\right)").rstrip(")| "))
    if found := QUOTIENT.search(formula):
        return ends_closed(found[2 if re.match(r"\\partial|d[A-Z]|d[a-z]", found[1]) else 1])  # 디엘 디엑스, 이분의 일
    if TRANSPOSE.search(formula):
        return False  # 전치
    if r"\mathbb" in formula or "/" in formula or re.search(r"\^\d$", formula):
        return None  # a space; a fraction in one line; a power, or the name of a layer
    if POWER.search(formula):
        return True  # 제곱, 승, 프라임
    last = re.findall(r"\\?[A-Za-z]+|\d", STYLE.sub(" ", formula))[-1:]
    if not last or last[0].startswith("\\"):
        return False if last and last[0] in GREEK else None
    if last[0][-1] in "lrLR178":
        return "ㄹ"
    return last[0][-1] in "mnMN036"


def wrong_particles(text):
    """`formula particle` where the particle is that of a word that ends otherwise."""
    found = []
    for formula, particle in PARTICLE.findall(text):
        closed = ends_closed(formula)
        if closed is None:
            continue
        if particle in (OPEN if closed else CLOSED) or particle == ("로" if closed is True else "으로"):
            found.append(f"{formula} {particle}")
    return found


def pages():
    return {str(path.relative_to(DOCS)): prose(path.read_text("utf-8")) for path in sorted(DOCS.rglob("*.md"))}


def test_one_word_for_a_notion():
    assert {page: variants(page, text) for page, text in pages().items() if variants(page, text)} == {}


def test_one_style():
    assert {page: POLITE.findall(text) for page, text in pages().items() if POLITE.search(text)} == {}


def test_quotation_marks_are_korean():
    found = {page: STRAIGHT.findall(re.sub(r"^!!!.*$", "", text, flags=re.M)) for page, text in pages().items()}
    assert {page: marks for page, marks in found.items() if marks} == {}


def test_particles_fit_the_formula():
    found = {page: wrong_particles(text) for page, text in pages().items()}
    assert sum(len(PARTICLE.findall(text)) for text in pages().values()) > 500
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_what_is_wrong_is_found():
    """Negative control of all four."""
    assert variants("a.md", prose("손실 함수의 그래디언트\n```\n야코비안\n```\n")) == ["손실 함수", "그래디언트"]
    assert variants("references.md", "이 책") == [] != variants("a.md", "이 책")
    assert variants("a.md", "주경로") == []
    assert POLITE.findall("미분합니다. 구해요! 곱한다. 아니다. 합니다만") == ["미분합니다", "구해요"]
    assert STRAIGHT.search('그는 "그렇다"고 한다') and not STRAIGHT.search("“그렇다”고")
    wrong = {
        r"\mathbf{W}^{\intercal} 을", r"x^{2} 를", r"\frac{1}{2} 가", r"\frac{\partial L}{\partial \mathbf{x}} 은",
        "n 를", "x_{2} 과", "3 로", r"\mathbf{x}^{(1)} 으로", "f' 를", "y_{k} 이",
    }  # fmt: skip
    right = r"$\mathbf{W}^{\intercal}$를 $x^{2}$을 $\frac{1}{2}$이 $\frac{\partial L}{\partial \mathbf{x}}$는 $n$을 $x_{2}$와 $3$으로 $1$로 "
    assert set(wrong_particles(" ".join(f"${pair.rsplit(' ', 1)[0]}${pair.rsplit(' ', 1)[1]} " for pair in wrong))) == wrong
    assert wrong_particles(right + r"$\mathbf{x}^{(1)}$로 $f'$을 $y_{k}$가 $W^2$을 $W^2$를 ") == []
