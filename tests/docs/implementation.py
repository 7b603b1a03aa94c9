"""Which mistakes in the library do the pages catch alone? What `make mutants` runs.

Every piece of arithmetic in src/backprop is made wrong in turn (sabotage.py), and the pages that execute it are
rendered with the wrong one. One of them has to become red; the tests of the library do not count here.

First each page is rendered as it is, and it is noted what of the library each display executes, and what the page's
code. Then a sabotage is tried in two rounds, each with the cheapest page first. In the first round each page that
executes it runs all its code and makes all its checks, but judges only the displays that executed it. The others do
not depend on it, unless through what the page's code has calculated with it: where that executed it, the second round
judges all displays. At the end every page that caught something with displays left out is rendered so with the right
library: it has to be green, or it was the leaving out that made it red.

    python -m tests.docs.implementation [MODULE …]     e.g. affine softmax; without a name, all of them
"""

import argparse
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.pages import fences, walk
from geomsan.pages.page import Page
from geomsan.verdict import Verdict

from .sabotage import instrumented, sabotages

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "backprop"
DOCS = ROOT / "docs"
WORKERS = 2
PATIENCE = 100  # seconds of CPU time for one page, which takes 15 at most
BLOCK, AROUND = -1, -2  # who executes arithmetic: the page's code; the legend or a check; or a display, by its number

# Wrong lines that no page can catch, since nothing that a page states depends on them: (module, before, after): why.
# A line is here for a reason that stays true when more pages are written; what only waits for its page is not.
MESSAGE = "only the wording of an error depends on it; tests/backprop/test_perceptron.py reads that"
EXPLAINED = {
    ("perceptron", "largest(x) / np.sqrt(updates)", "largest(x) * np.sqrt(updates)"): MESSAGE,
    ("perceptron", "np.sqrt(updates)", "np.exp(updates)"): MESSAGE,
}
LOG = "geomsan_survey"  # what the library's arithmetic tells that it is executed


@dataclass
class Survey:
    """A page as it is.

    Attributes
    ----------
    page : Path
    says : str
        Its first problem, "" if it is green.
    displays : list of (str, Verdict, float)
        Each with its LaTeX, its verdict and the seconds that it took.
    seconds : float
        What everything else took.
    executed : dict
        Who executed what of the library's arithmetic, by module and place.
    """

    page: Path
    says: str = ""
    displays: list = field(default_factory=list)
    seconds: float = 0.0
    executed: dict = field(default_factory=dict)

    def cost(self, chosen):
        return self.seconds + sum(seconds for number, (*_, seconds) in enumerate(self.displays) if number in chosen)


@dataclass(frozen=True)
class Visit:
    """A page to be rendered, and the numbers of the displays to be judged on it."""

    page: Path
    chosen: frozenset


class Red(BaseException):
    """The first problem of a page: no need to render the rest of it."""


class Late(BaseException):
    """A page that takes far too long; no block of it can swallow this."""


def _red(page, place, message):
    raise Red(place, message)


def settings():
    """Those of the site. No wrong versions of the formulas: here the code is mutated. And no verdict from before."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.mdx_configs["geomsan.pages"] |= {"mutants": False, "cache": ""}
    return config


def problem(page, config):
    """The first problem of a page that the renderer meets, "" if there is none."""
    markdown_config.save(config.markdown_extensions, config.mdx_configs)
    try:
        Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(page.read_text("utf-8"))
    except Red as red:
        place, message = red.args
        return f"{page.relative_to(DOCS)}:{place}: {message.splitlines()[0]}"
    return ""


def survey(page, config):
    """Render a page as it is."""
    found, who = Survey(page), [AROUND]

    def execute(*arguments, **options):
        who.append(BLOCK)
        try:
            return run(*arguments, **options)
        finally:
            who.pop()

    def judge(latex, scope, before=None, mutants=False):
        who.append(len(found.displays))
        scope.instances.clear()  # which displays share: each is to execute all that it depends on
        begun = time.process_time()
        try:
            verdict = truth(latex, scope, before)
        finally:
            who.pop()
        # One that defines a symbol is always judged: others are read with its scope.
        kept = None if verdict.scope is not scope else Verdict(verdict.status, None, message=verdict.message, last=verdict.last)
        found.displays.append((latex, kept, time.process_time() - begun))
        return verdict

    run, fences.execute = fences.execute, execute
    truth, walk.judge = walk.judge, judge
    log = sys.modules[LOG] = ModuleType(LOG)
    log._executed = lambda module, place: found.executed.setdefault((module, place), set()).add(who[-1])
    with library({path.stem: instrumented(path, LOG) for path in LIBRARY.glob("*.py")}):
        start = time.process_time()
        found.says = problem(page, config)
        found.seconds = time.process_time() - start - sum(seconds for *_, seconds in found.displays)
    return found


@contextmanager
def library(changed):
    """The library with other sources of some modules, to be imported by a page."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(LIBRARY, Path(folder, LIBRARY.name), ignore=shutil.ignore_patterns("__pycache__"))
        for module, source in changed.items():
            Path(folder, LIBRARY.name, f"{module}.py").write_text(source, "utf-8")
        sys.path.insert(0, folder)
        yield


