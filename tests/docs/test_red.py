r"""Red means red: the page docs/layers/affine.md, broken in one place after another, is never published.

The real build runs on a copy of the page and of the library. After that every
display of the page is broken in many ways, through the real renderer.
"""

import re
import shutil
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

import pytest

from geomsan.pages.error import PageError

from .mutant import CHANGES, generations, mutants, wrong_entries

pytestmark = pytest.mark.xdist_group("red")  # the builds are made once

PAGE = "docs/layers/affine.md"
CODE = "src/backprop/affine.py"

CONFIG = """\
site_name: 시험
INHERIT: {root}/mkdocs.yml
docs_dir: docs
nav: [layers/affine.md]
extra_css: []
watch: []
validation: {{links: {{not_found: ignore, anchors: ignore, unrecognized_links: ignore}}}}
"""
THEOREM, BIAS = "id: matmul-derivative", "id: bias-derivative"
PROOF, SECOND_PROOF = "/// proof | matmul-derivative", r"**$\mathbf{W}$에 대한 미분.**"


@dataclass(frozen=True)
class Break:
    """One change, and what the build has to say about it.

    Attributes
    ----------
    old, new : str
        The change, made at the first ``old`` behind the text ``after`` of the page.
    says : str
        Part of the message.
    after : str
    first : str
        How the first line begins that may be named, behind ``after``; the last is the end of its display.
        By default only the changed line may.
    code : bool
        The change is made in the code of the layer, not on the page.
    """

    old: str
    new: str
    says: str
    after: str = ""
    first: str = ""
    code: bool = False

    def apply(self, folder):
        """Make the change in a copy of the site, and give back the lines of which the build must name one."""
        page, code = folder / PAGE, folder / CODE
        text = page.read_text("utf-8")
        start = text.index(self.after)
        if self.code:
            source = code.read_text("utf-8")
            assert source.count(self.old) == 1
            code.write_text(source.replace(self.old, self.new), "utf-8")
        else:
            at = text.index(self.old, start)
            text = text[:at] + self.new + text[at + len(self.old) :]
            page.write_text(text, "utf-8")
        first = last = text.index("\n" + self.first, start) + 1 if self.first else at
        if self.first and not self.code:
            last = text.index("\n$$", at)
        return range(text.count("\n", 0, first) + 1, text.count("\n", 0, last) + 2)


ALONE = {
    "a transpose": Break(r"\mathbf{W}^{\intercal}", r"\mathbf{W}", "the shapes do not fit", after=THEOREM),
    "a sign in the middle of the proof": Break("w_{11} + ", "w_{11} - ", "signs", after=PROOF),
    "an index of an entry": Break("w_{jk}", "w_{kj}", "the index j runs to", after=PROOF),
    # Which of the entries is the wrong one cannot be known: any line of the matrix is right.
    "the corner of a matrix": Break("x_{nd}", "x_{nn}", "no pattern fits", after=PROOF, first="\\begin"),
    "a symbol that nobody declared": Break(r"\mathbf{W}^", r"\mathbf{V}^", "V is not declared", after=THEOREM),
    "a display that does not parse": Break(r" \bigg>_{\mathbf{F}}", "", "expected a closing bracket", after=PROOF),
    "dx of the code": Break(
        "dx = dout", "dx = 2 * dout", "differ by", after=THEOREM,
        first="$$\n\\frac{\\partial L}{\\partial \\mathbf{X}}", code=True,
    ),
    "dW of the code": Break(
        "self._x.T @ dout", "-self._x.T @ dout", "differ by", after=THEOREM,
        first="$$\n\\frac{\\partial L}{\\partial \\mathbf{W}}", code=True,
    ),
    "db of the code": Break(
        "dout.sum(axis=0)", "dout.mean(axis=0)", "differ by", after=BIAS,
        first="$$\n\\frac{\\partial L}{\\partial \\mathbf{b}}", code=True,
    ),
}  # fmt: skip
TOGETHER = [
    Break("$L$", r"$\frac{L$", "LaTeX error", after=PROOF),
    Break(r"l(\mathbf{Y})", r"\tanh(l(\mathbf{Y}))", "the two sides differ", after=PROOF),
    Break(r"\mathbf{Y} + ", r"\mathbf{Y} - ", "the two sides differ", after="/// proof | addition-derivative"),
    Break(r"\sum_{p=1}", r"\sum_{p=2}", "the two sides differ", after="일반의 원소 $w_{ij}$"),
    Break("$$\n\n$$", "\n\n$$", "a formula was not read", after="열이 바뀌면 $", first="$$"),
    Break(r"\begin{pmatrix}", r"\begin{pmatrix", "LaTeX error", after="원소들을 제자리에", first="$$"),
    Break(r"\partial y_{22}", r"\partial y_{21}", "no pattern fits", after="이것을 내적에 넣는다"),
    Break("w_{21}", "w_{12}", "no pattern fits", after="다음 두 행렬의 곱이다", first="w_{11}"),
    Break(r"\delta_{pi}\,", r"\delta_{pi\,", "LaTeX error", after=PROOF, first="$$"),
    Break(r"\boxed{\mathbf{X}^{\intercal}", r"\boxed{\mathbf{X}", "the shapes do not fit", after=SECOND_PROOF),
]
CASES = {
    **{name: ([broken], ["--quiet"]) for name, broken in ALONE.items()},
    "many places": (TOGETHER, ["--quiet"]),
    "many places, not quiet": (TOGETHER, []),
}


