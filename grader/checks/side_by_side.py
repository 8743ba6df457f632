"""Checks side by side: each runs until it calls the student's code, and then the calls of all cross the wall together.

A crossing costs more than most calls. Only functions that leave no trace are called so, because no check can tell that
others are about; a check that needs anything else is given up here, and tried by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol, TypeVar, runtime_checkable

from greenlet import getcurrent, greenlet

from grader.checks.student import Backend
from grader.errors import Crashed, TimedOut
from grader.model import Answer, Arguments, Value

_Attempt = TypeVar("_Attempt")


class Alone(BaseException):
    """This check cannot go on beside others. Not an Exception, so that no check takes it for a student's."""


@runtime_checkable
class Joining(Protocol):
    """A backend that takes several questions at once."""

    def kind(self, name: str) -> str | None:
        """As any backend's."""

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """As any backend's."""

    def joins(self, name: str) -> bool:
        """Whether calls of this function may cross together with others."""

    def together(self, questions: Sequence[tuple[str, Sequence[Arguments]]]) -> Sequence[Sequence[Answer]]:
        """What `call` gives for each; ends after one that the process did not survive."""


def side_by_side(attempts: Sequence[Callable[[Backend], _Attempt]], joining: Joining) -> list[_Attempt | None]:
    """What each attempt comes to with the backend that it is given; None for one that must be made by itself."""
    found: list[_Attempt | None] = [None] * len(attempts)
    backend = _Side(joining, getcurrent())

    def run(position: int) -> None:
        with suppress(Alone):
            found[position] = attempts[position](backend)

    runners = [greenlet(run) for _ in attempts]
    waiting = [(each, each.switch(position)) for position, each in enumerate(runners)]
    while waiting := [(runner, question) for runner, question in waiting if not runner.dead]:
        answers = [*joining.together([question for _, question in waiting])]
        answers += [()] * (len(waiting) - len(answers))
        waiting = [(runner, runner.switch(told)) for (runner, _), told in zip(waiting, answers, strict=True)]
    return found


class _Side:
    """The backend of one check among others."""

    def __init__(self, joining: Joining, hub: greenlet) -> None:
        self._joining, self._hub = joining, hub
        self.kind = joining.kind

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """The answers, once those of all others have come too. Raises `Alone`."""
        if not self._joining.joins(name):
            raise Alone
        return _survived(self._hub.switch((name, cases)))

    def measured(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """The answers with the time that they took, to which nothing else may add. Raises `Alone`."""
        if not self._joining.joins(name):
            raise Alone
        return _survived(self._joining.call(name, cases))

    def value(self, name: str) -> Value:
        """Raises `Alone`: looking at a value may run code of the student's that leaves a trace."""
        raise Alone


def _survived(answers: Sequence[Answer]) -> Sequence[Answer]:
    """The answers, if there are any and the process is there for more. Raises `Alone`."""
    if not answers or isinstance(answers[-1].fault, Crashed | TimedOut):
        raise Alone
    return answers
