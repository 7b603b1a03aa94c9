"""How fast formulas are read and checked, and what takes the time.

Targets on two cores: 2,000 parses a second; 300 equations of five trials each in 2 s. Every page is
rendered in a process of its own, so that nothing is warm.
"""

import cProfile
import pstats
import re
import subprocess
import sys
import time
from pathlib import Path

from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.latex import LatexError, parse
from geomsan.pages import walk

ROOT = Path(__file__).parent.parent
PAGES = ("layers/affine.md", "guide/language.md", "guide/symbols.md")
DISPLAY = re.compile(r"^\$\$\n(.*?)^\$\$$", re.M | re.S)
# What is inside of one of these is not counted again in another one. Derivatives hold the evaluations that they need.
PARTS = {
    "derivatives": [("derivative.py", "jacobian")],
    "parsing": [("parser.py", "parse")],
    "drawing": [("declaration.py", "draw"), ("instance.py", "generator")],
    "code": [("instance.py", "apply")],
    "comparing": [("compare.py", "compare")],
}


def parses():
    """Parses a second over all displays of all pages."""
    formulas = [latex for page in sorted((ROOT / "docs").rglob("*.md")) for latex in DISPLAY.findall(page.read_text("utf-8"))]
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < 2:
        for latex in formulas:
            try:
                parse(latex)
            except LatexError:
                pass
        count += len(formulas)
    print(f"parsing: {count / spent:,.0f} parses a second over the {len(formulas)} displays of the pages")


def check(page, wrong=True):
    """Render a page, and time its verdicts alone."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.mdx_configs["geomsan.pages"] |= {"mutants": wrong, "cache": ""}
    markdown_config.save(config.markdown_extensions, config.mdx_configs)
    renderer = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    verdicts, spent, judge = [], [], walk.judge

    def timed(*arguments, **options):
        start = time.process_time()
        verdicts.append(judge(*arguments, **options))
        spent.append(time.process_time() - start)
        return verdicts[-1]

    walk.judge = timed
    renderer.convert((ROOT / "docs" / page).read_text("utf-8"))
    return verdicts, spent


def report(page):
    verdicts, spent = check(page, wrong=False)
    claims = [verdict for verdict in verdicts if verdict.claims]
    equations, total = sum(each.claims for each in claims), sum(spent)
    trials = sum(each.claims * each.trials for each in claims)
    rate = f"300 equations of 5 trials at this rate: {total / trials * 1500:.2f} s"
    print(f"{page}: {total:.2f} s for {len(verdicts)} displays, {equations} equations, {trials} trials; slowest {max(spent):.2f} s; {rate}")


def mutants(page):
    """The same with wrong versions of every display: the target is twice the time of `report`."""
    verdicts, spent = check(page)
    made, caught = (sum(getattr(verdict, each) for verdict in verdicts) for each in ("mutants", "caught"))
    print(f"{page}: {sum(spent):.2f} s with mutants; {caught} of {made} mutants caught")


def profile(page):
    profiler = cProfile.Profile()
    profiler.runcall(check, page, wrong=False)
    stats = pstats.Stats(profiler).stats
    total = max(each[3] for (_, _, name), each in stats.items() if name == "timed")
    shares = {
        part: sum(each[3] for (path, _, name), each in stats.items() if (Path(path).name, name) in places)
        for part, places in PARTS.items()
    }
    print(f"{page}: " + ", ".join(f"{part} {share / total:.0%}" for part, share in shares.items()) + " of the checking, under the profiler")


if len(sys.argv) > 1:
    {"report": report, "mutants": mutants, "profile": profile}[sys.argv[1]](sys.argv[2])
else:
    parses()
    for task in ("report", "mutants", "profile"):
        for page in PAGES:
            sys.stdout.flush()
            subprocess.run([sys.executable, __file__, task, page], check=True, cwd=ROOT)
