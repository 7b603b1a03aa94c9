"""A theme's templates are loaded once, and never an old one."""

import os

import pytest
from jinja2 import FileSystemLoader
from mkdocs.theme import Theme

from geomsan.publish.templates import Templates, Visible


@pytest.fixture
def theme(tmp_path):
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden/icon.svg").write_text("")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/words.html").write_text("{% macro t() %}하나{% endmacro %}")
    (tmp_path / "main.html").write_text("{% import 'parts/words.html' as words %}{{ words.t() }} {{ name }}")
    return Theme(name=None, custom_dir=str(tmp_path))


def write(file, text):
    file.write_text(text)
    os.utime(file, (0, 0))  # another time, however coarse the clock of the disk


def test_all_get_one_environment_until_the_settings_change(theme):
    templates = Templates()
    templates.lend(theme, "settings")
    first = theme.get_env()
    assert theme.get_env() is first and "url" in first.filters
    again, other, last = (Theme(name=None, custom_dir=theme.custom_dir) for _ in range(3))
    templates.lend(again, "settings")
    templates.lend(other, "other settings")
    templates.lend(last, "settings")
    assert again.get_env() is first and other.get_env() is not first
    assert last.get_env() is not first  # of what is no more, nothing is kept


@pytest.mark.parametrize(("file", "text", "shows"), [("main.html", "둘 {{ name }}", "둘 X"), ("parts/words.html", "{% macro t() %}둘{% endmacro %}", "둘 X")])
def test_a_template_that_changed_is_loaded_again(theme, tmp_path, file, text, shows):
    Templates().lend(theme, "settings")
    assert theme.get_env().get_template("main.html").render(name="X") == "하나 X"
    write(tmp_path / file, text)
    assert theme.get_env().get_template("main.html").render(name="X") == shows


def test_what_mkdocs_takes_from_a_theme_is_listed_and_nothing_hidden(theme, tmp_path):
    Templates().lend(theme, "settings")
    (tmp_path / "new.css").write_text("")
    names = theme.get_env().list_templates()
    assert {"main.html", "parts/words.html", "new.css", "sitemap.xml"} <= set(names)
    assert not any(name.startswith(".") for name in names)


def test_of_material_the_same_is_listed_as_always():
    theme = Theme(name="material")
    visible = [name for name in FileSystemLoader(theme.dirs).list_templates() if not any(part.startswith(".") for part in name.split("/")[:-1])]
    assert Visible(theme.dirs).list_templates() == visible
