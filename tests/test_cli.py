"""The command line, in a process of its own."""

import json
import os
import pty
import subprocess
import sys
import termios

import pytest

pytestmark = pytest.mark.xdist_group("cli")

GIVEN = '---\ntitle: 제목\n---\n\n```python exec="on"\nfrom geomsan import Matrix, given\n\ngiven(X=Matrix("n", "d", about="입력"), Y=lambda X: 2 * X)\n```\n\n'
TRUE = GIVEN + "$$ \\mathbf{Y} = 2\\mathbf{X} $$\n"
FALSE = TRUE.replace("= 2", "= 3")
UNREAD = TRUE.replace("\\mathbf{Y}", "\\mathbf{Q}")
THEOREM = GIVEN + "/// theorem | 두 배\n    attrs: {id: double}\n\n$$ \\mathbf{Y} = 2\\mathbf{X} $$\n///\n\n/// proof | double\n\n"
THEOREM += "$$ \\mathbf{Y} = \\mathbf{X} + \\mathbf{X} $$\n\n$$ = 2\\mathbf{X} $$\n///\n\n$$ \\mathbf{X} + \\mathbf{X} = \\mathbf{Y} $$\n"


@pytest.fixture(scope="module")
def command(program):
    return program("geomsan.cli", "verify")


@pytest.fixture(scope="module")
def optimised(program):
    """The command in an interpreter that leaves out what may be left out, and that takes text for ASCII."""
    return program("geomsan.cli", "verify", PYTHONOPTIMIZE="2", LC_ALL="C", PYTHONUTF8="0")


@pytest.fixture
def geomsan(tmp_path, command):
    def run(*arguments, pages=None):
        for name, text in (pages or {}).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return command.run(*arguments, cwd=tmp_path)

    return run


@pytest.mark.parametrize(
    ("pages", "code", "says"),
    [
        ({"a.md": TRUE}, 0, "All true. 1 checked. 7 of 7 wrong versions caught. 1 page,"),
        ({"a.md": FALSE}, 1, "a.md:11:17: the '=' is false"),
        ({"a.md": UNREAD}, 2, "a.md:11:4: Q is not declared"),
        ({"a.md": FALSE, "b.md": UNREAD}, 1, "b.md:11:4: Q is not declared"),
        ({"a.md": TRUE, "deep/down/b.markdown": FALSE}, 1, "deep/down/b.markdown:11:17: "),
        ({"a.md": TRUE, ".hidden/b.md": FALSE}, 0, "1 page,"),
        ({"a.md": GIVEN.replace("given(X", "assert 1 == 2\ngiven(X")}, 1, "a.md:8:1: AssertionError"),
        ({"a.md": GIVEN.replace("given(X", "import os; os._exit(0)\ngiven(X")}, 2, "a.md:8:1: os._exit in a page"),
        ({"a.md": GIVEN.replace("exec=", "exce=")}, 2, "a.md:5:1: unknown option 'exce'"),
        ({"a.md": "글\n"}, 0, "nothing checked"),
        ({"a.txt": TRUE}, 2, "no Markdown pages (*.md, *.markdown) in "),
        ({"a.md": "$$ \\frac{a}{ = 2 $$\n"}, 2, "✗ a.md  1 problem\n"),
        ({"a.md": TRUE + "\n```python exec=\"on\"\nx = (\n```\n"}, 2, "Not all can be read. 1 page,"),
    ],
)
def test_the_exit_code_is_the_verdict(geomsan, optimised, tmp_path, pages, code, says):
    done = geomsan("verify", pages=pages)
    assert done.returncode == code and says in done.stdout, done.stdout + done.stderr
    assert done.stderr == ""  # no progress bar where nobody watches
    done = optimised.run("verify", ".", cwd=tmp_path)
    assert done.returncode == code and says in done.stdout


