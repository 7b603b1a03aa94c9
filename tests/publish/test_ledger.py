"""The ledger of a site, through the real build: every rule, broken, stops it."""

import json
import re

import pytest

pytestmark = pytest.mark.build

TRUE, FALSE = "$$ \\mathbf{Y} = 2\\mathbf{X} $$", "$$ \\mathbf{Y} = 3\\mathbf{X} $$"
THEOREM = f"/// theorem | 두 배 $2X$\n    attrs: {{id: double}}\n\n{TRUE}\n///\n\n"
PROOF = "/// proof | double\n\n$$ \\mathbf{Y} = \\mathbf{X} + \\mathbf{X} $$\n///\n\n"


def named(page, line, column=1):
    return f"docs/{page}.md:{line}:{column}: "


def read(folder):
    return json.loads((folder / "site/ledger.json").read_text("utf-8"))


def test_everything_on_a_page_is_entered(build, folder, given):
    checks = '```python exec="on"\nfrom geomsan import check\ncheck("셋", [1.5, 2], [3 / 2, 2])\ncheck(r"Q \\leq 2", Q=1.5)\n```\n\n'
    waived = "$$\n% 검산 제외: 까닭\n\\mathbf{Y} = 3\\mathbf{X}\n$$\n\n"
    done, _ = build(given + THEOREM + PROOF + checks + waived + "$$ \\mathbf{X} $$\n\n$$\n% 검산: 거짓\n\\mathbf{Y} = 3\\mathbf{X}\n$$\n")
    assert done.returncode == 0, done.stderr
    written = read(folder)
    rows = {page["page"]: page["entries"] for page in written["pages"]}
    assert list(rows) == ["docs/index.md", "docs/layers/affine.md"] and rows["docs/index.md"] == []
    entries = rows["docs/layers/affine.md"]
    assert [(each["kind"], re.sub("[0-9a-f]{6}", "…", each["id"]), each["status"]) for each in entries] == [
        ("given", "given-1", "defined"), ("theorem", "double", "checked"), ("equation", "eq-…", "checked"),
        ("proof", "proof-1", ""), ("equation", "eq-…", "checked"), ("check", "check-1", "checked"),
        ("check", "check-2", "checked"), ("equation", "eq-…", "waived"), ("equation", "eq-…", "notation"),
        ("equation", "eq-…-2", "false"),
    ]  # fmt: skip
    assert entries[1]["equations"] == 2 and entries[1]["trials"] == entries[2]["trials"] + entries[4]["trials"] > 1
    assert entries[3]["proves"] == "docs/layers/affine.md#double" and entries[7]["message"] == "까닭"
    assert written["totals"]["equations"] == 3 and written["totals"]["checks"] == 2 and written["totals"]["waived"] == 1
    assert str(folder) not in (folder / "site/ledger.json").read_text("utf-8")


RED = {
    "a theorem without a proof": (THEOREM, 7, "theorem 'double' has no proof"),
    "a proof that says nothing": (THEOREM + "/// proof\n\n글\n///", 13, "nothing in this proof was executed"),
    "a proof with notation only": (THEOREM + "/// proof\n\n$$ X $$\n///", 13, "nothing in this proof was executed"),
    "a proof of what shows errors": (
        THEOREM + f"/// proof\n//// refused\n{FALSE}\n////\n///", 13, "nothing in this proof was executed",
    ),
    "a proof whose theorem is missing": (THEOREM + PROOF.replace("double", "half"), 13, "no theorem of this page has that id"),
    "two things with one id": (THEOREM + PROOF + THEOREM + PROOF, (19, 13), "'double' is used 2 times"),
    "an id that a later display would get": (
        THEOREM.replace("double", "eq-bc97e6") + PROOF.replace("double", "eq-bc97e6"), (8, 13), "'eq-bc97e6' is used 2 times",
    ),
    "a proof elsewhere that is not there": (
        THEOREM.replace("}\n", "}\n    증명: half\n"), 7, "is said to be that of docs/layers/affine.md#half, which is not a theorem",
    ),
    "a theorem proved elsewhere that states nothing": (
        THEOREM + PROOF + "/// lemma\n    attrs: {id: words}\n    증명: double\n\n글\n///", 18, "nothing of lemma 'words' was executed",
    ),
    "a circle": (
        THEOREM + PROOF.replace("///\n\n", "\n[다른](#other)\n///\n\n") + THEOREM.replace("double", "other")
        + PROOF.replace("double", "other").replace("///\n\n", "\n[하나](#double)\n///\n\n"), 7, "in a circle: double → other → double",
    ),
    "a label that no display has": (TRUE + "\n\n$\\eqref{none}$", 9, "\\label{none}"),
    "a check of nothing": ('```python exec="on"\nfrom geomsan import check\ncheck("빈", [], [])\n```', 9, "this claims nothing"),
}  # fmt: skip


