"""Notebook semantics: a notebook's cells, run in order as "restart and run all" would.

Cells that are plain Python are compiled and executed directly. What does not parse goes through IPython's input
transformer first (magics, `!`, `?`, pasted prompts). A cell that raises, or is stopped at its time limit, does not stop
those after it.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import signal
import socket
import sys
import time
import types
from types import CodeType, FrameType
from typing import Any, NoReturn

from .faults import cell_file_name, describe
from .stateless import stateless
from .stream import flush_output, send
from .wire import CellDone, CellsDone, CellSource, ExceptionNode, RunCells

NAMES_MAX = 5_000
NAME_LENGTH_MAX = 200
_REPEAT_SECONDS = 0.05  # student code may swallow the first interruption; the trusted side kills in the end
_SHARE_MIN_SECONDS = 0.02  # timers tick; a rest smaller than this is no time to run a cell in
_OURS = frozenset(("In", "Out", "exit", "quit", "get_ipython", "open", "display"))


class TimedOut(BaseException):
    """Raised in student code at its time limit. Not an Exception, so that `except Exception` does not swallow it."""


class InputRefused(RuntimeError):
    """`input()` has nobody to ask."""


def make_namespace() -> dict[str, Any]:
    """The names that a fresh notebook starts with: those of module `__main__`."""
    builtins.input = _refuse_input
    shell = sys.modules.get("worker.shell")
    if shell is not None:
        return shell.the_shell().user_ns  # type: ignore[no-any-return]
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return module.__dict__


def _refuse_input(prompt: object = "") -> NoReturn:
    raise InputRefused("input() cannot be answered while a notebook is graded; give the value in the code instead")


def run_cells(request: RunCells, namespace: dict[str, Any], channel: socket.socket) -> None:
    """Run every cell, report each, and report the names that were left behind."""
    left = request.notebook_seconds
    for cell in request.cells:
        if left < _SHARE_MIN_SECONDS:
            text = f"not run: the notebook's {request.notebook_seconds:g} s were used up by the cells before"
            send(channel, CellDone(cell.number, ExceptionNode("TimedOut", text, [], [])))
            continue
        limit, cpu, clock = min(request.cell_seconds, left), time.process_time(), time.monotonic()
        exception = _run_limited(cell, limit, request.clock_factor, namespace)
        # Code that waits instead of computing uses up the notebook's time as well, only slower.
        left -= max(time.process_time() - cpu, (time.monotonic() - clock) / request.clock_factor)
        if exception is not None and exception.kind == "TimedOut" and limit < request.cell_seconds:
            left = 0.0  # it was cut off by the notebook's limit, whatever the clocks say it used of it
        flush_output()
        send(channel, CellDone(cell.number, exception))
    names, is_alone = _inventory(namespace), len(sys._current_frames()) == 1
    send(channel, CellsDone(names, sorted(stateless(namespace) & names.keys()) if is_alone else []))


def _inventory(namespace: dict[str, Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, value in list(namespace.items()):
        if type(name) is not str or name.startswith("_") or name in _OURS or len(name) > NAME_LENGTH_MAX:
            continue
        if not isinstance(value, types.ModuleType) and name.isprintable():
            names[name] = "function" if callable(value) else "value"
    return dict(list(names.items())[-NAMES_MAX:])


_armed = False


def _run_limited(
    cell: CellSource, seconds: float, clock_factor: float, namespace: dict[str, Any]
) -> ExceptionNode | None:
    """Run one cell, interrupted after `seconds` of CPU time or a multiple of them on the clock."""
    global _armed
    if not hasattr(signal, "setitimer"):  # Windows: there the other side ends the process instead
        return _run_cell(cell.number, cell.source, namespace)

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if _armed:
            raise TimedOut(f"stopped after {seconds:g} s")

    for name in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(name, interrupt)
    _armed = True
    signal.setitimer(signal.ITIMER_PROF, seconds, _REPEAT_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, seconds * clock_factor, _REPEAT_SECONDS)
    try:
        return _run_cell(cell.number, cell.source, namespace)
    except TimedOut as error:
        # It arrived after the student's code had ended, or while its exception was being described.
        return ExceptionNode("TimedOut", str(error), [], [])
    finally:
        _disarm()


def _disarm() -> None:
    global _armed
    while True:
        try:
            _armed = False
            for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
                signal.setitimer(timer, 0)
            for name in (signal.SIGPROF, signal.SIGALRM):
                signal.signal(name, signal.SIG_IGN)
            return
        except TimedOut:  # one last interruption, before the first line took effect
            continue


def _run_cell(number: int, source: str, namespace: dict[str, Any]) -> ExceptionNode | None:
    try:
        _execute(number, source, namespace)
        _close_figures()
    except BaseException as error:  # student code may raise anything, SystemExit included
        return describe(error)
    return None


def _execute(number: int, source: str, namespace: dict[str, Any]) -> None:
    name = cell_file_name(number)
    tree = _parse(source, name)
    # Tracebacks and inspect.getsource find the cell's text here.
    linecache.cache[name] = (len(source), None, f"{source}\n".splitlines(keepends=True), name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    if tree.body:
        _run(compile(tree, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), namespace)
    if isinstance(last, ast.Expr):
        value = _run(compile(ast.Expression(last.value), name, "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), namespace)
        if value is not None:
            namespace["_"] = value


def _parse(source: str, name: str) -> ast.Module:
    try:
        return _parse_python(source, name)
    except SyntaxError:
        shell = sys.modules.get("worker.shell")
        if shell is None:
            raise
        transformed = shell.the_shell().transform_cell(source)
        if transformed.rstrip("\n") == source.rstrip("\n"):
            raise
        return _parse_python(transformed, name)


def _parse_python(source: str, name: str) -> ast.Module:
    tree = compile(source, name, "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    assert isinstance(tree, ast.Module)
    return tree


def _run(code: CodeType, namespace: dict[str, Any]) -> Any:
    value = eval(code, namespace)  # noqa: S307 - running student code is what this process is for
    if code.co_flags & inspect.CO_COROUTINE:
        return _event_loop().run_until_complete(value)
    return value


def _event_loop() -> Any:
    """One loop for the whole notebook, so that tasks started in one cell go on in the next."""
    import asyncio

    global _loop
    if _loop is None:
        _loop = asyncio.new_event_loop()
        asyncio.set_event_loop(_loop)
    return _loop


_loop: Any = None


def _close_figures() -> None:
    """As notebooks do after each cell, so that figures do not pile up."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        pyplot.close("all")
