"""The words of the language: which commands there are, and what they are called in the tree.

A new style, accent, function or big operator is one entry here; its meaning is one entry in
`meaning`.
"""

from __future__ import annotations

import re

STYLES = {
    **{"\\mathbf": "bf", "\\boldsymbol": "bf", "\\bm": "bf", "\\vec": "vec", "\\mathcal": "cal"},
    **{"\\mathsf": "sf", "\\mathrm": "rm", "\\underline": "underline", "\\mathit": "it"},
    **{"\\mathbb": "bb", "\\mathfrak": "frak", "\\mathscr": "scr", "\\mathtt": "tt"},
    **{"\\overrightarrow": "vec", "\\pmb": "bf"},
}
WORD_STYLES = {"rm", "sf", "tt", "it"}  # in these several letters are one word
ACCENTS = {"\\hat", "\\tilde", "\\bar", "\\dot", "\\ddot", "\\widehat", "\\widetilde", "\\overline"}
CALLS = {
    f"\\{name}": name
    for name in (
        "log ln exp sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan det dim ker rank tr"
    ).split()
}
BIGS = {f"\\{name}": name for name in "sum prod max min argmax sup inf lim int".split()}
ALSO_CALLS = {"max", "min", "sup", "inf"}  # without an index: \max(0, z)
SPELLED = {*CALLS.values(), "max", "min", "diag", "vec"}  # also in plain letters, before a bracket: tr(A)
MATRICES = {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array"}
LINES = {
    *("aligned", "align", "align*", "split", "gathered", "gather", "gather*", "alignat"),
    *("alignedat", "eqnarray", "eqnarray*", "equation", "equation*", "multline", "multline*"),
}
GREEK = set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta "
    "Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
LETTERS = GREEK | set(
    "ell partial nabla infty top intercal dagger star hbar Re Im emptyset forall exists perp mid".split()
)
TRANSPARENT = {"\\boxed", "\\mathop", "\\mathrel", "\\mathbin", "\\mathord", "\\smash"}
INVISIBLE = {"\\phantom", "\\vphantom", "\\hphantom"}
LABELLED = {"\\underbrace", "\\overbrace"}
FRACTIONS = {"\\frac", "\\dfrac", "\\tfrac", "\\cfrac"}
WORD = re.compile(r"[A-Za-z]+(?:\\_[A-Za-z]+)*")  # in \text{…}: a name, unless it is in PROSE
PROSE = set(
    "a all and any as because but by each else elsewhere every follows for from given hence if iff in is let "
    "of on or otherwise since so such that the then there therefore thus to we when where which while with".split()
)
CONDITIONAL = {"if", "for", "when", "where", "as", "on", "만약", "만일"}  # before a condition of cases
OTHERWISE = {"otherwise", "else", "elsewhere", "그 외", "그 밖", "나머지", "이외", "그렇지 않으면"}
REMARK = re.compile(r"[A-Za-z가-힣0-9\s,.:;()'’\"-]*")
SAYING = re.compile(r"[A-Za-z]{2}|[가-힣]|^[\s,.:;]*$")
TURNED = re.compile(  # words that turn a claim round, or that calculate
    r"\b(?:not|no|never|unless|except|without|false|untrue|plus|minus|times|squared|cubed)\b"
    r"|아니|아닌|아닐|않|거짓|없|더하기|빼기|곱하기|나누기"
)
