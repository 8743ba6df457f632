"""The functions just defined in this very process, as checks meet them: `student` without the wall.

It is the student's own kernel, so nothing is kept from anybody here. Values are copied and judged fit to cross as they
would be in grading, so that a check says the same in both places.
"""

from __future__ import annotations

import contextlib
import linecache
import re
import sys
import time
from collections.abc import Mapping, Sequence
from types import ModuleType, TracebackType
from typing import Any

import msgspec

from grader.checks.student import Backend
from grader.errors import Frame, Missing, Raised, Refused, TimedOut
from grader.model import Answer, Arguments, Limits, Value
from grader.rehearsal.alarm import Alarm
from grader.worker.packing import Packer, Unsendable
from grader.worker.values import ArrayNode, Node, unpack

CALL_SECONDS = 10.0
"""How long a call may take: more than in grading, since other programs run on a student's machine."""
TEXT_MAX = 2_000
_BYTES_MAX = Limits().value_mib << 20
_CELL = re.compile(r"In ?\[(\d+)\]")


class Kernel(Backend):
    """Functions and values of a namespace; calls run in the calling thread, and an interrupt ends them."""

    def __init__(self, namespace: Mapping[str, Any], seconds: float = CALL_SECONDS) -> None:
        self._namespace, self._seconds = namespace, seconds
        self.is_fresh, self.is_hurried = True, False
        """There is no other state than the notebook's own, so none to go back to."""
        self.interrupted = False
        """Whether somebody has pressed the interrupt button: what is left to check is not what they wait for."""

    def renew(self) -> None:
        """Nothing: what a call has changed, it has changed in the notebook too."""

    def kind(self, name: str) -> str | None:
        """`function`, `value`, or None where no cell has defined the name yet."""
        value = self._namespace.get(name)
        if name not in self._namespace or isinstance(value, ModuleType):
            return None
        return "function" if callable(value) else "value"

    def value(self, name: str) -> Value:
        """The value of a name. Raises `StudentFault` where it is none."""
        if name not in self._namespace:
            raise Missing(name, "is not defined in this notebook yet")
        answer = _crossed(name, self._namespace[name])
        if answer.fault is not None:
            raise answer.fault
        return answer.value

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """One answer per case; ends early where a call took too long or was interrupted."""
        answers: list[Answer] = []
        for case in cases:
            start, alarm = time.monotonic(), Alarm(self._seconds)
            try:
                answer = _answer(name, self._namespace[name], case)
                alarm.stop()
            except KeyboardInterrupt as interrupt:
                alarm.stop()
                return [*answers, Answer(fault=self._stopped(name, alarm, time.monotonic() - start, interrupt))]
            answers.append(answer)
        return answers

    def _stopped(self, name: str, alarm: Alarm, spent: float, interrupt: BaseException) -> TimedOut:
        if alarm.rang:
            message = f"did not return within {self._seconds:g} s{_within(interrupt)}"
            # The same loop is met by the next check too; nobody wants to wait as long again.
            self._seconds = min(self._seconds, CALL_SECONDS / 5)
        else:
            self.interrupted = True
            message = f"was still running after {spent:.1f} s, when you stopped it{_within(interrupt)}"
        return TimedOut(name, self._seconds, message)


def _answer(name: str, function: Any, case: Arguments) -> Answer:
    packer = Packer(1 << 30)
    positional = [packer.pack(value) for value in case.positional]
    keyword = {key: packer.pack(value) for key, value in case.keyword.items()}
    given = [unpack(node, packer.buffers) for node in positional]
    named = {key: unpack(node, packer.buffers) for key, node in keyword.items()}
    try:
        answer = _crossed(name, function(*given, **named))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - student code may raise anything, SystemExit included
        answer = Answer(fault=_raised(name, error))
    changed: list[int | str] = [
        place for place, node in enumerate(positional) if _differs(node, given[place], packer.buffers)
    ]
    changed += [key for key, node in keyword.items() if _differs(node, named[key], packer.buffers)]
    return Answer(answer.value, answer.fault, tuple(changed))


def _crossed(name: str, value: Any) -> Answer:
    """The value as it would arrive on the other side of the wall."""
    packer = Packer(_BYTES_MAX)
    try:
        return Answer(unpack(packer.pack(value), packer.buffers))
    except Unsendable as refusal:
        return Answer(fault=Refused(name, f"returned {refusal}; expected an array or a number"))


def _differs(node: Node, value: Any, buffers: Sequence[memoryview]) -> bool:
    """Whether an argument is no longer what was sent, bit for bit."""
    if isinstance(node, ArrayNode) and (value.shape != tuple(node.shape) or value.dtype.str != node.dtype):
        return True
    return _bytes(unpack(node, buffers)) != _bytes(value)


def _bytes(value: Any) -> bytes:
    packer = Packer(1 << 30)
    node = packer.pack(value)
    if isinstance(node, ArrayNode):
        return b"".join(packer.buffers)
    return msgspec.msgpack.encode(node) + b"".join(packer.buffers)


def _raised(name: str, error: BaseException) -> Raised:
    text = "(its text could not be made)"
    with contextlib.suppress(Exception):  # student code: `__str__` may raise anything
        text = str(error)[:TEXT_MAX]
    bases = [kind.__name__ for kind in type(error).__mro__]
    return Raised(name, type(error).__name__, text, bases, _frames(error.__traceback__))


def _within(interrupt: BaseException) -> str:
    own = [frame for frame in _frames(interrupt.__traceback__) if frame.cell is not None]
    if not own:
        return ""
    return f"; it was in code cell {own[-1].cell}, line {own[-1].line}: `{own[-1].source}`"


def _frames(traceback: TracebackType | None) -> list[Frame]:
    frames = []
    while traceback is not None:
        code, line = traceback.tb_frame.f_code, traceback.tb_lineno or 0
        cell = _cell(code.co_filename)
        source = linecache.getline(code.co_filename, line).strip() if cell is not None else ""
        frames.append(Frame(cell, line, code.co_name, source))
        traceback = traceback.tb_next
    return frames


def _cell(file: str) -> int | None:
    """The number in brackets that a notebook shows beside the cell which was compiled under this file name."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    named = shell.compile.format_code_name(file) if shell is not None else None
    found = _CELL.search(" ".join(named)) if named else None
    return int(found[1]) if found else None
