"""MkDocs as the host: one report, and an old site that stays whole until a new one is."""

import pytest

pytestmark = pytest.mark.build


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [(), ("-q",)])
def test_the_red_pages_are_reported_together(build, folder, good, options):
    (folder / "docs/index.md").write_text("글\n\n$\\foo$\n", "utf-8")
    done, _ = build(good.replace("= 2", "= 3"), *options)
    assert done.returncode == 1
    assert "docs/index.md:3:2: " in done.stderr and "docs/layers/affine.md:11:17: " in done.stderr
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("code", "text", "message"),
    [
        ("assert False", "", "AssertionError"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "", ""),
        ("x = 1", "[글](#nowhere)", "#nowhere"),  # a warning, which --strict counts at the very end
    ],
)
def test_a_build_that_fails_leaves_the_old_site_whole(build, folder, good, code, text, message):
    done, published = build(good)
    assert done.returncode == 0, done.stderr
    before = contents(folder / "site")
    done, _ = build(f'```python exec="on"\n{code}\n```\n\n{text}\n')
    assert done.returncode != 0 and message in done.stderr
    assert contents(folder / "site") == before and published.exists()


@pytest.mark.parametrize("options", [(), ("-q",)])
@pytest.mark.parametrize("link", ["#nowhere", "nowhere.md", "../index.md#nowhere"])
def test_a_link_to_nothing_is_red_also_when_quiet(build, link, options):
    done, published = build(f"[글]({link})\n", *options)
    assert done.returncode == 1 and "nowhere" in done.stderr
    assert not published.exists()


def test_a_build_that_was_killed_is_not_in_the_way_of_the_next(build, folder, good):
    build('```python exec="on"\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n```\n')
    done, published = build(good)
    assert done.returncode == 0 and published.exists()
    assert sorted(path.name for path in folder.iterdir()) == ["docs", "mkdocs.yml", "site"]


def test_what_is_gone_is_gone_from_the_site(build, folder, good):
    (folder / "docs/old.txt").write_text("글", "utf-8")
    build(good)
    assert (folder / "site/old.txt").exists()
    (folder / "docs/old.txt").unlink()
    done, published = build(good)
    assert done.returncode == 0 and published.exists() and not (folder / "site/old.txt").exists()