def visits(sabotage, surveys):
    """The pages on which a wrong line can be seen: both rounds, each with the cheapest first."""
    first, second = [], []
    for each in surveys:
        if not (who := each.executed.get((sabotage.module, sabotage.place))):
            continue
        chosen = frozenset(who - {BLOCK, AROUND})
        first.append((each.cost(chosen), Visit(each.page, chosen)))
        everything = frozenset(range(len(each.displays)))
        if BLOCK in who and chosen != everything:
            second.append((each.cost(everything), Visit(each.page, everything)))
    return [visit for round in (first, second) for _, visit in sorted(round, key=lambda pair: pair[0])]


def render(visit, displays, config):
    """What a page says first with the library that is found now, "" if it is green."""
    truth, number, late = walk.judge, iter(range(len(displays) + 1)), []

    def judge(latex, scope, before=None, mutants=False):
        place = next(number, len(displays))
        if place in visit.chosen or place >= len(displays) or displays[place][0] != latex or displays[place][1] is None:
            return truth(latex, scope, before)
        return replace(displays[place][1], scope=scope)

    def stop(number, frame):
        while frame and Path(frame.f_code.co_filename).parent.name != LIBRARY.name:
            frame = frame.f_back
        late.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}" if frame else "the engine")
        raise Late

    walk.judge = judge
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        says = problem(visit.page, config)
    except Late:
        says = ""
    except Exception as error:  # it would end the build
        says = f"{visit.page.relative_to(DOCS)}: {type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        walk.judge = truth
    return f"{visit.page.relative_to(DOCS)}: does not end: after {PATIENCE} s in {late[0]}" if late else says


def caught(sabotage, tried, displays, config):
    """The first visit that catches a sabotage, and what the page says; no sabotage leaves the library right."""
    with library({sabotage.module: sabotage.source} if sabotage else {}):
        for visit in tried:
            if says := render(visit, displays[visit.page], config):
                return visit, says
    return None, ""


def alone(work, *arguments):
    """What work returns in a process of its own, which has everything imported already; None if the process died."""
    fork = multiprocessing.get_context("fork")
    receive, send = fork.Pipe(duplex=False)
    process = fork.Process(target=lambda: send.send(work(*arguments)))
    process.start()
    send.close()
    try:
        return receive.recv()
    except EOFError:
        return None
    finally:
        process.join()


def main(arguments=None):
    parser = argparse.ArgumentParser(description="The share of the library's wrong lines that the pages catch alone.")
    parser.add_argument("modules", nargs="*", help="by default all")
    modules = parser.parse_args(arguments).modules
    start = time.perf_counter()
    Page.report = _red
    config = settings()
    pages = [page for page in sorted(DOCS.rglob("*.md")) if LIBRARY.name in page.read_text("utf-8")]
    paths = [path for path in sorted(LIBRARY.glob("*.py")) if not modules or path.stem in modules]
    survivors, endless, catching = [], 0, set()
    with ThreadPoolExecutor(WORKERS) as pool:
        surveys = list(pool.map(lambda page: alone(survey, page, config), pages))
        if red := [each.says for each in surveys if each.says]:
            sys.exit("These pages are red before anything is sabotaged:\n" + "\n".join(red))
        print(f"{len(pages)} pages surveyed in {time.perf_counter() - start:.0f} s", flush=True)
        displays = {each.page: each.displays for each in surveys}
        tried = [(each, visits(each, surveys)) for path in paths for each in sabotages(path)]
        for (sabotage, tour), found in zip(tried, pool.map(lambda pair: alone(caught, *pair, displays, config), tried)):
            visit, says = found or (None, "the process died")
            endless += (ends := "does not end" in says)
            word = "endless" if ends else "caught" if says else "SURVIVED"
            print(f"{word:8}  {sabotage}  ·  {says or f'pages that execute it: {len({each.page for each in tour})}'}", flush=True)
            if not says:
                survivors.append(sabotage)
            elif visit and len(visit.chosen) < len(displays[visit.page]):
                catching.add(visit)
        controls = list(pool.map(lambda visit: alone(caught, None, [visit], displays, config), catching))
    if red := [says for _, says in controls if says]:
        sys.exit("Red without a sabotage, since displays were left out:\n" + "\n".join(red))
    unexplained = []
    count = len(tried) - len(survivors)
    print(
        f"\nThe pages alone caught {count} of {len(tried)} ({count / max(len(tried), 1):.0%}), {endless} of them because a page "
        f"does not end, in {time.perf_counter() - start:.0f} s. Controls with displays left out: {len(controls)}, all green."
    )
    for sabotage in survivors:
        why = EXPLAINED.get((sabotage.module, sabotage.before, sabotage.after))
        if why is None:
            unexplained.append(sabotage)
        print(f"  survived: {sabotage}: {why or 'NOT EXPLAINED'}")
    if stale := set(EXPLAINED) - {(each.module, each.before, each.after) for each in survivors} if not modules else set():
        print("Explained, but caught or gone: " + ", ".join(map(str, sorted(stale))))
    return bool(unexplained or stale)


if __name__ == "__main__":
    sys.exit(main())
