"""How long `mkdocs serve` takes to show an edit: on this site, cold and with the verdicts of a build before.

Times are from the moment the file is written to the moment the server gives out the new page. The system tells of the
edit; then MkDocs waits a tenth of a second, so that several edits at once make one build. Where no system tells, MkDocs
looks for edits twice a second, which these times do not show.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
EDITED = {"losses/mean-squared-error": "a page of usual length", "layers/affine": "the longest page"}
EDITS = 5
PATIENCE = 900


def wait(address, shows):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                if shows in (html := answer.read().decode()):
                    return html
        except URLError:
            pass
        time.sleep(0.01)
    raise SystemExit(f"never shown: {shows}")


def serve(folder, said):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder / "src")}, stdout=said, stderr=said)
    return process, f"http://127.0.0.1:{port}"


with tempfile.TemporaryDirectory() as temporary, open(Path(temporary, "said.txt"), "w+") as said:
    folder = Path(temporary, "site")
    skipped = shutil.ignore_patterns("__pycache__", ".*", "site", "*.egg-info")
    shutil.copytree(ROOT, folder, ignore=skipped)
    for start in ("no verdicts kept", "verdicts kept"):
        began = time.perf_counter()
        process, address = serve(folder, said)
        wait(address, "</html>")
        print(f"start, {start}: {time.perf_counter() - began:.1f} s")
        if start == "no verdicts kept":
            process.terminate()
            process.wait()
    try:
        for page, what in EDITED.items():
            file = folder / f"docs/{page}.md"
            text, times = file.read_text("utf-8"), []
            for number in range(EDITS):
                began = time.perf_counter()
                file.write_text(f"{text}\n고침 {number}.\n", "utf-8")
                wait(f"{address}/{page}/", f"고침 {number}.")
                times.append(time.perf_counter() - began)
                time.sleep(1)
            print(f"an edit of docs/{page}.md, {what}: median {median(times):.2f} s, from {min(times):.2f} to {max(times):.2f} s")
        said.seek(0)
        builds = [float(each) for each in re.findall(r"Documentation built in ([\d.]+) seconds", said.read())]
        print(f"of which the build, over all edits: median {median(builds[2:]):.2f} s")
    finally:
        process.terminate()
        process.wait()
