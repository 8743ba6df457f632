"""The real `Grader`: a grading session of the course. Imported light, opened heavy.

main process          a zygote, and else nothing heavy: what is said of a whole class has to fit beside it
└─ grading process   a session of its own: checks, references, and a twin of the zygote
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import IO, TYPE_CHECKING

from grader.batch.cores import use_one_thread
from grader.batch.engine import Grader, OpenGrader
from grader.errors import SubmissionError
from grader.model import Course, Isolation, Report, Status, Submission
from grader.stages import Stages

if TYPE_CHECKING:
    from grader.grading import GradingSession
    from grader.sandbox.launcher import Spawner, Zygote


@dataclass(slots=True)
class CourseOpening:
    """Opens sessions of a course; see `grader.batch.engine.OpenGrader` and `SharedOpening`."""

    course: Course
    assignments: Sequence[str]
    isolation: Isolation
    stages: Stages | None = None
    _first: Zygote | None = field(init=False, default=None)
    _said: IO[bytes] | None = field(init=False, default=None)

    @contextmanager
    def __call__(self, spawner: Spawner | None = None) -> Iterator[Grader]:
        """A warm session. Raises ConfigurationError and SandboxError."""
        # numpy, pytest and the sandbox: who finds nothing to grade does not pay for them.
        from grader.sandbox.preload import start_zygote

        # It warms up while the rest is imported.
        spawner = spawner or start_zygote(self.course, self.assignments, self.isolation)
        try:
            from grader.grading import GradingSession
        except BaseException:
            spawner.close()
            raise
        with GradingSession(self.course, self.assignments, self.isolation, spawner, self.stages) as session:
            yield _CourseGrader(self.course, self.isolation, session)

    @contextmanager
    def for_process(self, core: int | None) -> Iterator[OpenGrader]:
        """Opens a session with a twin of the zygote that this process keeps warm."""
        if self.isolation is not Isolation.STRICT:
            # Elsewhere a zygote ends all that its submissions left behind: it has to be alone.
            yield self
            return
        with self._zygote().twin(core) as twin:
            yield partial(self, twin)

    def close(self) -> None:
        """End the zygote and so its twins."""
        if self._first is not None and self._said is not None:
            self._first.close()
            self._said.close()
            self._first = self._said = None

    def _zygote(self) -> Zygote:
        if self._first is not None and self._first.has_ended():
            self.close()
        if self._first is None:
            from grader.sandbox.preload import start_zygote

            use_one_thread()
            self._said = tempfile.TemporaryFile()  # noqa: SIM115
            self._first = start_zygote(self.course, self.assignments, self.isolation, self._said)
        return self._first


@dataclass(frozen=True, slots=True)
class _CourseGrader:
    course: Course
    isolation: Isolation
    session: GradingSession

    def grade(self, submission: Submission, data: bytes) -> Report:
        """The report on a submission."""
        return self.session.grade(submission, data)

    def set_aside(self, submission: Submission, data: bytes | None, error: SubmissionError, status: Status) -> Report:
        """The report on a submission that is not run."""
        from grader.grading import not_gradable

        declared = self.session.declared(submission.assignment)
        report = not_gradable(self.course, submission, data, error, self.isolation, declared)
        return replace(report, status=status)
