"""What a page's code finds when it begins, and what it may not change: the process around it.

A page shares its process with the engine that judges it, with the pages after it and with the
host. So everything that code can change there by a line or two is put back when the page ends.
What the verdicts, or the host's exit code, depend on may not be changed at all: numpy, the engine,
the library that is explained, and a few modules of Python. This finds mistakes and short cuts. It
is no cage: a page is code, and who writes it to deceive can.
"""

from __future__ import annotations

import atexit
import decimal
import importlib
import logging
import os
import random
import signal
import sys
import sysconfig
import threading
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType

import numpy as np

from .guarded import ASSIGNED, Guarded, assigned

GUARDED = (
    "ast", "atexit", "builtins", "collections", "dataclasses", "functools", "geomsan", "hashlib", "inspect", "itertools", "logging",
    "math", "numpy", "operator", "os", "re", "sys",
)  # fmt: skip
# Python's own, and what is installed: these modules stay, all others are the project's.
INSTALLED = tuple({os.path.realpath(path) + os.sep for name, path in sysconfig.get_paths().items() if "lib" in name})
EXITS = [(sys.modules.get("posix", os), "_exit"), (os, "_exit"), (os, "abort"), (os, "kill"), (os, "killpg"), (signal, "raise_signal"), (os, "execv"), (os, "execve")]
LOGGERS = ("", "mkdocs")
FINDERS = ("meta_path", "path_hooks")
ASKED = {"open", "os.listdir", "os.scandir"}  # events of Python whose first argument is a path
STARTED = {"subprocess.Popen", "os.system", "os.posix_spawn", "socket.connect", "socket.getaddrinfo"}
HEARD = ASKED | STARTED | ASSIGNED


class Left(Exception):
    """A page would end the process, or leave something running in it."""


class Borrowed:
    """The world of the page around a docstring, which that page itself guards and closes."""

    imported = ()

    def outside(self, folders):
        return ()

    def tampered(self):
        return []

    def close(self):
        pass


class World:
    """The process as a page finds it.

    Parameters
    ----------
    packages : list of str
        What is imported anew by the page, and may not be changed by it.

    Attributes
    ----------
    reached : set of str
        The files and folders that were opened since, the programs and connections that were started.
    """

    def __init__(self, packages=()):
        while _open:  # a page that an exception broke off
            _open[-1].close()
        self.reached, self.thread = set(), threading.get_ident()  # a host's other threads watch folders
        _open.append(self)
        self.packages = tuple(packages)
        _forget(lambda name, _: name.partition(".")[0] in self.packages)
        self.own, self.seen = Guarded(), set()
        self.environ, self.folder, self.path = dict(os.environ), os.getcwd(), list(sys.path)
        self.modules = set(sys.modules)
        self.umask = _umask()
        self.options = np.get_printoptions()
        self.loggers = [(logging.getLogger(name), dict(vars(logging.getLogger(name)))) for name in LOGGERS]
        self.handlers = [(logger, list(logger.handlers)) for logger, _ in self.loggers]
        self.decimals = decimal.getcontext().copy()
        self.disabled = logging.root.manager.disable
        self.signals = {number: signal.getsignal(number) for number in signal.valid_signals()}
        self.random = random.getstate(), np.random.get_state()
        random.seed(0)  # a build is reproducible
        np.random.seed(0)
        self.guard()
        _guarded.accept()  # what changed between pages, no page changed

    def guard(self, code=""):
        """Remember everything guarded that has been imported, or is about to be by this code."""
        for package in self.packages:
            if package in code:
                try:
                    importlib.import_module(package)
                except Exception:
                    continue  # the code will meet it itself
        for name, module in [each for each in sys.modules.items() if each[0] not in self.seen]:
            root = name.partition(".")[0]
            if isinstance(module, ModuleType) and root in (*GUARDED, *self.packages):
                (self.own if root in self.packages else _guarded).add(module, name)
        self.seen |= sys.modules.keys()

    def tampered(self):
        """The names of what has been changed although it is guarded; it is put back."""
        changed = [f"sys.{name}" for name in FINDERS if _drop_finders(getattr(sys, name))]
        for guarded in (_guarded, self.own):
            for name, module in guarded.replaced():
                sys.modules[name] = module
                changed.append(f"sys.modules[{name!r}]")
        for guarded in (_guarded, self.own):
            changed += guarded.restore()
        return sorted(changed)

    @property
    def imported(self):
        """The files of the project's own modules that the page has imported."""
        return [module.__file__ for name, module in sys.modules.items() if name not in self.modules and _is_own(name, module)]

    def outside(self, folders):
        """What the page has reached that is neither Python's own, nor installed, nor in these folders."""
        inside = (*INSTALLED, os.path.realpath(sys.base_prefix) + os.sep, *(str(folder) + os.sep for folder in folders))
        drawing = sys.modules.get("matplotlib")  # has its list of fonts in a folder of its own
        inside += (os.path.realpath(drawing.get_cachedir()) + os.sep,) if drawing else ()
        return tuple(sorted(path for path in self.reached if not (os.path.realpath(path) + os.sep).startswith(inside)))

    def close(self):
        """Put back what the page has changed around it."""
        _open.clear()
        if os.environ != self.environ:
            os.environ.clear()
            os.environ.update(self.environ)
        os.chdir(self.folder)
        os.umask(self.umask)
        sys.path[:] = self.path
        np.set_printoptions(**self.options)
        random.setstate(self.random[0])
        np.random.set_state(self.random[1])
        for logger, attributes in self.loggers:
            vars(logger).update(attributes)
        for logger, handlers in self.handlers:
            logger.handlers[:] = handlers
        decimal.setcontext(self.decimals)
        logging.disable(self.disabled)
        if threading.current_thread() is threading.main_thread():
            for number, handler in self.signals.items():
                if handler is not None and signal.getsignal(number) is not handler:
                    signal.signal(number, handler)
        _forget(lambda name, module: name not in self.modules and _is_own(name, module))


