"""Verdicts that were given before, on disk.

A verdict depends on the display's text, on what it goes on from, on what its symbols mean, and on
the engine, the library, Python and NumPy. All of that is in its key; where a part of it cannot be
told from another (`digest.Opaque`), the display is judged each time. Nothing is kept of a page
whose code changed what the verdicts rely on.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from ..meaning.digest import Opaque, digest
from ..meaning.scope import Scope
from .judge import Verdict, judge

DAYS = 30  # after which a verdict that nobody asked for is dropped
TABLES = (
    "CREATE TABLE IF NOT EXISTS verdicts (key TEXT PRIMARY KEY, verdict BLOB, used TEXT DEFAULT CURRENT_DATE)",
    "CREATE INDEX IF NOT EXISTS last ON verdicts (used)",  # every page drops old ones: it does not look through all
    "CREATE TABLE IF NOT EXISTS environments (environment TEXT PRIMARY KEY, verdicts INTEGER, used TEXT DEFAULT CURRENT_DATE)",
)


def count(file: str, environment: str) -> int:
    """How many verdicts have been kept under an environment."""
    if not Path(file).exists():
        return 0
    try:
        with _open(Path(file)) as database:
            row = database.execute("SELECT verdicts FROM environments WHERE environment = ?", (environment,)).fetchone()
    except (OSError, sqlite3.Error):
        return 0
    return row[0] if row else 0


@contextmanager
def _open(file: Path):
    """A connection that is committed and closed behind the block."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=60)) as database, database:
        for table in TABLES:
            database.execute(table)
        yield database


class Cache:
    """The verdicts of one page.

    Parameters
    ----------
    file : Path
        A database, made where there is none. One that cannot be read is begun anew.
    environment : str
        Changes with the engine, the library, Python and NumPy.
    known : callable
        Whether the environment tells all about a module.
    """

    def __init__(self, file: Path, environment: str, known: Callable[[ModuleType], bool]):
        self.file = file
        self.environment = environment
        self.known = known
        self.found: list[str] = []
        self.new: dict[str, bytes] = {}

    def judge(self, latex: str, scope: Scope, before: Verdict | None = None, mutants: bool = False) -> Verdict:
        """The same as `judge.judge`, from the cache if it is there."""
        try:
            last = before.last if before else None
            key = digest(self.environment, latex, scope, last, mutants, known=self.known)
        except Opaque:
            return judge(latex, scope, before, mutants)
        if (kept := self._get(key)) is not None:
            self.found.append(key)
            return replace(kept, scope=scope)
        verdict = judge(latex, scope, before, mutants)
        if verdict.scope is scope:  # one that defines a symbol is cheap, and its scope holds code
            self.new[key] = pickle.dumps(replace(verdict, scope=Scope()))
        return verdict

    def keep(self) -> None:
        """Write what is new. A folder or a disk that takes nothing costs time, and nothing else."""
        if not self.new and not self.found:
            return
        try:
            self._write()
        except (OSError, sqlite3.Error):
            pass

    def _write(self) -> None:
        with _open(self.file) as database:
            database.executemany("INSERT OR REPLACE INTO verdicts (key, verdict) VALUES (?, ?)", self.new.items())
            database.executemany("UPDATE verdicts SET used = CURRENT_DATE WHERE key = ?", ((key,) for key in self.found))
            database.execute(
                "INSERT INTO environments (environment, verdicts) VALUES (?, ?) "
                "ON CONFLICT DO UPDATE SET verdicts = verdicts + excluded.verdicts, used = CURRENT_DATE",
                (self.environment, len(self.new)),
            )
            for table in ("verdicts", "environments"):
                database.execute(f"DELETE FROM {table} WHERE used < date('now', ?)", (f"-{DAYS} days",))

    def _get(self, key: str) -> Verdict | None:
        if not self.file.exists():
            return None
        try:
            with _open(self.file) as database:
                row = database.execute("SELECT verdict FROM verdicts WHERE key = ?", (key,)).fetchone()
            return pickle.loads(row[0]) if row else None
        except sqlite3.OperationalError:  # another build writes, or the folder cannot be read: the file may be whole
            return None
        except (sqlite3.DatabaseError, pickle.UnpicklingError, EOFError):
            self.file.unlink(missing_ok=True)
            return None
