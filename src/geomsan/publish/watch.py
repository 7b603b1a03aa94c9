"""What the operating system tells of an edit. MkDocs looks for edits twice a second; here it is told when to look.

Only that: whether there was an edit, and of what, MkDocs finds out by itself, so nothing is built twice. Where no
system tells (a folder of the network, a mount of a container, too many watches), it looks as often as before.
"""

from __future__ import annotations

from pathlib import Path

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

EDITS = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


def listen(server, paths):
    """Have a server of MkDocs look at these files and folders as soon as something in them changes.

    Parameters
    ----------
    server : mkdocs.livereload.LiveReloadServer
    paths : iterable of str

    Returns
    -------
    watchdog.observers.Observer or None
        What is to be stopped when the server ends; None where the system does not tell.
    """
    observer, handler = Observer(), FileSystemEventHandler()
    handler.on_any_event = lambda event: look(server.observer)
    # A file that an editor puts in the place of another is noticed in its folder only.
    folders = {(path, True) if path.is_dir() else (path.parent, False) for path in map(Path, paths)}
    try:
        for folder, recursive in sorted(folders):
            observer.schedule(handler, str(folder), recursive=recursive, event_filter=EDITS)
        observer.start()
    except Exception:  # what each system raises is its own
        return None
    return observer


def look(observer):
    """Have the observer of a server compare what it watches with what it saw before."""
    for emitter in list(observer.emitters):
        if emitter.is_alive():  # it has seen something before
            emitter.queue_events(0)
