"""What checking costs, and how the cost grows: time and peak memory of cold builds, each in a fresh process.

    python benchmarks/growth.py [PAGES …]     by default 0 100 1000; 0 is this site

A generated page has one declaration and ten equations. Its template is bare, since a theme's navigation grows with the
square of the pages. Every build is made four times over: as `mkdocs build` makes it where no verdict is kept, when other
processes judge ahead; in one process with wrong versions, and without them; and with checking switched off. That switch
is in this file alone: it puts a judge who says nothing in the place of the engine's. CPU time is that of all processes;
the time on the clock means something on an idle machine only.
"""

import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
WAYS = ("as built", "in one process", "without wrong versions", "checking off")
DECLARED = '''\
# Page {number}

```python exec="on"
from geomsan import Matrix, Scalar, Vector, given

given(a=Scalar(), b=Scalar(), x=Vector("n"), A=Matrix("n", "n"), B=Matrix("n", "n"), y=lambda A, x: A @ x)
```
'''
EQUATIONS = r"""
(a + b)^2 = a^2 + 2ab + b^2
(a - b)(a + b) = a^2 - b^2
a^3 - b^3 = (a - b)(a^2 + ab + b^2)
y_i = \sum_{j=1}^{n} a_{ij} x_j
(AB)^\top = B^\top A^\top
\operatorname{tr}(AB) = \operatorname{tr}(BA)
x^\top A x = \sum_{i=1}^{n} \sum_{j=1}^{n} x_i a_{ij} x_j
\|x\|^2 = x^\top x
\frac{\partial y_i}{\partial x_j} = a_{ij}
\frac{\partial y}{\partial x^\top} = A
""".strip().split("\n")
CONFIG = """\
site_name: Growth
theme: {name: null, custom_dir: theme}
plugins: [geomsan]
markdown_extensions:
  - pymdownx.superfences
  - geomsan.pages:
      mutants: !ENV [GEOMSAN_MUTANTS, true]
      cache: !ENV [GEOMSAN_CACHE, ""]
      key: !!python/object/apply:geomsan.pages.fingerprint {args: []}
"""


def generated(folder, count):
    """A site with so many pages; no two displays of it are alike, so that nothing is known from another page."""
    for name in ("docs", "theme"):
        (folder / name).mkdir()
    (folder / "theme/main.html").write_text("<html><body>{{ page.content }}</body></html>", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for number in range(count):
        displays = [f"$$ {number + 1} ({left}) = {number + 1} ({right}) $$" for left, right in (each.split(" = ") for each in EQUATIONS)]
        name = f"page{number}.md" if number else "index.md"
        (folder / "docs" / name).write_text("\n\n".join([DECLARED.format(number=number), *displays]), "utf-8")
    return folder / "mkdocs.yml"


def build(count, way, folder):
    """Build in this process; print CPU seconds of this process and those that it started, and peak megabytes of the largest."""
    os.environ["GEOMSAN_CACHE"] = str(Path(folder, "verdicts.sqlite")) if way == "as built" else ""
    os.environ["GEOMSAN_MUTANTS"] = str(way in ("as built", "in one process")).lower()
    settings = generated(Path(folder), count) if count else ROOT / "mkdocs.yml"
    if way == "checking off":
        _switch_off()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.disable(logging.WARNING)
    config = load_config(str(settings), site_dir=str(Path(folder) / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(sum(each.ru_utime + each.ru_stime for each in used), max(each.ru_maxrss for each in used) / 1024)


def _switch_off():
    """A judge who says nothing, and a ledger that does not mind."""
    from geomsan.pages import walk
    from geomsan.verdict import Ledger, Verdict, cache

    walk.judge = cache.judge = lambda latex, scope, *_, **__: Verdict("notation", scope)
    Ledger.problems = lambda *_, **__: {}


def measured(count, way):
    """Seconds on the clock, seconds of CPU, megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        done = subprocess.run([sys.executable, __file__, "build", str(count), way, folder], cwd=ROOT, check=True, capture_output=True, text=True)
        elapsed = time.perf_counter() - began
    return elapsed, *map(float, done.stdout.split()[-2:])


def main(counts):
    before = None
    for count in counts:
        found = {way: measured(count, way) for way in WAYS}
        name = f"{count} pages of ten equations" if count else "this site"
        off = found["checking off"]
        for way, (elapsed, seconds, memory) in found.items():
            times = "" if way == "checking off" else f"; {elapsed / off[0]:.1f} × and {seconds / off[1]:.1f} × those with checking off"
            print(f"{name}, {way}: {elapsed:.1f} s, {seconds:.1f} s of CPU, at most {memory:.0f} MB{times}")
        if before and count:
            more = [now[1] / then[1] for now, then in zip(found.values(), before[1].values(), strict=True)]
            print(f"{count / before[0]:.0f} times the pages took {' / '.join(f'{each:.1f}' for each in more)} times the CPU time ({' / '.join(WAYS)})")
        before = (count, found) if count else None


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        build(int(sys.argv[2]), *sys.argv[3:])
    else:
        main([*map(int, sys.argv[1:])] or [0, 100, 1000])