def is_building():
    """Whether a page is being built in this process."""
    return bool(_open)


def _listen(event, arguments):
    if event not in HEARD:  # most are not: this runs wherever Python opens, compiles, or reads a function's code
        return
    if event in ASSIGNED:
        assigned[0] += 1
    world = next(reversed(_open), None)  # in one step: another thread may end the page meanwhile
    if world is None or world.thread != threading.get_ident():
        return
    if event != "open" and not _running:  # a plugin looks around, or calls a program that formats code
        return
    if event in ASKED and isinstance(arguments[0], (str, bytes)):
        if not sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
            world.reached.add(os.fsdecode(arguments[0]))
    elif event in STARTED:
        world.reached.add(event)


sys.addaudithook(_listen)


@contextmanager
def running():
    """While a page's code runs: it cannot end the process, nor leave a thread or a last word behind."""
    process, threads, watching = os.getpid(), set(sys._current_frames()), (sys.gettrace(), sys.getprofile())
    exits = [(module, name, getattr(module, name)) for module, name in EXITS if hasattr(module, name)]
    for module, name, function in exits:
        setattr(module, name, _refusing(f"{module.__name__}.{name}", function, process))
    register = atexit.register
    atexit.register = _register(register)
    _running.append(process)
    try:
        yield
    finally:
        _running.pop()
        atexit.register = register
        for module, name, function in exits:
            setattr(module, name, function)
        if (sys.gettrace(), sys.getprofile()) != watching:  # it would see, and could change, how the page is judged
            sys.settrace(watching[0])
            sys.setprofile(watching[1])
    frames = {number: frame for number, frame in sys._current_frames().items() if number not in threads}
    if left := [number for number, frame in frames.items() if _is_of_page(frame)]:
        raise Left(f"threads of the page that still run when the block ends: {len(left)}; join them")


def _drop_finders(finders):
    """Take out what a page has put among those that find modules for all; whether there was something."""
    own = [each for each in finders if getattr(each, "__module__", "") == "__page__"]
    finders[:] = [each for each in finders if each not in own]
    if own:
        sys.path_importer_cache.clear()
    return bool(own)


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_of_page(frame):
    while frame and frame.f_globals.get("__name__") != "__page__":
        frame = frame.f_back
    return frame is not None


def _refusing(name, function, process):
    def refuse(*arguments, **options):
        if os.getpid() != process:  # a child process of the page's own
            return function(*arguments, **options)
        raise Left(f"{name} in a page would end the build")

    return refuse


def _register(register):
    def refuse(function, *arguments, **options):
        if sys._getframe(1).f_globals.get("__name__") == "__page__":
            raise Left("atexit.register in a page would outlive it")
        return register(function, *arguments, **options)

    return refuse


_open: list = []
_running: list = []  # what is executed just now of the page that is open
_guarded = Guarded()


def _is_own(name, module):
    """Whether a module is the project's: neither Python's own nor installed."""
    file = getattr(module, "__file__", None)
    return bool(file) and name.partition(".")[0] not in GUARDED and not _is_installed(file)


@lru_cache(maxsize=8192)  # every module there is, on every page
def _is_installed(file):
    return os.path.realpath(file).startswith(INSTALLED)


def _forget(chosen):
    importlib.invalidate_caches()
    for name, module in list(sys.modules.items()):
        if chosen(name, module):
            del sys.modules[name]
