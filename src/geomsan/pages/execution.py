"""Running the code of a page."""

from __future__ import annotations

import linecache
import traceback
import warnings
from contextlib import ExitStack, closing, redirect_stdout
from io import StringIO
from pathlib import PurePath

import numpy as np

from geomsan.meaning import DeclarationError

from .given import recording
from .world import Left, World, running


class Failure(Exception):
    """A block that did not run to its end.

    Attributes
    ----------
    line : int
        The line of the page that failed.
    """

    def __init__(self, line, message):
        super().__init__(message)
        self.line = line


def fresh_namespace():
    """The variables that a page starts with."""
    return {"__name__": "__page__"}


def execute(code, namespace, *, page, line, world=None):
    """Run one block.

    Parameters
    ----------
    code : str
    namespace : dict
        The page's variables, read and changed.
    page : str
        The path of the page.
    line : int
        The line of the page on which the fence opens.
    world : World, optional
        What surrounds the page; by default one of the block's own.

    Returns
    -------
    printed : str
    declared : list of Declared
        What `given` was called with.

    Raises
    ------
    Failure
        Whatever the code raised: a page cannot end the build, silently or not.
    """
    if world is None:
        with closing(World()) as world:
            return execute(code, namespace, page=page, line=line, world=world)
    # Blank lines above make Python count as the page does.
    code, filename = "\n" * line + code.rstrip("\n") + "\n", f"{page}:{line}"
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
    printed, declared = StringIO(), []
    world.guard(code)
    try:
        # optimize=0: an assert is a check, also under PYTHONOPTIMIZE.
        program = compile(code, filename, "exec", dont_inherit=True, optimize=0)
        with ExitStack() as around:
            around.enter_context(redirect_stdout(printed))
            around.enter_context(recording(declared))
            around.enter_context(warnings.catch_warnings())
            # A division by zero is a wrong result, not a remark on the terminal.
            around.enter_context(np.errstate(divide="raise", over="raise", invalid="raise"))
            around.enter_context(running())
            exec(program, namespace)
    except BaseException as error:
        world.tampered()
        raise Failure(*_describe(error, filename, line)) from error
    if changed := world.tampered():
        raise Failure(line, f"this block changes what every page relies on: {', '.join(changed)}")
    return printed.getvalue(), declared


def _describe(error, filename, line):
    message = "".join(traceback.format_exception_only(error)).strip()
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno, f"SyntaxError: {error.msg}\n    {(error.text or '').strip()}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == filename]
    if not own:
        return line, message
    if isinstance(error, (DeclarationError, Left)):  # the author's own mistake, whoever found it
        return own[-1].lineno, str(error)
    if frames[-1] is not own[-1]:
        message += f" (in {PurePath(frames[-1].filename).name}, line {frames[-1].lineno})"
    return own[-1].lineno, f"{message}\n    {own[-1].line}"
