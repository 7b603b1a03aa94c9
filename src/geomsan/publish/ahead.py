"""Pages are judged ahead of the build, by other processes: it finds their verdicts when it comes to them.

They leave their verdicts where the build looks for them in any case, under the keys that it looks under
(`verdict.cache`). So the site is the same whatever becomes of them; it only comes sooner on a machine with several
cores. They end with the build, however it ends.
"""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread

from geomsan.pages.page import name_of
from geomsan.pages.reading import read_page
from geomsan.verdict.cache import count

MOST = 3  # processes: each has the whole engine in memory
FEW = 8  # pages that are not worth a process
# Of the pages the build judges so much itself, and another process the rest meanwhile: it has to read all of them in any case.
SHARE = 0.4
# Blocks that print HTML draw: half of what the code of a page costs. Where one declares too, the build judges what is behind it.
DRAWING = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*python\b[^\n]*\bhtml=[^\n]*\n.*?^\1\2[ \t]*$", re.M | re.S)
# A build leaves hardly any circles, and to look for them in all that it holds takes a tenth of its time.
GENERATIONS = 50_000, 20, 20


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
        self.left, self.met, self.given, self.lock = {}, -1, -1, Lock()
        self.processes = []
        cache, key = options.get("cache"), options.get("key")
        if not (cache and key) or len(files) < FEW or count(cache, key) >= len(files):
            return
        number = min(_cores() - 1, MOST)
        self.share = SHARE / max(number, 1)
        for place, file in enumerate(files):
            with suppress(OSError, TypeError):  # it has no file
                self.left[place] = os.path.getsize(file.abs_src_path), name_of(file), file.abs_src_path
        for _ in range(number):
            self._start({"mutants": options.get("mutants", True), "cache": cache, "key": key, "silent": True})

    def _start(self, options):
        command = [sys.executable, "-m", __name__, json.dumps(options)]
        with suppress(OSError):  # no process is to be had: the build does without
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            self.processes.append(process)
            Thread(target=self._serve, args=(process,), daemon=True).start()

    def _serve(self, process):
        """Give it a page whenever it asks for one."""
        with suppress(OSError, ValueError), process.stdin, process.stdout:  # it has ended, or the build has
            for _ in process.stdout:
                if (page := self._next()) is None:
                    break
                process.stdin.write(json.dumps(page) + "\n")
                process.stdin.flush()

    def _next(self):
        """The page behind the one that was given last. When there is none, or the build has come that far, a new beginning
        is made behind the build's share of what is left."""
        with self.lock:
            self.left = {place: page for place, page in self.left.items() if place > self.met}
            if not self.left:
                return None
            if self.given <= self.met or self.given > max(self.left):
                self.given = self._beginning()
            self.given = min(place for place in self.left if place >= self.given)
            _, name, path = self.left.pop(self.given)
            return name, path

    def _beginning(self):
        share = self.share * sum(size for size, *_ in self.left.values())
        for place, (size, *_) in self.left.items():
            share -= size
            if share < 0:
                return place
        return max(self.left)

    def meet(self, file):
        """The build begins this page; neither it nor those before it need be judged ahead."""
        self.met = self.places.get(name_of(file), self.met)

    def stop(self):
        """End them all."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.processes = []


def _cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main(options):
    """Judge the pages that standard input names, a line each, and ask for each with a line on standard output."""
    told, asks = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    for stream, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY)):  # no page reads or writes what is meant for this process
        os.dup2(os.open(os.devnull, mode), stream)
    gc.set_threshold(*GENERATIONS)
    pages = SimpleQueue()

    def listen():
        for line in told:
            pages.put(json.loads(line))
        os._exit(0)  # the build has ended, or there is nothing left

    Thread(target=listen, daemon=True).start()
    while True:
        print(file=asks, flush=True)
        name, path = pages.get()
        with suppress(Exception, SystemExit), open(path, encoding="utf-8-sig") as file:  # the build will say what is wrong
            text = DRAWING.sub(lambda block: "\n" * block[0].count("\n"), file.read())
            read_page(name, text[: text.rfind("$$") + 2], **options)  # behind the last display nothing is judged


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
