"""The engine of one machine: grading processes that are fed, listened to and replaced by a single loop without threads.

A process that ends costs nobody anything: what it had not begun goes to another, and what it was grading is tried once
more. A submission that ends two processes is set aside for a person. Only a course that cannot be graded with, or a
machine on which no process gets ready or stays alive, stops the run.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait

from grader.batch.cores import core_for
from grader.batch.engine import Finished, OpenGrader, SharedOpening
from grader.batch.handle import GradingProcess, Job
from grader.batch.messages import Done, Misconfigured, Ready, Reply, Unfit
from grader.errors import ConfigurationError, SandboxError
from grader.model import Submission
from grader.stages import Stages

IN_FLIGHT_MAX = 2
"""One being graded and one waiting, so that no process idles while its report is being written."""
TRIES_MAX = 2
"""Grading processes that one submission may end, and that may end in a row before they are ready."""
LOSSES_IN_A_ROW_MAX = 20
"""Ended processes without a single submission graded in between, after which the machine is at fault and no student."""


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Grades on this machine."""

    open_grader: OpenGrader
    processes: int
    patience_seconds: float
    """How long one submission may take before its process counts as lost; a backstop for faults of ours."""
    stages: Stages = field(default_factory=Stages)
    """The same that `open_grader` was given: each process has a copy, and sends what it measured with each report."""
    meanwhile: Callable[[], object] = lambda: None
    """What the main process does while its processes warm up."""

    def grade(self, submissions: Iterable[Submission]) -> Generator[Finished, None, None]:
        """One `Finished` for each submission, in the order in which they are done. See `Engine`."""
        with self.opened() as warm:
            yield from warm.grade(submissions)

    @contextmanager
    def opened(self) -> Iterator[WarmEngine]:
        """The same engine with processes that stay for more than one series of submissions."""
        pool = _Pool(self, iter(()))
        try:
            yield WarmEngine(pool)
            pool.dismiss()
        finally:
            pool.interrupt()
            if isinstance(self.open_grader, SharedOpening):
                self.open_grader.close()


@dataclass(frozen=True, slots=True)
class WarmEngine:
    """An open `LocalEngine`: grades one series after another with the same processes."""

    _pool: _Pool

    def warm_up(self) -> None:
        """Wait until a process is ready. Raises what `Engine.grade` raises."""
        self._pool.start()
        while not any(process.ready for process in self._pool.processes):
            list(self._pool.listen())
            self._pool.start()

    def grade(self, submissions: Iterable[Submission]) -> Generator[Finished, None, None]:
        """See `Engine`; a series that was not read to its end leaves work behind, so the engine must be closed then."""
        self._pool.source = iter(submissions)
        is_working = self._pool.feed()
        self._pool.engine.meanwhile()
        while is_working:
            yield from self._pool.listen()
            is_working = self._pool.feed()


@dataclass(slots=True)
class _Pool:
    engine: LocalEngine
    source: Iterator[Submission]
    waiting: deque[Job] = field(default_factory=deque)
    processes: list[GradingProcess] = field(default_factory=list)
    starts_lost: int = 0
    losses_in_a_row: int = 0

    def feed(self) -> bool:
        """Start and fill processes as far as there is work; False when all of it is done."""
        room = IN_FLIGHT_MAX * self.engine.processes
        more = islice(self.source, max(0, room - len(self.waiting)))
        self.waiting.extend(Job(each, set_aside=each.set_aside) for each in more)
        busy = sum(bool(process.jobs) for process in self.processes)
        self.start(busy + len(self.waiting))
        for depth in range(IN_FLIGHT_MAX):
            for process in self.processes:
                # Towards the end nothing queues behind another: it might wait for a slow one beside an idle process.
                if process.ready and len(process.jobs) == depth and len(self.waiting) > depth * len(self.processes):
                    process.send(self.waiting.popleft())
        return bool(self.waiting) or any(process.jobs for process in self.processes)

    def start(self, wanted: int = 1) -> None:
        """Have at least as many processes as are wanted, within the engine's bound."""
        while len(self.processes) < min(self.engine.processes, wanted):
            core = core_for([each.core for each in self.processes], self.engine.processes)
            with self._opening(core) as open_grader:
                process = GradingProcess(
                    open_grader, self.engine.patience_seconds, self.processes, core, self.engine.stages
                )
            self.processes.append(process)

    def _opening(self, core: int | None) -> AbstractContextManager[OpenGrader]:
        opening = self.engine.open_grader
        if self.engine.processes > 1 and isinstance(opening, SharedOpening):
            return opening.for_process(core)
        return nullcontext(opening)  # a single process makes ready by itself as fast

    def listen(self) -> Iterator[Finished]:
        """Wait until something is heard, or somebody has been silent for too long."""
        until = min(process.deadline for process in self.processes)
        signals = [each for process in self.processes for each in (process.connection, process.sentinel)]
        heard = wait(signals, None if until == float("inf") else max(0.0, until - time.monotonic()))
        for process in list(self.processes):
            if process.connection in heard or process.sentinel in heard:
                yield from self._hear(process)
            elif process.deadline <= time.monotonic():
                process.interrupt()
                self._lose(process, f"gave no answer for too long, and {process.end()}")

    def dismiss(self) -> None:
        """Let every process end: an idle one at once, an interrupted one as soon as its session is closed."""
        for process in self.processes:
            process.hang_up()
        while self.processes:
            self.processes.pop().end()

    def interrupt(self) -> None:
        """Drop what is in flight."""
        for process in self.processes:
            process.interrupt()
        self.dismiss()

    def _hear(self, process: GradingProcess) -> Iterator[Finished]:
        try:
            for reply in process.replies():
                yield from self._take(process, reply)
        except EOFError:
            self._lose(process, process.end())

    def _take(self, process: GradingProcess, reply: Reply) -> Iterator[Finished]:
        match reply:
            case Ready():
                process.ready, self.starts_lost = True, 0
            case Done(report, summary, log, seconds):
                job = process.jobs.popleft()
                self.losses_in_a_row *= bool(job.set_aside)
                yield Finished(job.submission, report, summary, "\n\n".join([*job.losses, log]), seconds)
            case Misconfigured(faults):
                raise ConfigurationError(faults)
            case Unfit(problem):
                if not process.ready:
                    raise SandboxError(problem)
                raise EOFError

    def _lose(self, process: GradingProcess, how: str) -> None:
        """Book a process that has ended; `feed` starts another one."""
        self.processes.remove(process)
        self.losses_in_a_row += 1
        self.starts_lost += not process.ready
        if self.starts_lost >= TRIES_MAX or self.losses_in_a_row >= LOSSES_IN_A_ROW_MAX:
            raise SandboxError(f"Grading processes keep ending on this machine; the last one {how}")
        if process.jobs:
            self._blame(process.jobs[0], f"A grading process {how}")
        # What waited behind it is blameless; it comes back first, in order.
        self.waiting.extendleft(reversed(process.jobs))

    def _blame(self, job: Job, how: str) -> None:
        """A process ended while grading this: try once more, then set it aside."""
        if job.set_aside:
            raise SandboxError(f"Not even a report of failure could be made for {job.submission.path}. {how}")
        job.losses.append(how)
        if len(job.losses) >= TRIES_MAX:
            job.set_aside = f"Grading it ended {TRIES_MAX} grading processes."
