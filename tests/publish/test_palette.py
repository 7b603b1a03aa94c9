"""The theme that is installed is the one that is mended: what is replaced is there, once."""

from pathlib import Path

import material
import pytest

from geomsan.publish import palette

THEME = Path(material.__file__).parent / "templates"


@pytest.fixture
def bundle(tmp_path):
    (original,) = THEME.glob("assets/javascripts/bundle.*.min.js")
    copy = tmp_path / "assets/javascripts" / original.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(original.read_bytes())
    return copy


def test_a_page_asks_for_the_colours_at_its_beginning():
    html = (THEME / "partials/javascripts/palette.html").read_text("utf-8")
    assert html.count(palette.REMEMBERED) == 1
    assert palette.early(html).count(palette.ASKED) == 1


def test_the_script_announces_no_colours(bundle):
    before = bundle.read_text("utf-8")
    assert before.count(palette.ANNOUNCED) == 1
    palette.quieten(bundle.parents[2])
    assert bundle.read_text("utf-8") == before.replace(palette.ANNOUNCED, palette.KEPT_QUIET)
