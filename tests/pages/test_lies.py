r"""Ways to make a page lie, each through the real build: red, or the truth.

Here are those that no other test shows. Elsewhere:

| lie | test |
|---|---|
| a quiet build, an optimised one, both | test_build: a false page, code that fails |
| `assert` under `-OO` | test_execution |
| `sys.exit(0)` in a block | test_build |
| a division by zero that prints `inf` | test_build, test_execution |
| a name that another page left behind | test_build, test_fences |
| typos in fences and options, fences not closed or not understood | test_fences (17) |
| a block in a comment, or in code | test_fences |
| a block printed by a block | test_fences |
| a formula in a paragraph, one not closed, LaTeX that does not parse | test_formulas |
| a misspelt block, a block not closed, two things with one id, a proof of nothing | test_statements, test_mathematics |
| a waiver without a reason, a directive with a typo | tests/verdict/test_judge |
| a statement said to be false that is true | test_walk |
| a wrong `backward` | test_walk, tests/docs/test_red |
| any single change of any display of a page | tests/docs/test_red |
| a link to nothing, also when quiet | test_host |
| a block that kills the process | test_host |
| a page that is gone but still in the site | test_host |
| a stale cache, an edited library | test_zensical, test_serve, test_execution |
| state of the build before, an edited engine | test_serve |
"""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from textwrap import indent

import pytest

pytestmark = [pytest.mark.build, pytest.mark.xdist_group("lies")]  # one build tells them all

TRUE, FALSE = r"$$ \mathbf{Y} = 2\mathbf{X} $$", r"$$ \mathbf{Y} = 3\mathbf{X} $$"
HEAD = 'from geomsan import Matrix, given\nimport numpy as np\n'


def block(code, options=""):
    return f'```python exec="on"{options}\n{code}\n```\n\n'


def declared(code, function="2 * X"):
    """A page whose symbols are declared by this code."""
    return block(f'{HEAD}{code}\ngiven(X=Matrix("n", "d"), Y=lambda X: {function})')


GIVEN = declared("pass")


SCALARS = block("from geomsan import Scalar, given\ngiven(x=Scalar(), a=Scalar())")


def of(text):
    return indent(text, "    ")


