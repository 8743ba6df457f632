"""One submission behind the wall: its cells, then its answers to calls, each from a state that is whole.

    child (parked)      the state as the notebook left it; answers calls of functions that leave no trace in it
     └─ copy            answers all others until one of them breaks it; then the next copy takes over

The state survives only in the child. Where a cell kills it or cannot be interrupted, a new child runs the notebook
again without that cell; where it dies for no reason that we can see, the notebook is run again once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from grader.errors import Crashed, Missing, SandboxError
from grader.model import Answer, Arguments, Cell, CellFault, Limits
from grader.sandbox.answers import READER, out_of_time, ran_out_of_memory
from grader.sandbox.budget import Budget
from grader.sandbox.cell_run import RESTARTS_MAX, CellRun, given_up
from grader.sandbox.channel import Closed
from grader.sandbox.copies import Answerer, Room, fork_copy
from grader.sandbox.launcher import Child, Spawner
from grader.sandbox.patience import CLOCK_FACTOR, GRACE_SECONDS
from grader.sandbox.pump import Deadline, Late, cpu_clock
from grader.sandbox.series import Series, calls_of, look_at, pieces, sendable
from grader.stages import Stages
from grader.worker import wire
from grader.worker.values import Violation


class Session:
    """Runs the cells of one notebook and makes calls on what they left behind.

    Raises
    ------
    SandboxError
        Ours: the sandbox failed. Whatever student code does is an answer or a `CellFault` instead.
    """

    def __init__(self, zygote: Spawner, limits: Limits, seed: int, stages: Stages | None = None) -> None:
        self._zygote, self._limits, self._seed = zygote, limits, seed
        self._stages = stages or Stages()
        self._child: Child | None = None
        self._itself: Answerer | None = None
        self._copy: Answerer | None = None
        self._room = Room()
        self._cells: tuple[Cell, ...] = ()
        self._skipped: dict[int, CellFault] = {}
        self._names: dict[str, str] = {}
        self._stateless: frozenset[str] = frozenset()
        self._may_answer_itself = True
        self._calls_made = 0
        self._cell_seconds_left = limits.notebook_seconds
        self._budget = Budget(limits)
        self.call_seconds = self._budget.call_seconds
        self._ended_at, self._revivals_left = set[int](), 1
        self.is_hurried = False
        """Whether calls get the short limit, because whoever makes them will try again if they hang."""
        self.printed = ""
        self.cell_seconds: dict[int, float] = {}
        """How much of its limit each cell used up, by its index."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill everything that belongs to this submission."""
        with self._stages.stage("end"):
            self._close()

    def _close(self) -> None:
        self.renew()
        if self._child is not None:
            self._child.close()
            self.printed = "".join(output.text for output in self._child.outputs.values())
            self._child = self._itself = None

    def handle(self) -> int:
        """Another handle of the parked process, for whoever wants to know when it has ended; close it."""
        if self._child is None:
            raise SandboxError("The submission has no process.")
        return os.dup(self._child.pidfd)

    # --- cells ------------------------------------------------------------------------------------------------------

    def run_cells(self, cells: Sequence[Cell]) -> tuple[CellFault, ...]:
        """Run the code cells in order; returns those that raised or were cut off."""
        self._cells = tuple(cells)
        while True:
            seconds_left = self._cell_seconds_left
            with self._stages.stage("cells"):
                faults, killer = self._run_once()
            if killer is None:
                return tuple(sorted(faults, key=lambda fault: fault.index))
            if killer.kind == "Crashed" and killer.index not in self._ended_at and len(self._ended_at) <= RESTARTS_MAX:
                # The machine may have ended it, for want of memory say: a cell is blamed for what it does twice.
                if not self._ended_at:
                    self._cell_seconds_left = seconds_left
                self._ended_at.add(killer.index)
                continue
            self._skipped[killer.index] = killer
            if len(self._skipped) > RESTARTS_MAX or self._cell_seconds_left <= 0:
                self._names = {}
                self.close()
                return given_up(self._cells, self._skipped, killer)

    def _run_once(self) -> tuple[list[CellFault], CellFault | None]:
        """Faults of the cells, and the fault of the one that did not let the process go on."""
        self.close()
        child = self._child = self._spawn()
        limits = self._limits
        run = CellRun(self._cells, self._skipped)
        clock = cpu_clock(child.pidfd)
        whole = Deadline(self._cell_seconds_left, CLOCK_FACTOR, clock)
        deadline = Deadline(limits.cell_seconds + GRACE_SECONDS, CLOCK_FACTOR, clock)
        try:
            request = wire.RunCells(run.sources(), limits.cell_seconds, self._cell_seconds_left, CLOCK_FACTOR)
            child.channel.send(request, deadline)
            while True:
                # The child counts as well, but it may lie, and a cell in time does not excuse a notebook out of it.
                if whole.spent() > self._cell_seconds_left + GRACE_SECONDS:
                    raise Late
                deadline = Deadline(limits.cell_seconds + GRACE_SECONDS, CLOCK_FACTOR, clock)
                ended = run.take(child.channel.receive(READER, deadline).message)
                if isinstance(ended, wire.CellsDone):
                    self._names, self._stateless = ended.names, frozenset(ended.stateless)
                    if self._may_answer_itself:
                        self._itself = Answerer(child.channel, child.pidfd, self._room)
                    return run.faults, None
                self.cell_seconds[ended.index] = deadline.spent()
        except Late:
            ending = ("TimedOut", f"stopped after {limits.cell_seconds:g} s")
        except (Closed, Violation) as error:
            ending = ("Crashed", "the notebook's process ended here" if isinstance(error, Closed) else str(error))
        # Other than the child's own count this one also holds for a notebook that is run again and again.
        self._cell_seconds_left -= whole.spent()
        # Once all cells have ended, whatever happened after the last of them is the last one's doing.
        at = run.waiting[:1] or [cell for cell in self._cells if cell.index not in self._skipped][-1:]
        if not at:
            raise SandboxError("The notebook's process ended before it ran anything.")
        return run.faults, CellFault(at[0].index, *ending, None)

    def _spawn(self) -> Child:
        with self._stages.stage("fork"):
            child = self._zygote.spawn(self._limits, self._seed)
        with self._stages.stage("isolate"):
            child.await_isolation()
        return child

    # --- calls ------------------------------------------------------------------------------------------------------

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
        """One answer per case; the last may be a fault that the process did not survive, and then it is the last."""
        if name not in self._names:
            return [Answer(fault=Missing(name, "is not defined after your cells ran"))]
        return self._ask(calls_of(name, cases))

    def joins(self, name: str) -> bool:
        """Whether calls of this function may cross together with others: it leaves no trace that they could meet."""
        return self._itself is not None and name in self._stateless

    def together(self, questions: Sequence[tuple[str, Sequence[Arguments]]]) -> Sequence[Sequence[Answer]]:
        """What `call` gives for each, of functions that join; ends after one that did not end within a short limit.

        It ends also before one with arguments that may not cross: whoever asks that by itself is told. Nothing for one
        that ran out of memory, which may have been full of what others had left.
        """
        limits, found = self._budget.short, list[list[Answer]]()
        for piece in pieces([*sendable(questions)]):
            if self._itself is None or self._budget.seconds_left <= 0:
                break
            with self._crossing(self._itself):
                told = list(self._itself.ask_all(piece, limits, self._budget.seconds_left))
            for series, (answers, spent) in zip(piece, told, strict=False):
                self._budget.book(series, answers, spent, limits)
                is_full = any(map(ran_out_of_memory, answers))
                found.append([] if is_full else answers)
                if is_full or not series.is_whole(answers):
                    self._lose_itself()
        return found

    @property
    def is_fresh(self) -> bool:
        """Whether no call has been made since the state was as the notebook left it."""
        return self._calls_made == 0

    def renew(self) -> None:
        """Let the next call meet the state as the notebook left it."""
        if self._copy is not None:
            self._copy.close()
            self._copy = None
        self._calls_made = 0

    def _ask(self, series: Series) -> list[Answer]:
        if self._budget.seconds_left <= 0:
            return [Answer(fault=out_of_time(series.name, self._limits))]
        leaves_none = series.name in self._stateless
        answerer = (leaves_none and self._itself) or self._live_copy(series.name)
        if isinstance(answerer, Crashed):
            return [Answer(fault=answerer)]
        is_itself = answerer is self._itself
        self._calls_made += 0 if is_itself else series.count
        limits = self._budget.limits_of(series.name, is_hurried=self.is_hurried)
        with self._crossing(answerer):
            answers, spent = answerer.ask(series, limits, self._budget.seconds_left)
        self._budget.book(series, answers, spent, limits)
        # No trace does not mean no garbage: what fills the parked process may be from other checks.
        is_full = is_itself and any(map(ran_out_of_memory, answers))
        if is_full or not series.is_whole(answers):
            self.renew()
            if is_itself:
                self._lose_itself()
        return self._ask(series) if is_full else answers

    @contextmanager
    def _crossing(self, answerer: Answerer) -> Iterator[None]:
        """What happens inside is crossing the wall, and what the other side computes meanwhile are calls."""
        with self._stages.stage("wire"):
            before = answerer.cpu_seconds() if self._stages.is_on else 0.0
            yield
            if self._stages.is_on:
                self._stages.shift(max(0.0, answerer.cpu_seconds() - before), "wire", "calls")

    def _lose_itself(self) -> None:
        """The parked process did not survive a call: the notebook will be run again, and from then on copies answer."""
        if not self._may_answer_itself:
            return
        self.close()
        self._may_answer_itself = False
        self._revivals_left += 1  # beside the one for a process that ends through no call
        self._cell_seconds_left = self._limits.notebook_seconds

    def _live_copy(self, name: str) -> Answerer | Crashed:
        if self._copy is None:
            with self._stages.stage("copy"):
                self._copy = self._fork_copy() or self._revive()
            if self._copy is None:
                # Before the notebook is blamed: where the sandbox itself has died, this raises SandboxError.
                self._zygote.spawn(self._limits, self._seed).close()
        return self._copy or Crashed(name, "could not be called: the notebook's process has ended")

    def _revive(self) -> Answerer | None:
        """The parked process is gone: run the notebook again, once where it went through no call."""
        if not self._revivals_left or not self._cells:
            return None
        self._revivals_left -= 1
        self.run_cells(self._cells)
        return self._fork_copy()

    def _fork_copy(self) -> Answerer | None:
        child = self._child
        if child is None or not child.channel.is_silent():
            self.close()
            return None
        copy, seconds = fork_copy(child, self._room)
        self._calls_made, self._budget.seconds_left = 0, self._budget.seconds_left - seconds / CLOCK_FACTOR
        if copy is None:
            self.close()
        return copy
