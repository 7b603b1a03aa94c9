"""A fork of a program is what the program would be in an interpreter of its own."""

import json

import pytest

from .publish.test_reproducible import contents

pytestmark = pytest.mark.build


def test_it_publishes_and_says_the_same(build, folder, good):
    """The first page says what its process has imported; the library is imported anew."""
    (folder / "docs/index.md").write_text('```python exec="on"\nimport sys\nprint("here:", "back" "prop" in sys.modules, "numpy" in sys.modules)\n```\n', "utf-8")
    found = []
    for how in ({}, {"fresh": True}):
        true, published = build(good, **how)
        site = contents(folder / "site")
        false, _ = build(good.replace("= 2", "= 3"), **how)
        assert true.returncode == 0 and contents(folder / "site") == site and b"here: False True" in site["index.html"]
        found.append((site, false.returncode, false.stderr.partition("Problems: ")[2]))
    assert found[0] == found[1]
    assert found[0][1] == 1 and "docs/layers/affine.md:11:17: " in found[0][2]


@pytest.mark.parametrize(("ends", "code"), [("os._exit(7)", 7), ("os.kill(os.getpid(), signal.SIGKILL)", -9), ("sys.exit(3)", 3), ("1 / 0", 1)])
def test_it_ends_as_it_ends_and_the_next_one_knows_nothing_of_it(build, folder, good, ends, code):
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings + "hooks: [hook.py]\n", "utf-8")
    (folder / "hook.py").write_text(f"import json, os, signal, sys\njson.left = os.environ['LEFT'] = 'here'\nos.chdir('/')\nprint('said', flush=True)\n{ends}\n", "utf-8")
    done, _ = build(good)
    assert done.returncode == code and done.stdout == "said\n" and ("ZeroDivisionError" in done.stderr) == (code == 1)
    (folder / "hook.py").write_text("import json, os\nprint(hasattr(json, 'left'), 'LEFT' in os.environ, os.getcwd(), os.environ['MINE'])\n", "utf-8")
    done, published = build(good, MINE="1")
    assert done.returncode == 0 and published.exists() and done.stdout == f"False False {folder} 1\n"
    assert not hasattr(json, "left")
