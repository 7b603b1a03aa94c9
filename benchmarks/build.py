"""How long the strict build of the site takes: the best of three runs, each in a fresh process and without verdicts of an earlier one."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def build(site):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", site], cwd=ROOT, env=os.environ | {"GEOMSAN_CACHE": ""}, check=True)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as site:
    best = min(build(site) for _ in range(3))
print(f"mkdocs build --strict: {best:.2f} s for {len(list((ROOT / 'docs').rglob('*.md')))} pages")
