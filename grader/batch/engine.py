"""What grades: the promise that a pool of processes keeps, and that a cluster of machines can keep as well."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from grader.errors import SubmissionError
from grader.model import Report, Status, Submission
from grader.report import Summary


@dataclass(frozen=True, slots=True)
class Finished:
    """A submission and its report, ready to be written."""

    submission: Submission
    report: bytes
    summary: Summary
    log: str
    """For staff."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By stage, where somebody asked for a profile."""


class Engine(Protocol):
    """Grades submissions in any order."""

    def grade(self, submissions: Iterable[Submission]) -> Generator[Finished, None, None]:
        """Exactly one `Finished` for each submission; closing the iterator drops what is in flight.

        Raises
        ------
        ConfigurationError
            The course cannot be graded with.
        SandboxError
            This machine cannot grade.
        """


class Grader(Protocol):
    """What stands in a grading process: a warm session of one course."""

    def grade(self, submission: Submission, data: bytes) -> Report:
        """The report on a submission."""

    def set_aside(self, submission: Submission, data: bytes | None, error: SubmissionError, status: Status) -> Report:
        """The report on a submission that is not run; `data` is None when it could not even be read."""


class OpenGrader(Protocol):
    """Makes a `Grader`, in the process in which it will be used."""

    def __call__(self) -> AbstractContextManager[Grader]:
        """A warm session; it is closed at the end."""


@runtime_checkable
class SharedOpening(Protocol):
    """Makes ready once, in the main process, what all grading processes forked from it share."""

    def for_process(self, core: int | None) -> AbstractContextManager[OpenGrader]:
        """What the next process will open, on this core; to be held while it is forked."""

    def close(self) -> None:
        """End what is shared."""
