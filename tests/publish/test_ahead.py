"""What other processes judge ahead comes sooner, and is the same."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from geomsan.pages.fingerprint import fingerprint
from geomsan.publish import ahead
from geomsan.verdict.cache import count

linux = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="says which cores a process may use, as Linux does")
PAGES = 10
ENDED = 60  # seconds


@pytest.fixture
def site(folder, good):
    """A site of ten pages; the number of displays of each is known."""
    for number in range(PAGES):
        (folder / f"docs/page{number}.md").write_text(good + f"\n$$ {number + 2} \\mathbf{{Y}} = \\mathbf{{X}} \\cdot {2 * number + 4} $$\n", "utf-8")
    nav = ", ".join(["index.md", *(f"page{number}.md" for number in range(PAGES))])
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("nav: [index.md, layers/affine.md]", f"nav: [{nav}]"), "utf-8")
    return folder


@pytest.fixture
def files(site):
    docs = str(site / "docs")
    return [SimpleNamespace(src_dir=docs, src_uri=f"page{number}.md", abs_src_path=f"{docs}/page{number}.md") for number in range(PAGES)]


@pytest.fixture
def options(tmp_path, root, monkeypatch):
    monkeypatch.setattr(ahead, "_cores", lambda: 2)
    return {"cache": str(tmp_path / "verdicts.sqlite"), "key": fingerprint(root / "src"), "mutants": False}


def ended(process):
    process.wait(ENDED)
    return True


def kept(options):
    return count(options["cache"], options["key"])


def test_all_that_the_build_has_not_met_is_judged(options, files):
    work = ahead.Ahead(options, files)
    assert len(work.processes) == 1 and ended(work.processes[0])
    assert kept(options) == PAGES + 1  # one display of each page, and one that is on all
    work.stop()
    assert not ahead.Ahead(options, files).processes  # the cache is full


def test_no_page_is_judged_that_the_build_has_met(options, files):
    work = ahead.Ahead(options, files)
    work.meet(files[PAGES - 3])
    assert ended(work.processes[0]) and kept(options) == 3  # one is on both pages
    work.stop()


def test_the_build_keeps_its_share(options, files, monkeypatch):
    """Pages are given from behind it on, and again where the build has overtaken what was given, or nothing is left behind."""
    monkeypatch.setattr(ahead.Ahead, "_start", lambda *_: None)
    work = ahead.Ahead(options, files)
    given = [work._next() for _ in range(PAGES)]
    assert [name[-4] for name, _ in given] == list("4567891230")
    assert work._next() is None
    work = ahead.Ahead(options, files)
    work.meet(files[0])
    assert work._next()[0].endswith("page4.md")
    work.meet(files[4])
    assert work._next()[0].endswith("page7.md")


def test_what_only_draws_is_not_run_ahead(options, files):
    """The verdicts behind it are found all the same, under the keys of the whole page."""
    drawing = '```python exec="on" html="on"\nraise SystemExit\n```\n'
    for file in files:
        with open(file.abs_src_path, encoding="utf-8") as page:
            text = page.read()
        with open(file.abs_src_path, "w", encoding="utf-8") as page:
            page.write(text.replace("\n$$ ", f"\n{drawing}\n$$ ") + drawing)
    work = ahead.Ahead(options, files)
    assert ended(work.processes[0]) and kept(options) == PAGES + 1
    work.stop()


def test_several_processes_share_the_pages(options, files, monkeypatch):
    monkeypatch.setattr(ahead, "_cores", lambda: 3)
    work = ahead.Ahead(options, files)
    assert len(work.processes) == 2 and all(map(ended, work.processes))
    work.stop()
    assert kept(options) >= PAGES


@pytest.mark.parametrize("change", ["one core", "few pages", "no cache", "no key"])
def test_there_is_nothing_to_do_ahead(change, options, files, monkeypatch):
    if change == "one core":
        monkeypatch.setattr(ahead, "_cores", lambda: 1)
    changed = {"few pages": (options, files[:3]), "no cache": (options | {"cache": ""}, files), "no key": (options | {"key": ""}, files)}
    assert not ahead.Ahead(*changed.get(change, (options, files))).processes


@linux
def test_a_process_ends_with_the_build_however_it_ends(options, files, tmp_path):
    """Killed, it cannot tell anybody."""
    pages = [(file.src_dir, file.src_uri) for file in files]
    script = (
        "import time; from types import SimpleNamespace as N; from geomsan.publish import ahead; ahead._cores = lambda: 2\n"
        f"files = [N(src_dir=a, src_uri=b, abs_src_path=a + '/' + b) for a, b in {pages} * 200]\n"
        f"work = ahead.Ahead({options}, files); print(work.processes[0].pid, flush=True); time.sleep({ENDED})"
    )
    build = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid = int(build.stdout.readline())
    os.kill(pid, 0)
    build.send_signal(signal.SIGKILL)
    build.wait()
    end = time.monotonic() + ENDED / 4
    while time.monotonic() < end and alive(pid):
        time.sleep(0.05)
    assert not alive(pid)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


@linux
@pytest.mark.build
@pytest.mark.parametrize("false", [False, True])
def test_the_site_is_that_of_one_process(site, false, tmp_path):
    page = site / f"docs/page{PAGES - 1}.md"
    if false:
        page.write_text(page.read_text("utf-8").replace("\\cdot 22", "\\cdot 21"), "utf-8")
    found = []
    for cores in ({0}, set(os.sched_getaffinity(0))):
        cache = tmp_path / f"verdicts{len(cores)}.sqlite"
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=site, env=os.environ | {"GEOMSAN_CACHE": str(cache)},
            preexec_fn=lambda cores=cores: os.sched_setaffinity(0, cores), capture_output=True, text=True, encoding="utf-8",
        )
        assert (done.returncode != 0) == false
        said = [line for line in done.stderr.splitlines() if f"page{PAGES - 1}.md:" in line]
        assert bool(said) == false
        built = {file.relative_to(site): file.read_bytes() for file in (site / "site").rglob("*") if file.is_file()}
        found.append((said, built))
    assert found[0] == found[1]
