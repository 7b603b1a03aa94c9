"""Do the notebooks and scripts of the built site run where only what they ask for is installed? What `make takeaway` runs.

The site's own wheel is installed into a fresh environment that has NumPy and tqdm, matplotlib only for what draws, and
what the notebook says besides: `pip install …`. There every notebook runs cell by cell and has to print, and draw,
exactly what it says it does; so does every script.

    python tests/docs/takeaway.py [SITE]     by default the folder site
"""

import json
import os
import re
import subprocess
import sys
import time
import venv
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
DRAWS = "geomsan.pages.figure"
MARK = "=" * 20 + " a cell"
# Runs a notebook as Jupyter would, but for Jupyter: what each cell printed, or the error of the first that failed.
RUNNER = """\
import json, linecache, sys
namespace = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        code = "".join(cell["source"])
        linecache.cache[cell["id"]] = (len(code), None, code.splitlines(keepends=True), cell["id"])
        print("MARK")
        exec(compile(code, cell["id"], "exec"), namespace)
""".replace("MARK", MARK)
INSTALL = re.compile(r"pip install \S+\.whl([^\\]*)\\n")
CHECKED = re.compile(r"^[✓≔] .*\n", re.M)  # a page says this beside the block, not in what it printed
DRAWN = re.compile(r"^\S+-\d+\.svg: ", re.M)  # a script says where its drawing is


def environment(folder, wheel, *packages):
    """A fresh environment with the wheel and these packages of ours, and what they need; the path of its Python."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    place = Path(subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True).stdout.strip())
    for name in sorted(needed(packages)):
        files = distribution(name).files
        for top in {file.parts[0] for file in files if file.parts[0] not in ("..", "__pycache__")}:
            (place / top).symlink_to(distribution(name).locate_file(top))
    install = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel]
    subprocess.run(install, check=True)
    return python


def needed(names):
    """These distributions and all that they need."""
    found, waiting = set(), list(names)
    while waiting:
        if (name := waiting.pop().lower()) not in found:
            found.add(name)
            wanted = [each for each in distribution(name).requires or [] if "extra ==" not in each]
            waiting += [re.match(r"[\w.-]+", each)[0] for each in wanted]
    return found


def asked(notebook):
    """What a notebook asks for besides the wheel."""
    return ("numpy", "tqdm", *["matplotlib"] * (DRAWS in notebook), *INSTALL.search(notebook)[1].split())


def difference(path, python, folder):
    """What a notebook does otherwise than it says; "" if nothing."""
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    says = ["".join("".join(each["text"]) for each in cell["outputs"] if each["output_type"] == "stream") for cell in cells]
    draws = ["".join(each["data"]["image/svg+xml"]) for cell in cells for each in cell["outputs"] if "data" in each]
    return (
        _ran(path, [python, "-I", "-c", RUNNER, path], folder, lambda out: out.split(f"{MARK}\n")[1:], says)
        or _drawn(path, folder, draws)
        or _ran(path.with_suffix(".py"), [python, "-I", path.with_suffix(".py")], folder, lambda out: out, "".join(says))
        or _drawn(path.with_suffix(".py"), folder, draws)
    )


def _ran(path, command, folder, split, says):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    if done.returncode:
        return f"{path.name} fails:\n{done.stderr.strip()}"
    found = split(DRAWN.sub("", CHECKED.sub("", done.stdout)))
    return "" if found == says else f"{path.name} prints\n{found}\nand says that it prints\n{says}"


def _drawn(path, folder, draws):
    files = sorted(folder.glob("*.svg"), key=lambda file: int(file.stem.rpartition("-")[2]))
    found = [file.read_text("utf-8") for file in files]
    for file in files:
        file.unlink()
    return "" if found == draws else f"{path.name} draws {len(found)} figures, which are not the {len(draws)} that it shows"


def differences(site, names=()):
    """For every notebook of a site, or for those of these names, what it does otherwise than it says."""
    (wheel,) = site.glob("assets/*.whl")
    with TemporaryDirectory() as work, ThreadPoolExecutor(2) as pool:
        wants = {path: asked(path.read_text("utf-8")) for path in sorted(site.rglob("*.ipynb")) if not names or path.stem in names}
        pythons = {each: environment(Path(work, "-".join(each)), wheel, *each) for each in {*wants.values()}}

        def judge(path):
            folder = Path(work, "-".join(path.relative_to(site).parts))
            folder.mkdir()
            return path, difference(path, pythons[wants[path]], folder)

        yield from pool.map(judge, wants)


def main():
    site, start, count, wrong = Path(*sys.argv[1:] or [ROOT / "site"]), time.perf_counter(), 0, 0
    if not [*site.glob("assets/*.whl")]:
        sys.exit(f"{site} is no built site that offers notebooks: make site")
    for path, says in differences(site):
        count += 1
        wrong += bool(says)
        print(f"{'FAILED' if says else 'runs  '}  {path.relative_to(site)}{'  ·  ' * bool(says)}{says}", flush=True)
    print(f"{count - wrong} of {count} notebooks, and their scripts, run and print what they say: {time.perf_counter() - start:.0f} s")
    return bool(wrong) or not count


if __name__ == "__main__":
    sys.exit(main())
