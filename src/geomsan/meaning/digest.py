"""A digest of what symbols mean: their declarations, and all that the code behind them reaches.

Code is digested by its instructions and by the values of the names in them, one after the other;
not by its text, which may stay the same where a value that it captured does not. What a known
module holds counts by name, since whoever asks knows the files that it comes from. What may answer
differently the next time (a file, a clock, the environment, a random number), or is of a kind that
nothing is known of, has no digest.
"""

from __future__ import annotations

import builtins
import dis
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from hashlib import sha256
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

PLAIN = {type(None), bool, int, float, complex, str, bytes, type(Ellipsis), range, slice}
# Names that lead out of what can be digested, whatever they belong to.
OUTSIDE = {
    "open", "input", "exec", "eval", "compile", "globals", "locals", "vars", "id", "hash", "getattr", "setattr", "object",
    "random", "default_rng", "environ", "getenv", "load", "loadtxt", "genfromtxt", "fromfile", "memmap", "__dict__",
    "__globals__", "__closure__",
}  # fmt: skip


class Opaque(Exception):
    """Something that has no digest."""


def digest(*things: Any, known: Callable[[ModuleType], bool]) -> str:
    """The digest of some values, functions among them.

    Parameters
    ----------
    *things
        Scopes, trees, texts, numbers, arrays.
    known : callable
        Whether a module stays as its files say, and these are digested elsewhere.

    Raises
    ------
    Opaque
        If a value depends on what cannot be seen from it.
    """
    walk = _Walk(known)
    walk.add(things)
    return sha256("".join(walk.notes).encode("utf-8", "surrogatepass")).hexdigest()


class _Walk:
    def __init__(self, known):
        self.notes: list[str] = []
        self.known = known
        self.seen: dict[int, tuple[int, Any]] = {}  # holds them, so that no other gets their identity

    def add(self, thing: Any) -> None:
        if type(thing) in PLAIN:
            text = repr(thing)
            self.notes.append(f"{type(thing).__name__} {len(text)}:{text}")
        elif id(thing) in self.seen:
            self._note("seen", self.seen[id(thing)][0])
        else:
            self.seen[id(thing)] = (len(self.seen), thing)
            self._add(thing)

    def _note(self, *parts: object) -> None:
        for part in parts:
            text = part.hex() if isinstance(part, bytes) else str(part)
            self.notes.append(f"{len(text)}:{text}")

    def _all(self, kind: str, things) -> None:
        things = tuple(things)
        self._note(kind, len(things))
        for thing in things:
            self.add(thing)

    def _add(self, thing: Any) -> None:
        if isinstance(thing, (np.ndarray, np.generic)) and thing.dtype.kind in "biufcSU" and type(thing).__module__ == "numpy":
            self._note("array", thing.dtype.str, np.shape(thing), np.ascontiguousarray(thing).tobytes())
        elif type(thing) in (tuple, list):
            self._all(type(thing).__name__, thing)
        elif type(thing) in (set, frozenset):
            if not all(type(each) in PLAIN for each in thing):
                raise Opaque("a set of what has no order")
            self._all("set", sorted(thing, key=repr))
        elif type(thing) is dict:
            self._all("keys", thing)
            self._all("values", thing.values())
        elif isinstance(thing, ModuleType):
            if not self.known(thing):
                raise Opaque(f"the module {thing.__name__}")
            self._note("module", thing.__name__)
        elif self._is_known(thing):
            self._note("known", thing.__module__, thing.__qualname__)
        elif isinstance(thing, FunctionType):
            self._function(thing)
        elif isinstance(thing, (MethodType, partial)):
            self._all("bound", (thing.__func__, thing.__self__) if isinstance(thing, MethodType) else thing.__reduce__()[2])
        elif isinstance(thing, CodeType):
            self._code(thing)
        elif isinstance(thing, np.ufunc) or isinstance(thing, np.dtype):
            self._note("numpy", thing)
        elif isinstance(thing, BuiltinFunctionType) and isinstance(thing.__self__, ModuleType):
            if thing.__self__ is not builtins and not self.known(thing.__self__):
                raise Opaque(f"{thing.__name__} of the module {thing.__self__.__name__}")
            self._note("builtin", thing.__self__.__name__, thing.__name__)
        elif isinstance(thing, type):
            if getattr(builtins, thing.__name__, None) is not thing:
                raise Opaque(f"the class {thing.__qualname__}")
            self._note("type", thing.__name__)
        elif is_dataclass(thing):
            self.add(type(thing))
            self._all("fields", (getattr(thing, each.name) for each in fields(thing) if each.compare))
        elif self._is_known(type(thing)) and hasattr(thing, "__dict__"):
            self.add(type(thing))
            self.add(dict(vars(thing)))
        else:
            raise Opaque(f"a {type(thing).__qualname__}")

    def _is_known(self, thing: Any) -> bool:
        """Whether this is the function or the class that a known module holds under its name."""
        module = sys.modules.get(getattr(thing, "__module__", None) or "")
        if not isinstance(thing, (type, FunctionType, np.ufunc)) or module is None or not self.known(module):
            return False
        held: Any = module
        for name in thing.__qualname__.split("."):
            held = getattr(held, name, None)
        return held is thing

    def _function(self, function: FunctionType) -> None:
        self._code(function.__code__)
        self._all("defaults", (function.__defaults__, function.__kwdefaults__, function.__dict__))
        self._note("cells", len(function.__closure__ or ()))
        for cell in function.__closure__ or ():
            try:
                self.add(cell.cell_contents)
            except ValueError:  # a cell that is still empty
                self._note("empty")
        named = sorted(_named(function.__code__))
        for name in named:
            if name in function.__globals__:
                self._note(name)
                self.add(function.__globals__[name])

    def _code(self, code: CodeType) -> None:
        if reason := _reaches_outside(code):
            raise Opaque(reason)
        self._note("code", code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
        self._note(code.co_flags, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
        self._all("constants", code.co_consts)


@lru_cache(maxsize=1024)
def _named(code: CodeType) -> frozenset[str]:
    """The names in code, and in the code inside of it."""
    inner = (each for each in code.co_consts if isinstance(each, CodeType))
    return frozenset(code.co_names).union(*map(_named, inner))


@lru_cache(maxsize=1024)
def _reaches_outside(code: CodeType) -> str:
    """By what the code may answer differently the next time; "" if by nothing."""
    if outside := _named(code) & OUTSIDE:
        return f"code that names {min(outside)}"
    operations = {instruction.opname for instruction in dis.get_instructions(code)}
    return "code that imports, or changes a variable of the page" if operations & {"IMPORT_NAME", "STORE_GLOBAL"} else ""
