"""The nouns of grading, as frozen values: what the rooms of the house hand to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from grader.errors import StudentFault
from grader.points import NOTHING, total

Value = Any
"""None, bool, int, float, complex, str, bytes, list, tuple or dict of values, numpy scalar or base numpy array."""


class Outcome(StrEnum):
    """How one check ended for one submission."""

    PASSED = "passed"
    FAILED = "failed"
    """A stated property does not hold."""
    ERRORED = "errored"
    """The student's code raised, crashed, is missing, or returned something that is no value."""
    TIMED_OUT = "timed_out"
    NOT_RUN = "not_run"
    """Where every check starts."""
    BROKEN = "broken"
    """The check itself failed: a person looks; the student is not to blame."""


class Status(StrEnum):
    """What a report as a whole is worth."""

    GRADED = "graded"
    NEEDS_REVIEW = "needs_review"
    NOT_GRADABLE = "not_gradable"


class Isolation(StrEnum):
    """What contains student code, best first. A level is never lowered silently: what cannot be had is refused."""

    STRICT = "strict"
    """Namespaces of its own, with a root that holds libraries only; and all that BASIC has."""
    BASIC = "basic"
    """A list of allowed system calls, Landlock, and limits; files of others can be seen to exist, but not read."""
    NONE = "none"
    """Limits only: for one's own notebooks."""


class Feedback(StrEnum):
    """How much of a report a student is shown."""

    SCORE = "score"
    OUTCOMES = "outcomes"
    MESSAGES = "messages"
    """What went wrong and a hint, as the report has them."""
    EVERYTHING = "everything"
    """Also the inputs that a check drew and what it expected; no source of a check."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use. Seconds are CPU seconds, with four times as many on the clock as a backstop."""

    cell_seconds: float = 10.0
    call_seconds: float = 2.0
    notebook_seconds: float = 60.0
    memory_mib: int = 1024
    disk_mib: int = 64
    output_kib: int = 64
    """How much of what a notebook prints is kept; the rest is counted and dropped."""
    value_mib: int = 64
    """The largest value that may cross the wall in one reply."""
    threads: int = 64
    open_files: int = 128


@dataclass(frozen=True, slots=True)
class Exercise:
    """One function that students write."""

    name: str
    title: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One written answer, marked by a person against `rubric`."""

    part: int
    title: str
    points: Fraction
    rubric: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What `solutions/<name>/assignment.yaml` says, and where its checks and its source notebook are."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    written: tuple[WrittenPart, ...]
    folder: Path
    """`solutions/<name>` of the course."""


@dataclass(frozen=True, slots=True)
class Course:
    """What `config.yaml` says."""

    name: str
    root: Path
    seed: int
    isolation: Isolation
    limits: Limits
    assignments: tuple[Assignment, ...]
    feedback: Feedback = Feedback.MESSAGES
    """No report depends on it."""
    diagnoses: bool = True
    """Whether what failed is compared with the author's wrong answers; not where nobody reads what is said of it."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's notebook file for one assignment."""

    assignment: str
    student: str
    """The student's id; with several attempts each is a submission of its own, as `anna@2`."""
    path: Path
    unreadable: tuple[str, str] | None = None
    """Why its file cannot be read, and the remedy, where another machine has found that out."""
    set_aside: str = ""
    """Why it is not run any more but left to a person, where other machines have been lost over it."""


_ATTEMPT = re.compile(r"(.+)@([1-9]\d{0,3})", re.DOTALL | re.ASCII)


def whose(student: str) -> tuple[str, int]:
    """The student and the number of the attempt: `anna@2` is the second of `anna`, a plain id is a first.

    An address such as `anna@uni.example` is a plain id: no domain is a number.
    """
    found = _ATTEMPT.fullmatch(student)
    return (found[1], int(found[2])) if found else (student, 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a notebook. `number` counts code cells from 1, as `In [n]`; it is None for a markdown cell."""

    index: int
    """Position among all cells of the notebook, from 0."""
    number: int | None
    source: str
    id: str = ""
    executed: int | None = field(default=None, compare=False)
    """The number that stood beside a code cell when the file was saved: nothing relies on it, a student is told."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """What is left of a notebook file once it was read: sources only, no outputs, no metadata."""

    code: tuple[Cell, ...]
    markdown: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one call of a student's function."""

    positional: tuple[Value, ...] = ()
    keyword: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call came to: a value, or the fault that the student's code committed instead."""

    value: Value = None
    fault: StudentFault | None = None
    changed: tuple[int | str, ...] = ()
    """Arguments that hold other values after the call: positions from 0, or keywords."""
    seconds: float = field(default=0.0, compare=False)
    """CPU time that the call took, by this side's clock; in a series only the sum is exact. 0 where nobody measured."""


@dataclass(frozen=True, slots=True)
class Check:
    """One declared check: a collected pytest function and what its markers say; `place` is its file and line."""

    name: str
    exercise: str
    points: Fraction
    hint: str
    public: bool
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended; `message` is for the student, `detail` for staff only."""

    check: Check
    outcome: Outcome = Outcome.NOT_RUN
    message: str = ""
    detail: str = ""

    @property
    def earned(self) -> Fraction:
        """All of the check's points or none; only a pass that the trusted side saw earns them."""
        return self.check.points if self.outcome is Outcome.PASSED else NOTHING


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that raised or was cut off; `index` is its position among all cells of the notebook, from 0."""

    index: int
    kind: str
    """Name of the exception, `TimedOut` or `Crashed`."""
    message: str
    line: int | None
    """Line within the cell, from 1."""


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """A student's text for one written part; None when it is missing. `points` once a person has marked it."""

    part: int
    text: str | None
    points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """The checks of one exercise, in the order in which they are declared."""

    exercise: Exercise
    checks: tuple[CheckResult, ...]
    diagnosis: str = ""
    """The misconception that explains what failed; empty where none does, or more than one."""

    @property
    def earned(self) -> Fraction:
        """Sum over the checks."""
        return total(result.earned for result in self.checks)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report depends on, so that the same three inputs give the same bytes."""

    grader: str
    course: str
    """SHA-256 over what the assignment's grading reads: checks, assignment.yaml, source notebook, limits."""
    seed: int
    isolation: str
    python: str
    numpy: str


@dataclass(frozen=True, slots=True)
class Report:
    """One student's result for one assignment: what `REPORTS/<assignment>/<student>.yaml` holds."""

    assignment: str
    student: str
    status: Status
    file: str
    """Name of the submission's file, without its folder."""
    sha256: str
    """Of the submission's bytes; empty when they could not be read."""
    exercises: tuple[ExerciseResult, ...]
    cells: tuple[CellFault, ...]
    written: tuple[WrittenAnswer, ...]
    provenance: Provenance
    message: str = ""
    """Why the status is not `graded`; empty otherwise."""
    log: str = field(default="", compare=False)
    """For the run log of staff only, never part of the report: full assertion texts and tracebacks."""

    @property
    def score(self) -> Fraction:
        """Points earned."""
        return total(result.earned for result in self.exercises)

    @property
    def possible(self) -> Fraction:
        """Points that could be earned."""
        return total(result.exercise.points for result in self.exercises)