def test_what_cannot_be_read_is_no_success(geomsan, tmp_path):
    (tmp_path / "bad.md").write_bytes("$$ 1 = 1 $$ 가".encode("euc-kr"))
    done = geomsan("verify")
    assert done.returncode == 2 and "✗ bad.md  1 problem" in done.stdout
    assert "bad.md:1:1: cannot be read: it is not UTF-8 (byte 13 is 0xb0); save it as UTF-8" in done.stdout
    done = geomsan("explain", "bad.md:1")
    assert done.returncode == 2 and "not UTF-8" in done.stderr
    (tmp_path / "empty").mkdir()
    done = geomsan("verify", "empty")
    assert done.returncode == 2 and done.stdout == f"no Markdown pages (*.md, *.markdown) in {tmp_path / 'empty'}\n"
    done = geomsan("verify", "nowhere.md", "a.md", pages={"a.md": TRUE})
    assert done.returncode == 2 and "nowhere.md: there is no such file" in done.stdout
    assert geomsan("verify", "--mutan-t").returncode == 2  # an option that there is not


UNPROVED = THEOREM[: THEOREM.index("/// proof")]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (UNPROVED, "a.md:11:1: theorem 'double' has no proof"),
        (UNPROVED + "/// proof\n\n글\n///\n", "a.md:17:1: nothing in this proof was executed"),
        (UNPROVED.replace("}\n", "}\n    증명: b.md#half\n"), "a.md:11:1: the proof of 'double' is said to be that of b.md#half, which is not a theorem"),
        (THEOREM + UNPROVED[UNPROVED.index("///") :].replace("double", "again").replace("}\n", "}\n    증명: double\n"), ""),
        (UNPROVED.replace("}\n", "}\n    증명: b.md#half\n") + THEOREM[THEOREM.index("///") :].replace("double", "half"), "which is not a theorem"),
    ],
)
def test_the_rules_of_the_ledger_are_those_of_a_site(geomsan, page, says):
    done = geomsan("verify", "--no-mutants", "a.md", pages={"a.md": page})
    assert done.returncode == bool(says) and says in done.stdout, done.stdout


def test_a_theorem_that_another_page_proves_takes_that_page_along(geomsan):
    other = UNPROVED.replace("double", "again").replace("}\n", "}\n    증명: a.md#double\n")
    done = geomsan("verify", "--no-mutants", "b.md", pages={"a.md": THEOREM, "b.md": other})
    assert done.returncode == 0 and "2 pages" in done.stdout, done.stdout
    done = geomsan("verify", "--no-mutants", "b.md", pages={"a.md": THEOREM.replace("= 2", "= 3"), "b.md": other})
    assert done.returncode == 1 and "a.md:14:" in done.stdout


def test_json_says_what_became_of_everything(geomsan):
    done = geomsan("verify", "--json", pages={"a.md": THEOREM, "b.md": FALSE})
    found = json.loads(done.stdout)
    assert done.returncode == found["exit"] == 1 and done.stderr == ""
    a, b = found["pages"]
    equations = [each for each in a["entries"] if each["kind"] == "equation"]
    assert [each["within"] for each in equations[:3]] == ["double", "proof-1", "proof-1"] and a["problems"] == []
    assert [each["status"] for each in equations] == ["checked"] * 4 and all(each["trials"] >= 5 for each in equations)
    assert all(0 < each["mutants"] == each["caught"] for each in equations)
    assert b["entries"][1]["status"] == "refuted" and b["problems"][0]["line"] == b["entries"][1]["line"] == 11
    assert b["problems"][0]["column"] == 17 and b["entries"][1]["column"] == 1  # what is false, and where its display begins
    assert found["totals"]["equations"] == 4 and found["totals"]["theorems"] == 1
    bare = json.loads(geomsan("verify", "--json", "--no-mutants", "a.md").stdout)
    assert bare["totals"]["mutants"] == 0


def test_entries_are_chosen_by_id(geomsan):
    done = geomsan("verify", "-k", "double", pages={"a.md": THEOREM})
    assert done.returncode == 0 and "3 checked" in done.stdout
    done = geomsan("verify", "-k", "nothing")
    assert done.returncode == 2 and "no id contains 'nothing'" in done.stdout


