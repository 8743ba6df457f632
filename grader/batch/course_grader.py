"""The real `Grader`: a grading session of the course. Imported light, opened heavy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.batch.engine import Grader
from grader.errors import SubmissionError
from grader.model import Course, Isolation, Report, Status, Submission
from grader.stages import Stages

if TYPE_CHECKING:
    from grader.grading import GradingSession


@contextmanager
def open_course(
    course: Course, assignments: Sequence[str], isolation: Isolation, stages: Stages | None = None
) -> Iterator[Grader]:
    """A warm session. Raises ConfigurationError and SandboxError."""
    # numpy, pytest and the sandbox: only grading processes pay for them.
    from grader.sandbox.preload import start_zygote

    zygote = start_zygote(course, assignments, isolation)  # warms up while the rest is imported
    try:
        from grader.grading import GradingSession
    except BaseException:
        zygote.close()
        raise
    with GradingSession(course, assignments, isolation, zygote, stages) as session:
        yield _CourseGrader(course, isolation, session)


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
