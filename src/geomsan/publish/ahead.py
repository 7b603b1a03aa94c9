"""The last pages are judged while the first are read: other processes begin at the end, and meet the build halfway.

They leave their verdicts where the build looks for them in any case, under the keys that it looks under
(`verdict.cache`). So the site is the same whatever becomes of them; it only comes sooner on a machine with several
cores. They end when they meet the build, and when it ends, however it ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from threading import Thread

from geomsan.pages.page import name_of
from geomsan.pages.reading import read_page
from geomsan.verdict.cache import count

MOST = 3  # processes: each has the whole engine in memory
FEW = 8  # pages that are not worth a process


class Ahead:
    """The processes of one build.

    Parameters
    ----------
    options : mapping
        Those of the extension: nothing is done ahead without its `cache` and `key`, or where the cache holds verdicts
        under this key already.
    files : list of File
        The pages, in the order in which MkDocs reads them.
    """

    def __init__(self, options, files):
        self.places = {name_of(file): place for place, file in enumerate(files)}
        self.processes = []
        cache, key = options.get("cache"), options.get("key")
        if not (cache and key) or len(files) < FEW or count(cache, key) >= len(files):
            return
        pages = [(place, name_of(file), file.abs_src_path) for place, file in enumerate(files) if file.abs_src_path][::-1]
        number = min(_cores() - 1, MOST)
        for first in range(number):
            self._start({"options": {"cache": cache, "key": key}, "mutants": options.get("mutants", True), "pages": pages[first::number]})

    def _start(self, task):
        command = [sys.executable, "-m", __name__]
        with suppress(OSError):  # no process is to be had: the build does without
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
            self.processes.append(process)
            self._tell(process, json.dumps(task))

    def _tell(self, process, line):
        with suppress(OSError):  # it has ended
            process.stdin.write(line + "\n")
            process.stdin.flush()

    def meet(self, file):
        """The build begins this page; those before it need not be judged ahead."""
        for process in self.processes:
            self._tell(process, str(self.places.get(name_of(file), 0)))

    def stop(self):
        """End them all."""
        for process in self.processes:
            process.kill()
            process.wait()
            with suppress(OSError):
                process.stdin.close()
        self.processes = []


def _cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main():
    """Judge the pages that standard input names in its first line, down to the one that its last line so far names."""
    told = os.fdopen(os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # no page reads what is meant for this process
    task = json.loads(told.readline())
    met = 0

    def listen():
        nonlocal met
        for line in told:
            met = int(line)
        os._exit(0)  # the build has ended

    Thread(target=listen, daemon=True).start()
    for place, name, path in task["pages"]:
        if place <= met:
            break
        with suppress(Exception, SystemExit), open(path, encoding="utf-8-sig") as file:  # the build will say what is wrong
            read_page(name, file.read(), task["mutants"], **task["options"])


if __name__ == "__main__":
    main()
