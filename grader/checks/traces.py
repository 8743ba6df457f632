"""The full text of what a check raised, for the staff's log."""

from __future__ import annotations

import traceback
from types import CodeType, TracebackType

_FRAMES: dict[tuple[CodeType, str, int], str] = {}
"""Lines on a step of the checks' own code, which fail at the same few places for a whole class."""


def trace_of(error: BaseException) -> str:
    """The traceback, as Python prints it."""
    is_chained = error.__cause__ is not None or not (error.__context__ is None or error.__suppress_context__)
    steps = _steps(error.__traceback__)
    is_recursive = len({step.tb_frame.f_code for step in steps}) < len(steps)  # of which Python leaves lines out
    if is_chained or is_recursive or not steps or isinstance(error, BaseExceptionGroup):
        return "".join(traceback.format_exception(error))
    head = "Traceback (most recent call last):\n"
    return "".join([head, *map(_frame, steps), *traceback.format_exception_only(error)])


def _steps(trace: TracebackType | None) -> list[TracebackType]:
    steps = []
    while trace is not None:
        steps.append(trace)
        trace = trace.tb_next
    return steps


def _frame(step: TracebackType) -> str:
    code = step.tb_frame.f_code
    key = code, code.co_filename, step.tb_lasti  # code is equal to the same code in another file
    if key not in _FRAMES:
        _FRAMES[key] = "".join(traceback.format_tb(step, limit=1))
    return _FRAMES[key]
