"""A report as YAML: the contract that students, scripts and later versions read. Same values, same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from yaml.nodes import MappingNode, Node

from grader.model import (
    CellFault,
    CheckResult,
    ExerciseResult,
    Outcome,
    Provenance,
    Report,
    Status,
    WrittenAnswer,
)
from grader.report.characters import cut
from grader.report.fields import SCHEMA
from grader.report.nodes import integer, mapping, null, points, sequence, serialize, text

MESSAGE_CHARACTERS_MAX = 4_000
ANSWER_CHARACTERS_MAX = 50_000
"""A written answer of some eight thousand words; what is longer is cut, and the cut is said."""


def render(report: Report) -> bytes:
    """The bytes of `REPORTS/<assignment>/<student>.yaml`. Raises ValueError for points that are no decimal."""
    return serialize(mapping(_report(report)))


def _report(report: Report) -> Iterator[tuple[str, Node]]:
    yield "schema", integer(SCHEMA)
    yield "assignment", text(report.assignment)
    yield "student", text(report.student)
    yield "status", text(report.status.value)
    if report.status is not Status.GRADED:
        yield "message", _message(report.message)
    yield "score", points(report.score)
    yield "possible", points(report.possible)
    submission = [("file", text(report.file)), ("sha256", text(report.sha256, quoted=True))]
    yield "submission", mapping(submission, flow=True)
    yield "exercises", sequence(_exercise(result) for result in report.exercises)
    yield "cells", sequence(_cell(fault) for fault in report.cells)
    yield "written", sequence(_answer(answer) for answer in report.written)
    yield "provenance", _provenance(report.provenance)


def _exercise(result: ExerciseResult) -> MappingNode:
    return mapping(_points_and_checks(result))


def _points_and_checks(result: ExerciseResult) -> Iterator[tuple[str, Node]]:
    yield "name", text(result.exercise.name)
    yield "earned", points(result.earned)
    yield "possible", points(result.exercise.points)
    if result.diagnosis:
        yield "diagnosis", _message(result.diagnosis)
    yield "checks", sequence(mapping(_check(each)) for each in result.checks)


def _check(result: CheckResult) -> Iterator[tuple[str, Node]]:
    yield "name", text(result.check.name)
    yield "outcome", text(result.outcome.value)
    yield "earned", points(result.earned)
    yield "possible", points(result.check.points)
    if result.message:
        yield "message", _message(result.message)
    if result.check.hint and result.outcome is not Outcome.PASSED:
        yield "hint", _message(result.check.hint)


def _cell(fault: CellFault) -> MappingNode:
    line = null() if fault.line is None else integer(fault.line)
    kind, message = _message(fault.kind), _message(fault.message)
    return mapping([("index", integer(fault.index)), ("kind", kind), ("message", message), ("line", line)])


def _answer(answer: WrittenAnswer) -> MappingNode:
    pairs: list[tuple[str, Node]] = [("part", integer(answer.part))]
    pairs.append(("text", null() if answer.text is None else text(cut(answer.text, ANSWER_CHARACTERS_MAX))))
    if answer.points is not None:
        pairs.append(("points", points(answer.points)))
    return mapping(pairs)


def _provenance(provenance: Provenance) -> MappingNode:
    pairs: list[tuple[str, Node]] = [
        ("grader", text(provenance.grader)),
        ("course", text(provenance.course, quoted=True)),
        ("seed", integer(provenance.seed)),
        ("isolation", text(provenance.isolation)),
        ("python", text(provenance.python)),
        ("numpy", text(provenance.numpy)),
    ]
    return mapping(pairs, flow=True)


def _message(message: str) -> Node:
    return text(cut(message, MESSAGE_CHARACTERS_MAX))