@pytest.fixture(scope="module")
def page(root):
    return (root / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def built(root, run, tmp_path_factory):
    """For a case the finished build, the lines of which it must name one for each change, and where the page would be."""

    @cache
    def build(case):
        breaks, options = CASES[case]
        folder = tmp_path_factory.mktemp("site")
        (folder / "mkdocs.yml").write_text(CONFIG.format(root=root), "utf-8")
        (folder / PAGE).parent.mkdir(parents=True)
        shutil.copy(root / PAGE, folder / PAGE)
        shutil.copytree(root / "src/backprop", folder / "src/backprop", ignore=shutil.ignore_patterns("__pycache__"))
        lines = [broken.apply(folder) for broken in breaks]
        done = run("mkdocs", "build", "--strict", *options, cwd=folder, PYTHONPATH=str(folder / "src"), GEOMSAN_MUTANTS="false")
        return done, lines, folder / "site/layers/affine/index.html"

    return build


@pytest.mark.build
@pytest.mark.parametrize("case", CASES)
def test_a_broken_page_is_not_published(built, case):
    done, lines, published = built(case)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not published.exists()
    messages = [text.split(":", 2) for text in done.stderr.split(f"{PAGE}:")[1:]]
    for broken, near in zip(CASES[case][0], lines, strict=True):
        assert any(broken.says in text for line, _, text in messages if int(line) in near), done.stderr


@pytest.mark.build
def test_the_guide_shows_what_the_terminal_shows(built, root):
    guide = (root / "docs/guide/math.md").read_text("utf-8")
    shown = re.findall(rf"^```text\n({PAGE}:.*?)\n```$", guide, re.M | re.S)
    printed = [built(case)[0].stderr for case in CASES]
    assert len(shown) >= 4
    for message in shown:
        assert any(message in text for text in printed), message


def few(mutants):
    """The first, the middle and the last of each display."""
    for _, same in groupby(mutants, key=lambda mutant: mutant.start):
        same = list(same)
        yield from {same[place].latex: same[place] for place in (0, len(same) // 2, -1)}.values()


def survivors(page, broken, render):
    """Those of the wrong displays about which the renderer says nothing."""
    for text, lines in generations(page, broken):
        try:
            render(text)
        except PageError as error:
            named = {problem.place.line for problem in error.problems}
            lines = {mutant: lines for mutant, lines in lines.items() if named.isdisjoint(lines)}
        yield from map(str, lines)


def test_the_page_as_it_is_survives(page, render):
    """Negative control: where nothing is changed, nothing is refuted."""
    render(page)


def test_no_change_of_a_display_stays_green(page, render):
    """Nor a wrong entry of a matrix: all those of the first two matrices, and some of every other."""
    broken = {kind: list(few(mutants(page, kind))) for kind in CHANGES}
    wrong = list(wrong_entries(page))
    entries = {*wrong[:36], *few(wrong)}
    assert min(map(len, broken.values())) > 3 and len(entries) > 100
    assert "\\label" not in page and "\\tag" not in page  # two displays with one name would be red anyway
    assert list(survivors(page, [*sum(broken.values(), []), *entries], render)) == []


def test_what_is_no_change_is_seen(page, render):
    """Negative control: among those that are wrong, each that says what the page says is named."""
    broken = list(few(mutants(page, "a sign flipped")))
    same = [replace(mutant, kind="none", latex=page[mutant.start : mutant.end]) for mutant in broken[::3]]
    assert set(survivors(page, broken + same, render)) == set(map(str, same))
