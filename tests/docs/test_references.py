"""What the pages rest on is listed, and what is listed is cited."""

import re


def cited(pages):
    """The ids of references.md to which pages link."""
    return {match for text in pages for match in re.findall(r"references\.md#([\w-]+)", text)}


def test_every_further_reading_is_cited_by_a_page(root):
    listed = re.findall(r"^[^:\n].* \{ #([\w-]+) \}\n:", (root / "docs/references.md").read_text("utf-8"), re.M)
    reading = [name for name in listed if not re.fullmatch(r"s\d", name)]
    assert len(reading) >= 8
    pages = [path.read_text("utf-8") for path in (root / "docs").rglob("*.md") if path.name != "references.md"]
    assert set(reading) <= cited(pages)


def test_what_no_page_cites_is_found():
    """Negative control."""
    assert "novikoff" not in cited(["[참고](references.md#rosenblatt)", "노비코프(novikoff)"])
