"""The proof map: a drawing of what the ledger says, the same every time."""

from types import SimpleNamespace
from xml.etree import ElementTree

from geomsan.publish.proof_map import layered, proof_map

USES = {"a": [], "b": ["a"], "c": ["b", "a"], "d": ["a"]}


def drawn(uses, **statuses):
    standings = {name: SimpleNamespace(uses=tuple(uses[name]), status=statuses.get(name, "checked")) for name in uses}
    return proof_map({name: f"정리 $\\mathbf{{{name}}}$ <{name}>" for name in uses}, standings, lambda name: f"x/#{name}")


def test_everything_stands_to_the_right_of_what_it_uses():
    columns, ways = layered(USES)
    place = {name: number for number, column in enumerate(columns) for name in column}
    assert all(place[way[0]] < place[way[-1]] for way in ways) and len(ways) == 4
    assert max(ways, key=len) == ["a", ("c", "a", 1), "c"]  # the long edge has a place of its own


def test_text_is_text_and_leads_to_the_theorem():
    svg = ElementTree.fromstring(drawn(USES, c="waived"))[0]
    name = "{http://www.w3.org/2000/svg}"
    links = svg.findall(f"{name}a")
    assert [link.get("href") for link in links] == ["x/#a", "x/#b", "x/#c", "x/#d"]
    assert links[0].find(f"{name}text").text == "✓ 정리 a <a>" and links[2].get("data-status") == "waived"
    assert len(svg.findall(f"{name}path")) == 4 and "정리 4개" in svg.get("aria-label")


def test_the_order_of_the_ledger_does_not_matter():
    assert drawn(USES) == drawn(dict(reversed(USES.items())))


def test_a_circle_is_drawn_too():
    assert drawn({"a": ["b"], "b": ["a"]}).count('class="edge"') == 2


def test_what_stands_alone_is_not_drawn():
    assert drawn({"a": [], "b": []}) == ""
    assert drawn({"a": [], "b": ["a"], "z": []}).count("<a href") == 2