# Each: the page, and part of what the build says of it. Its line stands in `place`, found by what begins it.
LIES = {
    # Ends without an error
    "os-exit": (block("import os\nos._exit(0)"), 3, "os._exit"),
    "posix-exit": (block("import posix\nposix._exit(0)"), 3, "posix._exit"),
    "kill": (block("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)"), 3, "os.kill"),
    "raise-signal": (block("import signal\nsignal.raise_signal(2)"), 3, "signal.raise_signal"),
    "exec": (block("import os\nos.execv('/bin/true', ['true'])"), 3, "os.execv"),
    "exit-in-a-symbol": (declared("import os", "os._exit(0)") + TRUE, 5, "os._exit"),
    "atexit": (block("import atexit, os\natexit.register(lambda: os._exit(0))"), 3, "atexit.register"),
    "thread": (block("import threading, time\nthreading.Thread(target=lambda: time.sleep(30), daemon=True).start()"), 1, "threads"),
    "sys-exit-replaced": (block("import sys\nsys.exit = lambda *_: None"), 1, "sys.exit"),
    # Changes what judges it
    "numpy-patched": (block("import numpy as np\nnp.allclose = lambda *_, **__: True"), 1, "numpy.allclose"),
    "builtin-patched": (block("import builtins\nbuiltins.abs = lambda x: 0"), 1, "builtins.abs"),
    "tolerance": (declared("import geomsan.verdict.compare as c\nc.SAFETY = 1e30") + FALSE, 1, "SAFETY"),
    "engine-patched": (declared("import geomsan.verdict.trial as t\nt.TRIALS = 0") + FALSE, 1, "TRIALS"),
    "method-patched": (block(f"{HEAD}Matrix.draw = lambda *_: np.zeros((2, 2))"), 1, "Matrix.draw"),
    "code-patched": (block("import geomsan.verdict.compare as c\nc.compare.__code__ = (lambda *_, **__: None).__code__"), 1, "compare.compare"),
    "meanings-patched": (block("from geomsan.meaning import language as l\nl.MEANINGS.clear()"), 1, "MEANINGS"),
    "module-replaced": (block("import sys, types\nsys.modules['numpy.linalg'] = types.ModuleType('numpy.linalg')"), 1, "sys.modules['numpy.linalg']"),
    "library-patched": (block("from backprop import Affine\nAffine.forward = lambda *_: 0"), 1, "Affine.forward"),
    "library-function": (block("import backprop\nbackprop.Affine = None"), 1, "backprop.Affine"),
    "patched-while-judged": (declared("", "(setattr(np, 'isfinite', None), 2 * X)[1]") + TRUE, 5, "numpy.isfinite"),
    "logging-patched": (block("import logging\nlogging.Logger.warning = lambda *_, **__: None"), 1, "logging.Logger.warning"),
    # Numbers that are none
    "nan-on-both-sides": (declared("", "X * np.nan") + r"$$ \mathbf{Y} = 2\mathbf{Y} $$", 8, "not finite"),
    "nan-unseen": (declared("np.seterr(all='ignore')", "np.log(-X ** 2) * 0") + r"$$ \mathbf{Y} = 3\mathbf{Y} $$", 8, "not finite"),
    "infinity": (declared("", "X / 0") + r"$$ \mathbf{Y} = 2\mathbf{Y} $$", 8, "not finite"),
    "warnings-off": (block("import warnings\nimport numpy as np\nwarnings.simplefilter('ignore')\nprint(np.log(-np.ones(2)))"), 5, "FloatingPointError"),
    # Answers that depend on who asks
    "another-value-each-time": (declared("calls = []", "(calls.append(1), len(calls) * X)[1]") + TRUE, 5, "different values"),
    "random": (declared("", "np.random.rand() * X") + TRUE, 5, "different values"),
    # Mistakes that are swallowed
    "given-swallowed": (block(f'{HEAD}try:\n    given(X=Matrix("n", "d"), Y=1 / 0)\nexcept ZeroDivisionError:\n    pass') + TRUE, 10, "not declared"),
    "given-replaced": (block(f'{HEAD}given = lambda **_: None\ngiven(X=Matrix("n", "d"), Y=lambda X: 2 * X)') + TRUE, 8, "not declared"),
    "redeclared": (GIVEN + TRUE + "\n\n" + block("given(Y=lambda X: 3 * X)") + TRUE, 14, "is false"),
    # Places
    "in-a-tab": (GIVEN + '=== "하나"\n\n    글\n\n=== "둘"\n\n' + of(FALSE), 14, "is false"),
    "in-an-admonition": (GIVEN + '!!! note "글"\n\n' + of(FALSE), 10, "is false"),
    "in-a-list": (GIVEN + "- 글\n\n" + of(FALSE) + "\n\n- 글", 10, "is false"),
    "in-a-list-in-a-list": (GIVEN + "1. 글\n\n    - 글\n\n" + of(of(FALSE)), 12, "is false"),
    "in-a-quote": (GIVEN + f"> 글\n>\n> {FALSE}", 10, "is false"),
    "in-a-solution": (GIVEN + f"/// solution\n{FALSE}\n///", 9, "is false"),
    "in-html": (GIVEN + f"<div>{FALSE}</div>", 8, "not read"),
    "in-a-table": (GIVEN + f"| 가 |\n|---|\n| {FALSE} |", 10, "not read"),
    "in-a-heading": (GIVEN + f"## {FALSE} {{ #a }}", 8, "not read"),
    "in-brackets": (GIVEN + r"\[ \mathbf{Y} = 3\mathbf{X} \]", 8, "is false"),
    "in-an-environment": (GIVEN + "\\begin{equation}\n\\mathbf{Y} = 3\\mathbf{X}\n\\end{equation}", 9, "is false"),
    "a-check-in-a-tab": ('=== "하나"\n\n' + of(block("assert 1 == 2")), 4, "AssertionError"),
    "a-check-in-an-admonition": ('!!! note "글"\n\n' + of(block("assert 1 == 2")), 4, "AssertionError"),
    "a-check-in-a-list": ("- 글\n\n" + of(block("assert 1 == 2")), 4, "AssertionError"),
    # A verdict that nobody gave
    "verdict-by-hand": ('<div class="equation" data-status="checked">1 = 2</div>', 1, "not written by hand"),
    "verdict-printed": (block("print('<details class=\"verdict\"><summary>✓</summary></details>')", ' html="on"'), 1, "not written by hand"),
    "verdict-in-capitals": ('<div CLASS="equation" DATA-STATUS="checked">1 = 2</div>', 1, "not written by hand"),
    "verdict-by-a-slash": ('<div/data-status="checked">1 = 2</div>', 1, "not written by hand"),
    "verdict-by-entities": ('<details class="&#118;erdict"><summary>✓</summary></details>', 1, "not written by hand"),
    "verdict-printed-in-capitals": (block("print('<details CLASS=\"Verdict\"><summary>✓</summary></details>')", ' html="on"'), 1, "not written by hand"),
    # New blocks
    "in-a-show": (GIVEN + f"/// show\n{FALSE}\n///", 9, "is false"),
    "in-the-tabs-of-a-show": (GIVEN + f"/// show | 보기\n{FALSE}\n///", 9, "is false"),
    "nothing-is-refused": (GIVEN + "/// refused\n글\n///", 8, "no display stands in it"),
    "the-truth-is-refused": (GIVEN + f"/// refused\n{TRUE}\n///", 9, "nothing is wrong with it"),
    "a-waiver-is-refused": (GIVEN + "/// refused\n$$\n% 검산 제외: 까닭\n1 = 2\n$$\n///", 9, "nothing is wrong with it"),
    "check-of-two-numbers": (block("from geomsan import check\ncheck('둘', 1.0, 2.0)"), 3, "the two sides differ"),
    "check-in-words": (block("from geomsan import check\ncheck('둘', 1 == 2, '같다')"), 3, "this is false: 같다"),
    "check-swallowed": (block("from geomsan import check\ntry:\n    check('둘', 1.0, 2.0)\nexcept BaseException:\n    pass"), 4, "the two sides differ"),
    "check-of-nan": (block("from geomsan import check\nimport numpy as np\ncheck('둘', np.array([np.nan]), np.array([np.nan]))"), 4, "not finite"),
    "check-of-another-shape": (block("from geomsan import check\nimport numpy as np\ncheck('둘', np.ones((2, 1)), np.ones(2))"), 4, "the shapes differ"),
    "check-in-a-symbol": (declared("from geomsan import check", "(check('둘', 1.0, 2.0), 2 * X)[1]") + TRUE, 5, "speak of a page"),
    "verify-on-a-page": (block("from geomsan import verify\nverify('1 = 1')"), 3, "for notebooks and scripts"),
    # New formulas
    "a-place": (SCALARS + r"$$ \left. x^2 \right|_{x=3} = 8 $$", 6, "is false"),
    "a-place-of-a-derivative": (SCALARS + r"$$ \left. \frac{d}{dx} x^2 \right|_{x=3} = 9 $$", 6, "is false"),
    "two-places": (SCALARS + r"$$ \left. x^2 \right|_{x=1}^{x=2} = 4 $$", 6, "behind a place"),
    "no-place": (SCALARS + r"$$ \left. x^2 \right|_{x \neq 3} = x^2 $$", 6, "which symbol has this value"),
    "an-unknown-place": (SCALARS + r"$$ \left. x^2 \right|_{q=3} = x^2 $$", 6, "q is not declared"),
    "members-of-a-family": (block('from geomsan import Sequence, Vector, given\ngiven(w=Sequence(Vector("d"), "T"))') + r"$$ \mathbf{w}_1 = \mathbf{w}_2 $$", 6, "is false"),
    "said-between-white-letters": (GIVEN + r"$$ \mathbf{Y} = 3\mathbf{X} \textcolor{white}{- \mathbf{X}} $$", 8, "not part of the language"),
    "a-remark-that-denies": (GIVEN + r"$$ \mathbf{Y} = 2\mathbf{X} \text{ 는 거짓이다} $$", 8, "changes the claim"),
    "redeclared-in-a-chain": (
        GIVEN + r"$$ 2\mathbf{X} = \mathbf{Y} $$" + "\n\n" + block("given(Y=lambda X: 3 * X)") + r"$$ = 3\mathbf{X} $$", 14, "nothing stands before it",
    ),
    # What everything rests on
    "hash-patched": (block("import hashlib\nhashlib.blake2b = None"), 1, "hashlib.blake2b"),
    "expressions-patched": (block("import re\nre.match = lambda *_, **__: None"), 1, "re.match"),
    "operator-patched": (block("import operator\noperator.matmul = lambda a, b: a"), 1, "operator.matmul"),
    "tools-patched": (block("import functools\nfunctools.reduce = None"), 1, "functools.reduce"),
    "imports-diverted": (block("import sys\nclass Finder:\n    find_spec = staticmethod(lambda *_: None)\nsys.meta_path.insert(0, Finder)"), 1, "sys.meta_path"),
    "paths-diverted": (block("import sys\nsys.path_hooks.insert(0, lambda path: 1 / 0)"), 1, "sys.path_hooks"),
    # Executed, but not what is shown
    "code-that-hides": (block(f'{HEAD}twice = lambda X: 2 * X\ntwice = lambda X: 3 * X  # markdown-exec: hide\ngiven(X=Matrix("n", "d"), Y=twice)') + FALSE, 1, "what runs is shown"),
    "hidden": (GIVEN + f"/// example\n    attrs: {{hidden: hidden}}\n\n{TRUE}\n///", 11, "an element around it is hidden"),
    "hidden-by-a-style": (GIVEN + f"/// example\n    attrs: {{style: 'Display : none'}}\n\n{TRUE}\n///", 11, "an element around it is hidden"),
    "hidden-somewhere-in-it": (GIVEN + f"/// example\n    attrs: {{style: 'opacity: 0'}}\n\n- 글\n\n{of(TRUE)}\n///", 13, "an element around it is hidden"),
    # Names and titles
    "check-of-pi": (block(r"""from geomsan import check
check(r"\pi = 4", pi=4)"""), 3, "pi is a number that everybody knows"),
    "check-of-a-symbol": (GIVEN + block(r"""from geomsan import check
check(r"\mathbf{Y} = 3\mathbf{X}", Y=3, X=1)"""), 10, "Y is a symbol of this page"),
    "title-that-states": (block("from geomsan import check\ncheck('1 = 2', 1.0, 1.0)"), 3, "states something that would not be checked"),
    "theorem-in-words": (GIVEN + "/// theorem | 거짓\n    attrs: {id: a}\n\n$\\mathbf{Y} = 3\\mathbf{X}$이다.\n///\n\n/// proof\n$$ 1 + 1 = 2 $$\n///", 8, "nothing in theorem 'a' was executed"),
    # Where random numbers do not come
    "below-a-million": (SCALARS + r"$$ a < 10^{6} $$", 6, "is false"),
    "below-everything": (SCALARS + r"$$ a < 10^{30} $$", 6, "is false"),
    "roots-at-whole-numbers": (SCALARS + r"$$ \prod_{j=0}^{40} (a - j + 20) = 0 $$", 6, "is false"),
    "size-of-a-trial": (GIVEN + r"$$ n \leq 5 $$", 8, "is false"),
    "sizes-of-all-trials": (GIVEN + r"$$ (n-2)(n-3)(n-4)(n-5) = 0 $$", 8, "is false"),
    "verdict-by-attributes": ("글 ✓\n{ .verdict }", 2, "not written by hand"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(root, tmp_path_factory):
    """A folder to build with these pages, each by its path; the last is told how."""

    def make(pages, nav=None):
        folder = tmp_path_factory.mktemp("lies")
        names = "".join(f"\n  - {name}" for name in nav or pages)
        (folder / "mkdocs.yml").write_text(
            f"site_name: 시험\nINHERIT: {root}/mkdocs.yml\ndocs_dir: docs\nnav:{names}\nextra_css: []\nwatch: []\n", "utf-8"
        )
        for name, text in pages.items():
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / name).write_text(text, "utf-8")
        return folder

    return make


@pytest.fixture(scope="module")
def build(run):
    return lambda folder, *options, **how: run("mkdocs", "build", *options, cwd=folder, **how)


def article(folder, name):
    return (folder / "site" / name / "index.html").read_text("utf-8").partition("<article")[2].partition("</article")[0]


@pytest.fixture(scope="module")
def told(site, build):
    """What one quiet build says of all lies; a page with nothing wrong stands between them."""
    pages = {f"{name}.md": page for name, (page, *_) in LIES.items()}
    folder = site({"index.md": "# 처음", **pages, "true.md": GIVEN + TRUE})
    done = build(folder, "--strict", "--quiet")
    assert done.returncode == 1 and not (folder / "site").exists(), done.stderr
    return done.stderr


@pytest.mark.parametrize("name", LIES)
def test_a_lie_is_told(told, name):
    _, line, says = LIES[name]
    found = [text for text in told.split("\ndocs/") if text.startswith(f"{name}.md:")]
    assert any(text.startswith(f"{name}.md:{line}:") and says in text for text in found), found or told


def test_a_true_page_among_lies_is_not_called_false(told):
    assert "true.md" not in told and "index.md" not in told


LEAVE = block(
    """import decimal, os, random, sys, warnings
import numpy as np
os.environ["LEFT"] = "1"
os.environ.pop("PATH")
os.chdir("/")
sys.path.insert(0, "/left")
np.set_printoptions(precision=1)
np.seterr(all="ignore")
warnings.simplefilter("ignore")
random.seed(5)
np.random.seed(5)
decimal.getcontext().prec = 2
import own
own.left = 1
left = 1
print("done")"""
)
LOOK = block(
    """import decimal, os, random, sys, warnings
import numpy as np
import own
print("LEFT" in os.environ, "PATH" in os.environ, os.getcwd() == "/", "/left" in sys.path, "left" in globals())
print(np.array([1 / 3]), np.geterr()["divide"], warnings.filters[:1], random.random(), np.random.rand())
print(decimal.getcontext().prec, hasattr(own, "left"))"""
)


def test_nothing_is_left_by_another_page_whatever_the_order(site, build):
    shown = []
    for nav in (["index.md", "leave.md", "look.md"], ["look.md", "leave.md", "index.md"], None):
        folder = site({"index.md": "# 처음", "look.md": LOOK, "leave.md": LEAVE} if nav else {"index.md": "# 처음", "look.md": LOOK}, nav)
        (folder / "src").mkdir()
        (folder / "src/own.py").write_text("")
        done = build(folder, "--strict", PYTHONPATH=str(folder / "src"))
        assert done.returncode == 0, done.stderr
        shown.append(article(folder, "look"))
    assert "False True False False False" in shown[0]
    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize("code", ["logging.disable(logging.CRITICAL)", "logging.getLogger('mkdocs').setLevel(99)", "logging.getLogger('mkdocs').handlers.clear()"])
def test_warnings_of_the_host_cannot_be_turned_off(site, code, build):
    folder = site({"index.md": block(f"import logging\n{code}") + "[글](nowhere.md)\n\n[글](#nowhere)"})
    assert build(folder, "--strict").returncode == 1 and not (folder / "site").exists()


def test_what_the_author_lets_be_infinite_is_shown_as_it_is(site, build):
    folder = site({"index.md": block("import numpy as np\nnp.seterr(all='ignore')\nprint(np.ones(1) / 0)")})
    assert build(folder, "--strict").returncode == 0
    assert "[inf]" in (folder / "site/index.html").read_text("utf-8")


def test_a_formula_in_a_comment_or_in_code_is_not_on_the_page(site, build):
    folder = site({"index.md": f"{GIVEN}<!--\n\n{FALSE}\n\n-->\n\n`{FALSE}`\n\n{TRUE}"})
    assert build(folder, "--strict").returncode == 0
    html = (folder / "site/index.html").read_text("utf-8")
    assert html.count("data-status=") == 1 and html.count("<math") == html.partition("</table>")[0].count("<math") + 1


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        ((), {}),
        (("--dirty",), {}),
        (("--strict", "--quiet"), {"PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "1"}),
        ((), {"PYTHONOPTIMIZE": "1", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C"}),
    ],
)
def test_no_way_to_build_publishes_a_false_page(site, options, variables, build):
    folder = site({"index.md": "# 처음", "deep/down/here.md": GIVEN + FALSE})
    done = build(folder, *options, fresh=True, **variables)
    assert done.returncode == 1 and "docs/deep/down/here.md:8:17: " in done.stderr
    assert not (folder / "site/deep").exists()


@pytest.mark.parametrize("options", [("--strict",), ("--strict", "--quiet")])
def test_a_page_outside_the_navigation_is_red(site, options, build):
    folder = site({"index.md": "# 처음", "hidden.md": GIVEN + TRUE}, ["index.md"])
    done = build(folder, *options)
    assert done.returncode == 1 and "hidden.md" in done.stderr and not (folder / "site").exists()
    (folder / "docs/hidden.md").write_text(GIVEN + FALSE, "utf-8")
    done = build(folder)
    assert done.returncode == 1 and "docs/hidden.md:8:17: " in done.stderr


@pytest.fixture
def old(site, build):
    """A folder with a site that was true, and whose page is now another."""
    folder = site({"index.md": GIVEN + TRUE})
    assert build(folder, "--strict").returncode == 0
    (folder / "docs/index.md").write_text(GIVEN + TRUE + "\n\n새 글\n", "utf-8")
    return folder


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_full_disk_leaves_the_old_site_whole(old):
    before = contents(old / "site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=old, capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert done.returncode != 0 and contents(old / "site") == before


def test_a_folder_that_cannot_be_written_leaves_the_old_site_whole(old, build):
    before = contents(old / "site")
    (old / "site.new").write_text("in the way", "utf-8")
    assert build(old, "--strict").returncode != 0 and contents(old / "site") == before


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_killed_while_it_writes_leaves_the_old_site_whole(old, kill, build):
    before = contents(old / "site")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"], cwd=old, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell has its background jobs ignore it
    )  # fmt: skip
    while not (old / "site.new/assets").exists() and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(kill)
    assert process.wait(60) != 0
    assert contents(old / "site") == before
    done = build(old, "--strict")
    assert done.returncode == 0 and "새 글" in (old / "site/index.html").read_text("utf-8")
    assert not re.search(r"site\.(new|old)", " ".join(os.listdir(old)))
