"""Checks side by side: what they come to is what they come to by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from grader.checks.side_by_side import Alone, side_by_side
from grader.checks.student import Backend, Student
from grader.errors import Crashed, SandboxError
from grader.model import Answer, Arguments

Questions = Sequence[tuple[str, Sequence[Arguments]]]


class Doubling:
    """Answers by doubling; notes what crossed together."""

    def __init__(self, survives: Callable[[float], bool] = lambda _: True) -> None:
        self.crossings: list[list[str]] = []
        self._survives = survives

    def kind(self, name: str) -> str | None:
        """Everything is a function."""
        return "function"

    def joins(self, name: str) -> bool:
        """All but one."""
        return name != "lonely"

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """By itself."""
        self.crossings.append([f"{name} alone"])
        return [Answer(2 * case.positional[0]) for case in cases]

    def together(self, questions: Questions) -> Sequence[Sequence[Answer]]:
        """Several at once."""
        self.crossings.append([name for name, _ in questions])
        told: list[list[Answer]] = []
        for name, cases in questions:
            if not all(self._survives(case.positional[0]) for case in cases):
                return [*told, [Answer(fault=Crashed(name, "ended the notebook's process"))]]
            told.append([Answer(2 * case.positional[0]) for case in cases])
        return told


def attempt(*steps: float | str) -> Callable[[Backend], Any]:
    """Calls `f` with each number in turn, or does what a word says; returns all values."""

    def run(backend: Backend) -> list[Any]:
        student, values = Student(backend), []
        for step in steps:
            if step == "look":
                values.append(backend.value("x"))
            elif step == "measure":
                values.append(student.f.measured(3).answer.value)
            elif isinstance(step, str):
                values.append(getattr(student, step)(1))
            else:
                values.append(student.f(step))
        return values

    return run


def test_calls_cross_together_round_by_round() -> None:
    subject = Doubling()
    assert side_by_side([attempt(1, 2, 3), attempt(), attempt(4), attempt(5, 6)], subject) == [
        [2, 4, 6],
        [],
        [8],
        [10, 12],
    ]
    assert subject.crossings == [["f", "f", "f"], ["f", "f"], ["f"]]


@pytest.mark.parametrize("step", ["lonely", "look"])
def test_what_needs_more_is_left_to_be_tried_by_itself(step: str) -> None:
    assert side_by_side([attempt(1, step, 2), attempt(3)], Doubling()) == [None, [6]]


def test_what_is_measured_crosses_by_itself() -> None:
    subject = Doubling()
    assert side_by_side([attempt("measure", 1), attempt(2)], subject) == [[6, 2], [4]]
    assert subject.crossings[0] == ["f alone"]


def test_whoever_was_not_answered_is_tried_by_itself() -> None:
    subject = Doubling(survives=lambda value: value != 5)
    assert side_by_side([attempt(1, 2), attempt(5), attempt(6)], subject) == [[2, 4], None, None]


def test_a_fault_of_ours_ends_all_of_them() -> None:
    def broken(_: Backend) -> None:
        raise SandboxError("gone")

    with pytest.raises(SandboxError):
        side_by_side([attempt(1), broken], Doubling())


def test_a_check_cannot_take_it_for_an_exception() -> None:
    def stubborn(backend: Backend) -> str:
        try:
            backend.value("x")
        except Exception:  # noqa: BLE001 - what a careless check may do
            return "swallowed"
        return "answered"

    assert not issubclass(Alone, Exception)
    assert side_by_side([stubborn], Doubling()) == [None]
