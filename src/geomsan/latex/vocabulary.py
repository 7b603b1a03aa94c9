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
MATRICES = {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array"}
LINES = {
    *("aligned", "align", "align*", "split", "gathered", "gather", "gather*", "alignat"),
    *("alignedat", "eqnarray", "eqnarray*", "equation", "equation*", "multline", "multline*"),
}
GREEK = set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta "
    "Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
LETTERS = GREEK | set(
    "ell partial nabla infty top intercal dagger star hbar Re Im emptyset forall exists perp mid".split()
)
TRANSPARENT = {"\\boxed", "\\fbox", "\\mathop", "\\mathrel", "\\mathbin", "\\mathord", "\\smash"}
INVISIBLE = {"\\phantom", "\\vphantom", "\\hphantom"}
LABELLED = {"\\underbrace", "\\overbrace"}
FRACTIONS = {"\\frac", "\\dfrac", "\\tfrac", "\\cfrac"}
WORD = re.compile(r"[A-Za-z]+(?:\\?_[A-Za-z]+)*")
