"""The engine of many machines: keeps Dask's workers supplied, and believes no report before it is checked.

What is out at any time is bounded by the number of workers, and read from disk only then. A batch whose worker goes is
sent again, and so is one that has been silent for long while somebody else has nothing to do: reports depend on the
submission alone, so whichever answer comes first is the answer. A batch that keeps ending workers is taken apart, and
a submission that does so by itself is left to a person.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from typing import Any

import msgspec

from grader.batch.engine import Finished
from grader.cluster.batches import Doubtful, SentBatch, batches, believed
from grader.cluster.crew import Crew
from grader.cluster.interrupts import noticed
from grader.cluster.parcels import Graded, address, decode_answer
from grader.cluster.remote import admit, grade_batch
from grader.cluster.scheduler import Scheduler
from grader.errors import SandboxError
from grader.model import Provenance, Submission

QUEUED_PER_WORKER = 2
"""One batch being graded and one waiting, so that no worker idles while a message travels."""
LOOK_SECONDS = 1.0
"""Between two looks at who has come and gone."""
SUSPECT_SECONDS = 30.0
"""How long a batch may be silent before an idle worker gets it as well."""
TRIES_MAX = 3
"""Answers that a batch may fail to get before it is taken apart, or, alone, left to a person."""
WORKERLESS_SECONDS = 120.0
"""How long a run waits while there is nobody to grade."""


@dataclass(frozen=True, slots=True)
class ClusterEngine:
    """Grades on the workers of a Dask scheduler; see `grader.batch.engine.Engine`."""

    scheduler: str
    """`tcp://host:8786`, `tls://…`, or `local:N` for N worker processes of this machine."""
    course: bytes
    """The course as it travels."""
    provenance: Mapping[str, Provenance]
    tell: Callable[[str], None]

    def grade(self, submissions: Iterable[Submission]) -> Generator[Finished, None, None]:
        """Exactly one `Finished` for each submission; closing the iterator cancels what is queued.

        Raises
        ------
        ConfigurationError
            The course cannot be graded with.
        SandboxError
            The scheduler cannot be reached, or no worker may grade; each is named with its reason.
        """
        with noticed() as look, Scheduler.connected(self.scheduler, self.tell) as scheduler:
            yield from _Run(self, scheduler, submissions).reports(look)


@dataclass(slots=True)
class _Run:
    engine: ClusterEngine
    scheduler: Scheduler
    submissions: InitVar[Iterable[Submission]]
    source: Iterator[SentBatch] = field(init=False)
    crew: Crew = field(init=False)
    waiting: deque[SentBatch] = field(default_factory=deque)
    by_future: dict[str, SentBatch] = field(default_factory=dict)
    """Batches that are out, by the key of each of their futures."""
    heard: queue.SimpleQueue[tuple[Any, str]] = field(default_factory=queue.SimpleQueue)
    """Futures that are done, each with the worker that was asked for admission, or nothing for a batch."""
    nobody_since: float | None = None
    looked: float = 0.0

    def __post_init__(self, submissions: Iterable[Submission]) -> None:
        self.source = batches(submissions, lambda: len(self.crew.admitted))
        self.crew = Crew(self.engine.provenance, self._ask, self.scheduler.result, self.engine.tell)

    def reports(self, look_for_interrupts: Callable[[], None]) -> Iterator[Finished]:
        """Everything that there is to grade."""
        try:
            while True:
                look_for_interrupts()
                self._look()
                self._supply()
                if not self.by_future and not self.waiting:
                    break
                yield from self._hear()
            for line in self.crew.rates():
                self.engine.tell(line)
        finally:
            self.scheduler.cancel([future for batch in self.by_future.values() for future in batch.futures])

    # --- what goes out ----------------------------------------------------------------------------------------------

    def _ask(self, worker: str, place: int, places: int) -> Any:
        course = self.engine.course
        words = (course, address(course), place, places)
        return self._submit(worker, admit, *words, workers=[worker], priority=10)

    def _submit(self, worker: str, function: Callable[..., bytes], *arguments: object, **options: object) -> Any:
        future = self.scheduler.client.submit(function, *arguments, pure=False, retries=0, **options)
        future.add_done_callback(lambda done: self.heard.put((done, worker)))
        return future

    def _supply(self) -> None:
        """Send as much as the workers can have queued."""
        room = QUEUED_PER_WORKER * len(self.crew.admitted) - len(self._out())
        while room > 0:
            batch = self.waiting.popleft() if self.waiting else next(self.source, None)
            if batch is None:
                break
            self._send(batch)
            room -= 1
        if not self.crew.admitted and not self.waiting:
            # Whether there is anything to wait for is known only when one is taken.
            self.waiting.extend(each for each in [next(self.source, None)] if each is not None)

    def _send(self, batch: SentBatch) -> None:
        batch.workers, batch.since = frozenset(self.crew.admitted), time.monotonic()
        words = (address(self.engine.course), batch.data())
        future = self._submit("", grade_batch, *words, workers=sorted(batch.workers))
        batch.futures.append(future)
        self.by_future[future.key] = batch

    def _out(self) -> list[SentBatch]:
        return list({id(batch): batch for batch in self.by_future.values()}.values())

    # --- who is there -----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """See who has come and gone, once in a while; send again what cannot come back any more."""
        now = time.monotonic()
        if now - self.looked < LOOK_SECONDS:
            return
        self.looked = now
        present = self.scheduler.workers()
        if present is None:
            return  # it does not answer; what is out may still come back
        self.crew.refresh(present)
        self._await_somebody(now, present)
        for batch in self._out():
            silent = now - batch.since
            if not batch.workers & self.crew.admitted.keys():
                self._withdraw(batch)
                self.waiting.appendleft(batch)
            elif silent > SUSPECT_SECONDS and len(self._out()) < len(self.crew.admitted) and len(batch.futures) < 2:
                self._send(batch)

    def _await_somebody(self, now: float, present: set[str]) -> None:
        if self.crew.admitted or self.crew.asked:
            self.nobody_since = None
            return
        if self.nobody_since is None:
            self.nobody_since = now
            if not present:
                told = f"waiting for workers at {self.scheduler.address}, for {WORKERLESS_SECONDS:g} s"
                self.engine.tell(f"{told}. {self._remedy()}")
        told = "; ".join(f"{worker}: {problem}" for worker, problem in self.crew.refused.items())
        if present and present <= self.crew.refused.keys():
            raise SandboxError(f"No worker of {self.scheduler.address} may grade. {told}")
        if now - self.nobody_since > WORKERLESS_SECONDS:
            raise SandboxError(f"{self.scheduler.address} has no worker that may grade. {told or self._remedy()}")

    def _remedy(self) -> str:
        return f"Start some: dask worker {self.scheduler.address} --nthreads 1"

    # --- what comes back --------------------------------------------------------------------------------------------

    def _hear(self) -> Iterator[Finished]:
        try:
            future, worker = self.heard.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            return
        if worker:
            self.crew.take(worker)
            return
        batch = self.by_future.get(future.key)
        if batch is None:
            return  # the other copy of the batch was faster
        try:
            graded = self._result(future)
            finished = believed(batch, graded, self.engine.provenance)
        except (Doubtful, msgspec.MsgspecError) as error:
            self._fail(batch, future, str(error))
            return
        self._withdraw(batch)
        self.crew.graded[graded.worker] += len(finished)
        yield from finished

    def _result(self, future: Any) -> Graded:
        if future.status in ("cancelled", "lost"):
            raise Doubtful("")
        if future.status == "error":
            raise Doubtful(f"{type(future.exception()).__name__}: {future.exception()}")
        answer = decode_answer(self.scheduler.result(future))
        if not isinstance(answer, Graded):
            raise Doubtful(getattr(answer, "problem", type(answer).__name__))
        return answer

    def _withdraw(self, batch: SentBatch) -> None:
        for future in batch.futures:
            self.by_future.pop(future.key, None)
        self.scheduler.cancel([future for future in batch.futures if future.status == "pending"])
        batch.futures.clear()

    def _fail(self, batch: SentBatch, future: Any, how: str) -> None:
        """Send it again; an answer that was lost with the scheduler is nobody's fault."""
        self.by_future.pop(future.key, None)
        batch.futures.remove(future)
        self.looked = 0.0
        if how:
            batch.failures.append(how)
            # Who answers so may have lost its station: it is asked again before it gets more.
            for worker in list(self.crew.admitted):
                self.crew.forget(worker)
        if batch.futures:
            return
        if len(batch.failures) < TRIES_MAX:
            self.waiting.appendleft(batch)
        elif len(batch.submissions) > 1:
            self.waiting.extendleft(batch.singles())
        elif not batch.sent[0].set_aside:
            self.waiting.appendleft(batch.set_aside(f"Workers kept ending over it ({batch.failures[-1]})."))
        else:
            path = batch.submissions[0].path
            raise SandboxError(f"Not even a report of failure could be made for {path}: {batch.failures[-1]}")