def test_a_project_is_read_with_its_own_extensions(geomsan):
    page = TRUE + "\n??? note\n    $$ \\mathbf{Y} = 3\\mathbf{X} $$\n"
    settings = "site_name: 시험\nmarkdown_extensions: [pymdownx.details]\n"
    assert geomsan("verify", "docs", pages={"docs/a.md": page, "mkdocs.yml": settings}).returncode == 1
    done = geomsan("verify", "docs", pages={"mkdocs.yml": settings.replace("details", "nowhere")})
    assert done.returncode == 2 and "docs/a.md:1:1: cannot be read: " in done.stdout and "Traceback" not in done.stderr


def test_choosing_does_not_make_a_false_page_true(geomsan):
    assert geomsan("verify", "-k", "double", pages={"a.md": THEOREM + "\n" + FALSE[FALSE.index("$$") :]}).returncode == 1


def test_a_bar_is_drawn_on_a_terminal(tmp_path):
    (tmp_path / "a.md").write_text(TRUE, "utf-8")
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 80))
    done = subprocess.run([sys.executable, "-m", "geomsan.cli", "verify"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=follower)
    shown = os.read(leader, 10000)
    os.close(follower)
    os.close(leader)
    assert done.returncode == 0 and b"page" in shown and b"0/1" in shown


def test_an_equation_is_explained(geomsan):
    page = GIVEN + "$$\n\\mathbf{Y}^{\\intercal}\n= \\mathbf{X}^{\\intercal} + \\sum_{k=1}^{1} k\\,\\mathbf{X}^{\\intercal}\n$$\n"
    done = geomsan("explain", "a.md:13", pages={"a.md": page})
    assert done.returncode == 0, done.stderr
    for words in (
        "a.md:11:1 eq-", ": checked, 15 trials", "the transpose of Y", "the sum over k from 1 to 1 of",
        "X  n × d  입력", "Y  n × d, computed from X", "One instance, trial 1: n=",
    ):  # fmt: skip
        assert words in done.stdout, done.stdout
    assert done.stdout.count("[[") == 2  # both sides


def test_a_false_equation_is_explained_with_both_values(geomsan):
    done = geomsan("explain", "a.md:11", pages={"a.md": FALSE})
    assert done.returncode == 1 and "refuted" in done.stdout and done.stdout.count("[[") == 2
    done = geomsan("explain", "a.md:11", pages={"a.md": UNREAD})
    assert done.returncode == 2 and "Q is not declared" in done.stdout


@pytest.mark.parametrize(
    ("latex", "read"),
    [
        ("f(a) = \\sin a", ["the value of f at", "  a: a", "=", "sin of"]),
        ("f(a)^2 = \\sin^2 a", ["a power: the base, and its exponent", "  the value of f at", "    a: a", "  the number 2", "="]),
        ("a(a + 1) = a^2 + a", ["the product of", "  a: a", "  the sum of"]),
        ("f(a)a = a \\sin a", ["the product of", "  the value of f at", "    a: a", "  a: a"]),
        ("\\nabla_x L = \\nabla l(x)", ["the gradient by x of", "  L: L", "=", "the gradient of", "  the value of l at", "    x: x"]),
        ("\\nabla_x^2 L = \\nabla^2 l(x)", ["the Hessian by x of", "  L: L", "=", "the Hessian of", "  the value of l at"]),
    ],
)
def test_what_takes_an_argument_is_not_said_to_be_a_factor(geomsan, latex, read):
    declared = "f=Function(np.sin), l=Function(smooth), a=Scalar(), x=Vector('n'), L=lambda l, x: l(x)"
    code = f"import numpy as np\nfrom geomsan import Function, Scalar, Vector, given, smooth\ngiven({declared})"
    done = geomsan("explain", "a.md:7", pages={"a.md": f'```python exec="on"\n{code}\n```\n\n$$ {latex} $$\n'})
    assert done.returncode == 0, done.stderr
    lines = done.stdout.partition("Read as\n")[2].splitlines()[: len(read)]
    assert [line.removeprefix("  ").removeprefix("  ") for line in lines] == read


@pytest.mark.parametrize("place", ["a.md:1", "a.md", "nowhere.md:3", "a.md:x"])
def test_a_place_without_an_equation_is_an_error(geomsan, place):
    done = geomsan("explain", place, pages={"a.md": TRUE})
    assert done.returncode == 2 and done.stderr and "Traceback" not in done.stderr