@pytest.mark.parametrize("case", RED)
def test_a_broken_rule_is_red(build, given, case):
    text, place, message = RED[case]
    place = place if isinstance(place, tuple) else (place,)
    done, published = build(given + text + "\n", "-q")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert any(named("layers/affine", *place) in each and message in each for each in done.stderr.splitlines()), done.stderr
    assert not published.exists()


def test_an_id_is_that_of_one_statement_of_the_site(build, folder, given):
    (folder / "docs/index.md").write_text(given + THEOREM + PROOF, "utf-8")
    done, _ = build(given + "글\n\n" + THEOREM + PROOF)
    assert done.returncode == 1
    assert named("layers/affine", 9) + "the id 'double' is that of a statement of docs/index.md too" in done.stderr


def test_a_theorem_may_be_proved_on_another_page(build, folder, given):
    (folder / "docs/index.md").write_text(given + THEOREM + PROOF, "utf-8")
    again = THEOREM.replace("double}\n", "again}\n    증명: ../index.md#double\n")
    done, published = build(given + again)
    assert done.returncode == 0, done.stderr
    assert '<a href="../../#double">증명이 있는 정리</a>' in published.read_text("utf-8")
    entries = read(folder)["pages"][1]["entries"]
    assert entries[1]["uses"] == ["docs/index.md#double"]


TO_THE_EQUATION = {
    "typed": "[식 (1)](../index.md#twice)에서",
    "printed": '```python exec="on" result="markdown"\nprint("[식 (1)](../index.md#twice)에서")\n```',
}


@pytest.mark.parametrize("how", TO_THE_EQUATION)
def test_a_link_to_an_equation_of_another_page_is_a_use_of_its_theorem(build, folder, given, how):
    labelled = (THEOREM + PROOF).replace("= 2\\mathbf{X}", "= 2\\mathbf{X} \\label{twice}")
    (folder / "docs/index.md").write_text(given + labelled, "utf-8")
    text = given + (THEOREM + PROOF).replace("double", "other").replace("other\n\n", f"other\n\n{TO_THE_EQUATION[how]}\n\n")
    done, published = build(text)
    assert done.returncode == 0, done.stderr
    assert '<a href="../../#twice">식 (1)</a>' in published.read_text("utf-8")
    assert read(folder)["pages"][1]["entries"][1]["uses"] == ["docs/index.md#double"]
    done, _ = build(text.replace("#twice", "#thrice"), strict=False)
    assert done.returncode == 1 and "links to docs/index.md#thrice, and nothing there has this id" in done.stderr


def test_a_link_in_printed_html_is_a_use(build, folder, given):
    figure = '```python exec="on" html="on"\nprint(\'<svg><a href="#double"><text>그림</text></a></svg>\')\n```'
    done, _ = build(given + THEOREM + PROOF + (THEOREM + PROOF).replace("double", "other").replace("other\n\n", f"other\n\n{figure}\n\n"))
    assert done.returncode == 0, done.stderr
    uses = {each["id"]: each.get("uses") for each in read(folder)["pages"][1]["entries"]}
    assert uses["other"] == ["docs/layers/affine.md#double"]


def test_a_reason_takes_the_place_of_a_proof_and_is_shown_to_all_who_use_it(build, folder, given):
    (folder / "docs/index.md").write_text("# 처음\n\n" + "\n\n".join(f"/// ledger | {part}\n///" for part in ("totals", "theorems", "map", "waivers")), "utf-8")
    waived = THEOREM.replace("}\n", "}\n    검산 제외: 무한히 많다\n").replace("double", "endless").replace("두 배", "끝없이")
    proof = PROOF.replace("///\n\n", "\n[끝없이](#endless)에서\n///\n\n")
    done, published = build(given + waived + THEOREM + proof)
    assert done.returncode == 0, done.stderr
    assert '<p class="waiver">검산 제외: 무한히 많다</p>' in published.read_text("utf-8")
    home = (folder / "site/index.html").read_text("utf-8")
    assert "<strong>2</strong> 정리" in home and '<a href="layers/affine/#endless">docs/layers/affine.md</a>: 무한히 많다' in home
    svg = home[home.index("<svg viewBox") : home.index("</svg></div>")]
    assert svg.count("<a href=") == 2 and svg.count('class="edge"') == 1 and 'data-status="checked"' not in svg
    assert '<a href="layers/affine/#double" data-status="waived">' in svg and "– 두 배 2X</text>" in svg


WHOLE = '```python exec="on"\nfrom geomsan import Scalar, given\ngiven(k=Scalar(integer=True))\n```\n\n'


