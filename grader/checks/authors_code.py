"""Calling an author's answer on the trusted side, so that it can neither hang nor end the grading.

It is the course team's own code, as trusted as its checks; but a wrong answer may be wrong by never ending, on inputs
that nobody tried it on. What bounds it is the number of lines that it executes, not the time: a diagnosis must not
depend on how busy a machine is, since reports are the same everywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

import numpy as np

from grader.checks.authored import AuthoredAnswer
from grader.errors import Raised, TimedOut
from grader.model import Answer, Arguments, Value

LINES_MAX = 100_000
"""Lines of the author's own that one call may execute; right answers need hundreds."""
_CELL = "<cell "
"""How files of code from the source notebook begin, by `grader.checks.reference`."""

Function = Callable[..., Value]


class _Endless(Exception):
    """The author's answer has executed too many lines."""


def load_answer(answer: AuthoredAnswer, known: Mapping[str, Any]) -> Function | None:
    """An author's answer as a function, which may use what the source notebook defines; None where it does not load."""
    namespace: dict[str, Any] = {**known, "__name__": f"answers.{answer.what}"}
    try:
        code = compile(answer.source, str(answer.path), "exec")
        _bounded(exec, str(answer.path), code, namespace)
    except (Exception, SystemExit):  # noqa: BLE001 - `grader validate` says that this answer loses nothing
        return None
    function: Function = namespace[answer.exercise]
    return function


def ask(function: Function, arguments: Arguments) -> Answer:
    """What an author's function answers, and which arguments it changed; `TimedOut` where it comes to no end."""
    positional = [_copy(value) for value in arguments.positional]
    keyword = {name: _copy(value) for name, value in arguments.keyword.items()}
    name = getattr(function, "__name__", "")
    file = getattr(getattr(function, "__code__", None), "co_filename", "")
    try:
        with np.errstate(all="ignore"):
            value = _bounded(function, file, *positional, **keyword)
    except _Endless:
        return Answer(fault=TimedOut(name, 0.0))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - it may raise anything; that is how it behaves
        bases = [kind.__name__ for kind in type(error).__mro__]
        return Answer(fault=Raised(name, type(error).__name__, "", bases))
    pairs: list[tuple[int | str, Value, Value]] = [
        *((place, *pair) for place, pair in enumerate(zip(arguments.positional, positional, strict=True))),
        *((key, arguments.keyword[key], after) for key, after in keyword.items()),
    ]
    return Answer(value, None, tuple(key for key, before, after in pairs if not _unchanged(before, after)))


def _bounded(function: Callable[..., Any], file: str, /, *positional: Any, **keyword: Any) -> Any:
    """Call it, and count the lines of this file and of the source notebook until there are too many."""
    left = LINES_MAX

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise _Endless
        return count

    def enter(frame: FrameType, event: str, argument: object) -> Any:
        name = frame.f_code.co_filename
        return count(frame, event, argument) if name == file or name.startswith(_CELL) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        return function(*positional, **keyword)
    finally:
        sys.settrace(before)


def _copy(value: Value) -> Value:
    if isinstance(value, np.ndarray):
        twin = value.copy(order="K")
        twin.flags.writeable = value.flags.writeable
        return twin
    if isinstance(value, list | tuple):
        return type(value)(_copy(item) for item in value)
    return value


def _unchanged(before: Value, after: Value) -> bool:
    if isinstance(before, np.ndarray):
        return bool(before.shape == after.shape and before.tobytes() == after.tobytes())
    return bool(before == after) if isinstance(before, list) else True
