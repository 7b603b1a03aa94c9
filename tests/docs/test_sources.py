"""Every section of the five sources has its place in the book and in its ledger: `sources.txt` says which."""

import json
from types import SimpleNamespace

import pytest

from .sources import FILE_OF_ROWS, NOTHING, anchors, entries, rows, under, written

pytestmark = pytest.mark.build

ROWS = rows()
WITHOUT = {"guide/math.md#inline", "references.md#sources", "references.md#reading"}  # nothing there is a claim
ADVICE = f"{FILE_OF_ROWS.name} is out of date: .venv/bin/python -m tests.docs.sources"


@pytest.fixture(scope="module")
def ledger(published):
    """The entries of each page of the site, by its name: what `under` asks of them."""
    pages = json.loads((published / "ledger.json").read_text("utf-8"))["pages"]
    return {page["page"].removeprefix("docs/"): [entry(**each) for each in page["entries"]] for page in pages}


def entry(id, kind, line, within="", proves="", **_):
    return SimpleNamespace(id=id, kind=kind, place=SimpleNamespace(line=line), within=within, proves=proves)


def test_the_ledger_of_the_site_is_what_the_table_is_written_from(ledger, config):
    for page in ("errata.md", "calculus/chain-rule.md"):
        read = [(each.id, each.kind, each.place.line, each.within, each.proves) for each in entries(page, config)]
        assert read == [(each.id, each.kind, each.place.line, each.within, each.proves) for each in ledger[page]] and len(read) > 20


@pytest.mark.parametrize(("section", "place", "ids"), ROWS, ids=[f"{section}: {place}" for section, place, _ in ROWS])
def test_a_section_has_its_place_and_its_entries(root, ledger, section, place, ids):
    page, _, anchor = place.partition("#")
    found = under(anchor, (root / "docs" / page).read_text("utf-8"), page, ledger[page])
    assert found is not None, f"{section}: no #{anchor} in {page}"
    assert ids == written(found), f"{section}: {ADVICE}"
    assert (ids == NOTHING) == (place in WITHOUT), f"{section}: nothing is executed under {place}"


def test_every_source_has_places():
    assert {section[:2] for section, *_ in ROWS} >= {"S0", "S1", "S2", "S3", "S4"}


PAGE = """\
# 쪽 { #page }

$$ 1 + 1 = 2 $$

## 절 { #part }

$$ 2 + 2 = 4 $$

```text
## 코드 { #code }
```

### 작은 절 { #small }

$$ 3 + 3 = 6 $$

**76행.** 문단이다.
{: #named }

$$ 4 + 4 = 8 $$

## 다음 { #next }

$$ 5 + 5 = 10 $$
"""


def test_what_lies_under_an_anchor(tmp_path, monkeypatch, config):
    """Negative control: entries elsewhere on the page, and ids that there are not, are not under an anchor."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(PAGE, "utf-8")
    monkeypatch.setattr("tests.docs.sources.ROOT", tmp_path)
    found = entries("page.md", config)
    one, two, three, four, five = [entry.id for entry in found]
    names = ["page", "part", "small", "named", "next"]
    places = {name: under(name, PAGE, "page.md", found) for name in [*names, "code"]}
    assert [name for *_, name in anchors(PAGE)] == names
    assert places == {
        "page": [one, two, three, four, five], "part": [two, three, four], "small": [three, four],
        "named": [four], "next": [five], "code": None,
    }  # fmt: skip
    for wrong in ([one, two, three], [two, three, five], [two, three], [two, three, "eq-000000"], []):
        assert wrong != places["part"]


def test_an_entry_is_known_by_what_it_says(tmp_path, monkeypatch, config):
    """An id stays when another display comes before it, and goes when its display is another: a row sees it."""
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr("tests.docs.sources.ROOT", tmp_path)
    ids = {}
    for name, text in {
        "as it was": PAGE,
        "one before": PAGE.replace("$$ 1", "$$ 0 + 1 = 1 $$\n\n$$ 1"),
        "another": PAGE.replace("$$ 4 + 4 = 8 $$", "$$ 4 + 5 = 9 $$"),
    }.items():
        (tmp_path / "docs/page.md").write_text(text, "utf-8")
        ids[name] = under("named", text, "page.md", entries("page.md", config))
    assert ids["as it was"] == ids["one before"] != ids["another"]
