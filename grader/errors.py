"""The errors of this house, named by who must act.

GraderError
├── ConfigurationError    the course team: config.yaml, assignment.yaml, a check file, the command line
├── SubmissionError       the student: this notebook cannot be read; every other submission goes on
└── SandboxError          the operator: the machine or the sandbox failed; never costs a student points

StudentFault              what student code did when a check called it: an outcome, not an error of ours
├── Missing               the notebook left no such name behind
├── Raised                the call raised an exception
├── TimedOut              the call did not return within its limit
├── Crashed               the process died, or sent something that is not a reply
└── Refused               the call returned something that may not cross the wall

CheckFailed               a property that a check states does not hold

`StudentFault` derives from BaseException, so that `except Exception` in a check cannot swallow it. `pytest.raises` and
`isinstance` know a `Raised` for the exception that the student's code raised all the same. Errors carry data; who shows
them formats them, and escapes what came from a student.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from dataclasses import dataclass


class GraderError(Exception):
    """An error that a person must act on; its text is one paragraph with file, place and remedy."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what the course team wrote."""

    file: str
    """Path as the reader knows it, relative to the course where possible."""
    place: str
    """Where in the file: `limits.cell_seconds`, `line 12`; empty when it is the file itself."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.problem} {self.remedy}".rstrip()


class ConfigurationError(GraderError):
    """The course team must act. Carries every fault found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class SubmissionError(GraderError):
    """The student must act: the file cannot be read as a notebook of this assignment."""

    def __init__(self, file: str, problem: str, remedy: str) -> None:
        self.file, self.problem, self.remedy = file, problem, remedy
        super().__init__(f"{file}: {problem} {remedy}")


class SandboxError(GraderError):
    """The operator must act: the machine refused something that the sandbox needs."""


class StudentFault(BaseException):
    """Student code did not answer a check's call with a value."""

    def __init__(self, function: str, message: str) -> None:
        self.function, self.message = function, message
        super().__init__(message)


class Missing(StudentFault):
    """The notebook defines no such name."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of a student's traceback; `cell` is None outside the notebook's own cells."""

    cell: int | None
    """Number of the code cell, counted from 1, as `In [n]` does after "restart and run all"."""
    line: int
    function: str
    source: str


_UNWRITTEN = NotImplementedError.__name__
_KNOWN = {
    name: each
    for name, each in vars(builtins).items()
    if isinstance(each, type) and issubclass(each, Exception) and not issubclass(each, BaseExceptionGroup)
}


class Raised(StudentFault):
    """The student's function raised; `bases` names the exception's classes, most derived first."""

    def __init__(
        self, function: str, kind: str, text: str, bases: Sequence[str] = (), frames: Sequence[Frame] = ()
    ) -> None:
        self.kind, self.text = kind, text
        self.bases, self.frames = tuple(bases), tuple(frames)
        super().__init__(function, f"raised {kind}: {text}" if text else f"raised {kind}")

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told: the first known class of the student's exception.

        A function that is not written yet raised nothing that a check can have asked for.
        """
        known = (_KNOWN.get(name) for name in (self.kind, *self.bases))
        return next((each for each in known if each is not None), Raised) if self.kind != _UNWRITTEN else Raised


class TimedOut(StudentFault):
    """The call did not return within `seconds`, or there was no time left for it."""

    def __init__(self, function: str, seconds: float, message: str = "") -> None:
        self.seconds = seconds
        super().__init__(function, message or f"did not return within {seconds:g} s")


class Crashed(StudentFault):
    """The student's process ended, or broke the protocol, before it answered."""


class Refused(StudentFault):
    """The function returned something that is no plain value or array."""


class CheckFailed(AssertionError):
    """A stated property does not hold.

    `message` is for the student, worded to follow the call it speaks of: "returned nan at [0, 3]; expected finite
    weights." `detail` and `expected`, the answer that should have come, are for staff only, unless the check is public.
    `detail` is a text, or spells it out when it is asked for one: most failures are tried again.
    """

    def __init__(self, message: str, detail: object = "", expected: object = None) -> None:
        self.message, self.detail, self.expected = message, detail, expected
        super().__init__(message)
