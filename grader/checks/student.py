"""`student`: the fixture through which a check calls a student's functions.

A check writes `student.softmax(scores, axis=1)`. What stands behind it is a `Backend`: in grading a session with the
sandbox, in a student's own notebook the functions just defined there. Checks cannot tell the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from grader.errors import Missing, SandboxError
from grader.model import Answer, Arguments, Value

_NONE_YET = Answer()


def arguments(*positional: Value, **keyword: Value) -> Arguments:
    """Arguments of one call, for `student.function.each([...])`."""
    return Arguments(positional, keyword)


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made, and what came of it; kept so that a message can say which call went wrong."""

    function: str
    arguments: Arguments
    answer: Answer


class Backend(Protocol):
    """Where a student's functions live."""

    def kind(self, name: str) -> str | None:
        """`function`, `value`, or None where the notebook left no such name behind."""

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """One answer per case, each on copies of the arguments; ends early where the process did not survive."""

    def value(self, name: str) -> Value:
        """The value of a name that is no function. Raises `StudentFault` where it cannot be had."""


@runtime_checkable
class Measuring(Protocol):
    """A backend whose answers do not tell how long they took, unless it is asked for that."""

    def measured(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """What `call` gives, with the time of each answer."""


class StudentFunction:
    """One function of a student; calling it sends copies of the arguments and returns a plain value.

    Raises
    ------
    StudentFault
        `Missing`, `Raised`, `TimedOut`, `Crashed` or `Refused`: the check's outcome unless the check expects it.
    """

    def __init__(self, student: Student, name: str) -> None:
        self._student, self.__name__ = student, name

    def __call__(self, *positional: Value, **keyword: Value) -> Value:
        """Make one call."""
        call = self.record(*positional, **keyword)
        if call.answer.fault is not None:
            raise call.answer.fault
        return call.answer.value

    def record(self, *positional: Value, **keyword: Value) -> Call:
        """Make one call and return all that came of it, without raising what the student's code raised."""
        return next(self._calls([Arguments(positional, keyword)]))

    def measured(self, *positional: Value, **keyword: Value) -> Call:
        """The same by itself, so that the time that its answer took is its own."""
        return next(self._calls([Arguments(positional, keyword)], is_measured=True))

    def records(self, cases: Iterable[Arguments]) -> Iterator[Call]:
        """The same for many calls in one crossing of the wall; ends after one that the process did not survive."""
        return self._calls(list(cases))

    def speak_of(self, call: Call) -> None:
        """Let a failing assertion speak of this call, where that is not the last one."""
        self._student.last = call

    def each(self, cases: Iterable[Arguments]) -> Iterator[Value]:
        """Make many calls in one crossing of the wall; yields the values in order, raises at the first fault."""
        for call in self._calls(list(cases)):
            if call.answer.fault is not None:
                raise call.answer.fault
            yield call.answer.value

    def _calls(self, cases: Sequence[Arguments], *, is_measured: bool = False) -> Iterator[Call]:
        if not cases:
            return
        student, name = self._student, self.__name__
        student.was_asked = True
        student.last = Call(name, cases[0], _NONE_YET)
        kind = student.backend.kind(name)
        if kind is None:
            raise Missing(name, "is not defined after your cells ran")
        if kind == "value":
            raise Missing(name, "is no function after your cells ran: a cell gave its name another value")
        student.was_answered = True
        backend = student.backend
        ask = backend.measured if is_measured and isinstance(backend, Measuring) else backend.call
        answers = ask(name, cases)
        if len(answers) < len(cases) and (not answers or answers[-1].fault is None):
            # Only a fault ends a series early; anything else would let a check pass on fewer cases than it states.
            raise SandboxError(f"{name} was called {len(cases)} times and answered {len(answers)} times.")
        calls = [Call(name, case, answer) for case, answer in zip(cases, answers, strict=False)]
        student.calls += calls
        for student.last in calls:
            yield student.last


class Student:
    """A student's notebook after its cells ran: `student.<name>` is a function to call, or a value."""

    backend: Backend
    last: Call | None
    """The call that a failing assertion speaks of."""
    calls: list[Call]
    """All calls so far."""
    was_asked: bool
    """Whether the check has looked at anything of the student's: one that has not cannot have passed."""
    was_answered: bool
    """Whether any code of the student's has run for it: without that, the state it ran in is no matter."""

    def __init__(self, backend: Backend, functions: Collection[str] = ()) -> None:
        """`functions`: names that checks call, whatever the notebook made of them."""
        self.backend, self.last, self.calls = backend, None, []
        self.was_asked = self.was_answered = False
        self._functions = functions

    def __getattr__(self, name: str) -> Value:
        if name.startswith("__"):
            raise AttributeError(name)
        kind = "function" if name in self._functions else self.backend.kind(name)
        if kind == "function":
            return StudentFunction(self, name)
        self.was_asked = True
        if kind is None:
            # Whether a value or a function was meant, there is nothing that a check could compare or call.
            raise Missing(name, "is not defined after your cells ran")
        self.was_answered = True
        return self.backend.value(name)
