"""Programs of this project that start in no time: each run is a fork of a process that has imported what it needs.

Hundreds of tests run `python -m mkdocs build`, and most of their time would go into the same imports again and again.
A fork is a process as any other: it has its own folder, environment and output, ends with a code or by a signal, and
what it does to itself nobody else meets. But what only a fresh interpreter reads was read before: its flags, its
variables (PYTHONOPTIMIZE), the locale, the files of the engine. Where a test is about such a thing, or about how a
program is started or ended from outside, it starts the program itself.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import partialmethod
from pathlib import Path

import jinja2

OWN = {"__main__", "backprop"}  # what a page imports anew is never imported beforehand


class Program:
    """`python -m module`, over and over.

    Parameters
    ----------
    module : str
    rehearsal : str
        With these arguments it runs once, and what it imported then is imported before each later run.
    folder : Path
        Where it runs that once, and keeps the templates of the theme as it compiled them.
    variables : str
        For its interpreter.
    """

    def __init__(self, module, *rehearsal, folder, **variables):
        self.environ = os.environ | variables
        self.server = subprocess.Popen(
            [sys.executable, __file__, module, folder], env=self.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        done = self._fork(rehearsal, folder, self.environ, learns=True)
        assert done.returncode == 0, done.stderr

    def run(self, *arguments, cwd, **variables):
        """The finished process, as `subprocess.run` gives it back."""
        return self._fork(arguments, cwd, self.environ | os.environ | variables)

    def close(self):
        self.server.communicate()

    def _fork(self, arguments, folder, environ, learns=False):
        with tempfile.TemporaryDirectory() as place:
            out, err = Path(place, "out"), Path(place, "err")
            asked = {"arguments": arguments, "folder": str(folder), "environ": environ, "out": str(out), "err": str(err)}
            asked["names"] = f"{place}/names" if learns else ""
            print(json.dumps(asked), file=self.server.stdin, flush=True)
            code = int(self.server.stdout.readline())
            return subprocess.CompletedProcess(arguments, code, out.read_text("utf-8"), err.read_text("utf-8"))


def serve():
    """Fork for every line of the input, and answer with the code that the fork ended with; only a fork comes back."""
    answers = os.fdopen(os.dup(1), "w")
    kept = jinja2.FileSystemBytecodeCache(sys.argv[2])
    jinja2.Environment.__init__ = partialmethod(jinja2.Environment.__init__, bytecode_cache=kept)
    for line in sys.stdin:
        asked = json.loads(line)
        if not (process := os.fork()):
            return asked
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if asked["names"] and not code:
            for name in Path(asked["names"]).read_text("utf-8").split():
                with suppress(ImportError):  # some modules are made, not found
                    importlib.import_module(name)
        gc.freeze()  # what is here is here to stay: no fork looks through it again
        print(code, file=answers, flush=True)
    os._exit(0)


def become(module, asked):
    """From here on this process is what `python -m module` would be."""
    for number, path in enumerate((os.devnull, asked["out"], asked["err"])):
        file = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environ"])
    sys.path[:1] = [asked["folder"], *filter(None, asked["environ"].get("PYTHONPATH", "").split(os.pathsep))]
    sys.argv[1:] = asked["arguments"]
    if asked["names"]:
        atexit.register(lambda: Path(asked["names"]).write_text("\n".join(name for name in [*sys.modules] if name.partition(".")[0] not in OWN)))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    become(sys.argv[1], serve())
