"""A student's own notebook in a plain process, where a machine offers no sandbox. Not isolated, and never for grading.

It does what `Session` does, on every system: cells, then answers to calls. There are no copies of the finished
notebook, so a call that hangs or crashes ends the process, and the next one waits for the notebook to run again.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from types import TracebackType
from typing import Self

from grader.errors import Crashed, Missing, SandboxError, TimedOut
from grader.model import Answer, Arguments, Cell, CellFault, Limits
from grader.sandbox.answers import read_answer
from grader.sandbox.budget import HANGS_AT_FULL_LIMIT, SHORT_SHARE
from grader.sandbox.cell_run import RESTARTS_MAX, CellRun, given_up
from grader.sandbox.patience import GRACE_SECONDS
from grader.sandbox.plain_process import Gone, Late, PlainProcess
from grader.sandbox.series import Series, calls_of, look_at
from grader.worker import wire
from grader.worker.values import Violation

START_SECONDS = 60.0
CLOCK_FACTOR = 2.0
"""How many times its limit code may take on the clock: only the clock is looked at here."""


class PlainSession:
    """Runs the cells of one notebook and makes calls on what they left behind; see `Session`."""

    is_fresh = True
    """There are no copies, so no state that is fresher than the one at hand."""

    def __init__(self, limits: Limits, seed: int) -> None:
        self._start = partial(PlainProcess, limits, seed)
        self._limits = limits
        self._process: PlainProcess | None = None
        self._cells: tuple[Cell, ...] = ()
        self._skipped: dict[int, CellFault] = {}
        self._names: dict[str, str] = {}
        self._hangs: Counter[str] = Counter()
        self._numbers = itertools.count(1)
        self.is_hurried = False
        self.cell_seconds: dict[int, float] = {}
        self.call_seconds: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def renew(self) -> None:
        """Nothing: whatever a call has changed stays changed."""

    def run_cells(self, cells: Sequence[Cell]) -> tuple[CellFault, ...]:
        """Run the code cells in order; returns those that raised or were cut off."""
        self._cells = tuple(cells)
        while True:
            faults, killer = self._run_once()
            if killer is None:
                return tuple(sorted(faults, key=lambda fault: fault.index))
            self._skipped[killer.index] = killer
            if len(self._skipped) > RESTARTS_MAX:
                self._names = {}
                return given_up(self._cells, self._skipped, killer)

    def _run_once(self) -> tuple[list[CellFault], CellFault | None]:
        self.close()
        process = self._process = self._start()
        limits, run = self._limits, CellRun(self._cells, self._skipped)
        try:
            if not isinstance(process.receive(START_SECONDS)[0], wire.Ready):
                raise Gone
        except (Gone, Late):
            raise SandboxError("No process for the notebook could be started.") from None
        try:
            process.send(wire.RunCells(run.sources(), limits.cell_seconds, limits.notebook_seconds, CLOCK_FACTOR))
            while True:
                start = time.monotonic()
                message, _ = process.receive(limits.cell_seconds * CLOCK_FACTOR + GRACE_SECONDS)
                ended = run.take(message)
                if isinstance(ended, wire.CellsDone):
                    self._names = ended.names
                    return run.faults, None
                self.cell_seconds[ended.index] = time.monotonic() - start
        except Late:
            ending = ("TimedOut", f"stopped after {limits.cell_seconds:g} s")
        except (Gone, Violation):
            ending = ("Crashed", "the notebook's process ended here")
        index = run.waiting[0].index if run.waiting else self._cells[-1].index if self._cells else 0
        return run.faults, CellFault(index, *ending, None)

    def kind(self, name: str) -> str | None:
        """`function`, `value`, or None where the notebook left no such name behind."""
        return self._names.get(name)

    def value(self, name: str) -> object:
        """The value of a name. Raises `StudentFault` where it cannot be had."""
        if name not in self._names:
            raise Missing(name, "is not defined after your cells ran")
        answer = self._ask(look_at(name))[0]
        if answer.fault is not None:
            raise answer.fault
        return answer.value

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """One answer per case; ends early where the process did not survive."""
        return self._ask(calls_of(name, cases))

    def _ask(self, series: Series) -> list[Answer]:
        name, count = series.name, series.count
        if self._process is None:
            self.run_cells(self._cells)
        process, number = self._process, next(self._numbers)
        answers: list[Answer] = []
        if process is None:
            return [Answer(fault=Crashed(name, "could not be called: the notebook's process has ended"))]
        seconds = self._limits.call_seconds
        share = SHORT_SHARE if self._hangs[name] >= HANGS_AT_FULL_LIMIT else 1.0
        start = time.monotonic()
        try:
            process.send(series.message(number), series.buffers)
            while len(answers) < count:
                message, received = process.receive(share * CLOCK_FACTOR * seconds)
                answers.append(read_answer(name, number, len(answers), message, received))
            each = (time.monotonic() - start) / count
            self.call_seconds[name] = max(each, self.call_seconds.get(name, 0.0))
            return answers
        except Late:
            self._hangs[name] += 1
            answers.append(Answer(fault=TimedOut(name, seconds)))
        except (Gone, Violation):
            answers.append(Answer(fault=Crashed(name, "ended the notebook's process")))
        self.close()
        return answers