def test_a_survivor_is_a_warning_and_is_listed(build, folder):
    (folder / "docs/index.md").write_text("/// ledger | survivors\n///\n", "utf-8")
    page = WHOLE + "$$\n\\sin(\\pi k) = 0\n$$\n"
    done, published = build(page, "-q")
    assert done.returncode == 1 and not published.exists()
    assert named("layers/affine", 6) + "this wrong version of the equation held in every trial: \\sin(\\pi) = 0" in done.stderr
    done, _ = build(page, strict=False)
    assert done.returncode == 0 and "<li><a " in (folder / "site/index.html").read_text("utf-8")
    assert read(folder)["pages"][1]["entries"][1]["survivors"] == ["\\sin(\\pi) = 0"]
    done, published = build(page.replace("\n\\sin", "\n% 검산 오답 아님: \\sin(\\pi) = 0 까닭: k = 1이다\n\\sin"), "-q")
    assert done.returncode == 0, done.stderr
    assert "(k = 1이다)</li>" in (folder / "site/index.html").read_text("utf-8") and "(k = 1이다)</p>" in published.read_text("utf-8")


@pytest.mark.parametrize("mutants", ["true", "false"])
def test_a_site_without_wrong_versions_says_so(build, folder, good, mutants):
    (folder / "docs/index.md").write_text("/// ledger | totals\n///\n", "utf-8")
    assert build(good, GEOMSAN_MUTANTS=mutants)[0].returncode == 0
    home = (folder / "site/index.html").read_text("utf-8")
    assert ("이 사이트를 만들 때는 오답을 만들지 않았다" in home) == (mutants == "false") and ("잡아낸 오답" in home) == (mutants == "true")


def test_a_page_that_the_navigation_does_not_name_is_red(build, folder, good):
    (folder / "mkdocs.yml").write_text(
        (folder / "mkdocs.yml").read_text("utf-8") + "validation: {nav: {omitted_files: ignore}}\nnot_in_nav: /hidden.md\n", "utf-8"
    )
    (folder / "docs/hidden.md").write_text("# 숨은 쪽\n", "utf-8")
    done, _ = build(good, "-q")
    assert done.returncode == 1 and named("hidden", 1) + "no reader finds this page" in done.stderr


@pytest.mark.parametrize("excluded", ["exclude_docs: /hidden.md\n", "draft_docs: /hidden.md\n"])
def test_a_page_that_the_build_skips_is_red(build, folder, good, excluded):
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text("utf-8") + excluded, "utf-8")
    (folder / "docs/hidden.md").write_text("# 숨은 쪽\n", "utf-8")
    done, _ = build(good, "-q")
    assert done.returncode == 1 and named("hidden", 1) + "the build skipped this page" in done.stderr


SABOTAGES = {
    "a page that the host drops": (
        "def on_files(files, config):\n    files.remove(files.get_file_from_path('index.md'))\n    return files\n",
        named("index", 1) + "the build skipped this page",
    ),
    "a display that is never judged": (
        "from geomsan.pages import walk\nwalk._judge = lambda *_: None\n",
        named("layers/affine", 1) + "the page has 1 displays, of which 0 were judged",
    ),
    "a check that runs no trial": (
        "from dataclasses import replace\nfrom geomsan.pages import walk\njudge = walk.judge\n"
        "walk.judge = lambda *a, **k: replace(judge(*a, **k), trials=0)\n",
        named("layers/affine", 11) + "equation 'eq-bc97e6' counts as checked, but ran on no instance",
    ),
    "a refutation that nobody reports": (
        "from dataclasses import replace\nfrom geomsan.pages import walk\nfrom geomsan.verdict.ledger import Entry\n"
        "from geomsan.pages.entries import Entries\nadd = Entries._add\n"
        "Entries._add = lambda s, *a, **k: add(s, *a, **k | {'status': 'refuted', 'message': 'false!'} if a[1] == 'equation' else k)\n",
        named("layers/affine", 11) + "false!",
    ),
}


@pytest.mark.parametrize("case", SABOTAGES)
def test_the_ledger_does_not_trust_the_build(build, folder, good, case):
    code, message = SABOTAGES[case]
    (folder / "sabotage.py").write_text(code, "utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("index.md, ", "") + "hooks: [sabotage.py]\n", "utf-8")
    (folder / "docs/index.md").unlink()
    if "index" in message:
        settings.write_text(settings.read_text("utf-8").replace("nav: [", "nav: [index.md, "), "utf-8")
        (folder / "docs/index.md").write_text("# 처음\n", "utf-8")
    done, published = build(good, "-q", GEOMSAN_CACHE="")
    assert done.returncode == 1 and message in done.stderr, done.stderr
    assert not published.exists()
