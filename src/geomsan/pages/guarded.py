"""What a page may not change: modules, with their functions, classes and tables, as they were before its code ran."""

from __future__ import annotations

import sys
from itertools import chain
from operator import attrgetter, is_, methodcaller
from types import FunctionType, ModuleType

CODE = ("__code__", "__defaults__", "__kwdefaults__")
# Python's audit events of an assignment to one of these. To read one is an event too, so to compare thousands takes long.
ASSIGNED = {"object.__setattr__", "object.__delattr__"}
assigned = [0]  # how often that was heard
# The interpreter writes these.
RUNNING = {"stdin", "stdout", "stderr", "path", "modules", "last_exc", "last_type", "last_value", "last_traceback", "environ"}


class Guarded:
    """Some modules, and all that is in them.

    Attributes
    ----------
    parts : dict
        By its identity, each part, its name, and what it was like.
    """

    def __init__(self):
        self.parts = {}
        self._flat = None

    def add(self, module, name):
        """Remember a module as it is now."""
        if id(module) in self.parts:
            return
        self._flat = None
        self.parts[id(module)] = (module, name, _state(module))
        root = name.partition(".")[0]
        for key, value in list(vars(module).items()):
            if isinstance(value, (type, FunctionType)) and str(value.__module__).partition(".")[0] == root:
                self.parts.setdefault(id(value), (value, f"{name}.{key}", _state(value)))
                if isinstance(value, type):
                    for method in vars(value).values():
                        if isinstance(method, FunctionType):
                            self.parts.setdefault(id(method), (method, f"{name}.{key}.{method.__name__}", _state(method)))
            elif isinstance(value, dict) and root == "geomsan" and not key.startswith("__"):
                self.parts.setdefault(id(value), (value, f"{name}.{key}", dict(value)))

    def replaced(self):
        """The modules that are no longer found under their names."""
        return [(name, module) for name, module in self._flattened().modules if sys.modules.get(name) is not module]

    def accept(self):
        """What is different now is how it is to be."""
        for identity, part, name, _ in self._changed():
            self._note(identity, part, name)

    def restore(self):
        """Put back what was changed; its names."""
        names = []
        for identity, part, name, before in self._changed():
            now = _state(part)
            wrong = [key for key in before if key not in now or now[key] is not before[key]]
            wrong += [key for key in now if key not in before and not _grows(part, key, now[key])]
            wrong = [key for key in wrong if not (part is sys and (key in RUNNING or not callable(before.get(key))))]
            for key in wrong:
                _put_back(part, key, before)
                names.append(name if key in CODE else f"{name}.{key}")
            self._note(identity, part, name)
        return names

    def _changed(self):
        if self._flattened().is_as_it_was():
            return []
        return [(identity, part, name, before) for identity, (part, name, before) in self.parts.items() if not _same(part, before)]

    def _flattened(self):
        self._flat = self._flat or _Flat(self.parts.values())
        return self._flat

    def _note(self, identity, part, name):
        self._flat = None
        self.parts[identity] = (part, name, _state(part))


class _Flat:
    """The same parts, one behind the other: thousands are compared behind every block, and hardly ever one has changed."""

    def __init__(self, parts):
        parts = list(parts)
        self.modules = [(name, part) for part, name, _ in parts if isinstance(part, ModuleType) and part.__name__ == name]
        functions = [(part, before) for part, _, before in parts if isinstance(part, FunctionType)]
        tables = [(_table(part), before) for part, _, before in parts if not isinstance(part, FunctionType)]
        self.functions, self.tables = [part for part, _ in functions], [table for table, _ in tables]
        self.code = {name: [before[name] for _, before in functions] for name in CODE}
        self.sizes = [len(before) for _, before in tables]
        self.keys = list(chain.from_iterable(before for _, before in tables))
        self.values = list(chain.from_iterable(before.values() for _, before in tables))
        self.assignments = -1  # at which the functions were compared

    def is_as_it_was(self):
        if self.assignments != (assignments := assigned[0]):
            if not all(all(map(is_, map(attrgetter(name), self.functions), before)) for name, before in self.code.items()):
                return False
            self.assignments = assignments
        values = chain.from_iterable(map(methodcaller("values"), self.tables))
        return (
            list(map(len, self.tables)) == self.sizes
            and all(map(is_, values, self.values))
            and list(chain.from_iterable(self.tables)) == self.keys
        )


def _table(part):
    return part if isinstance(part, dict) else vars(part)


def _state(part):
    if isinstance(part, FunctionType):
        return {key: getattr(part, key) for key in CODE}
    return dict(_table(part))


def _same(part, before):
    if isinstance(part, FunctionType):
        return all(getattr(part, key) is before[key] for key in CODE)
    now = _table(part)
    return len(now) == len(before) and all(map(is_, now.values(), before.values())) and all(map(is_, now, before))


def _grows(part, key, value):
    """Whether something may appear in this part: a submodule, or what Python itself notes there."""
    return not isinstance(part, dict) and (isinstance(value, ModuleType) or (str(key).startswith("__") and str(key).endswith("__")))


def _put_back(part, key, before):
    if isinstance(part, dict):
        part.pop(key, None)
        if key in before:
            part[key] = before[key]
    elif key in before:
        setattr(part, key, before[key])
    else:
        delattr(part, key)
