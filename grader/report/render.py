"""A report as YAML: the contract that students, scripts and later versions read. Same values, same bytes.

Its form is fixed and stands here as it will be read; each text in it is written by YAML's own emitter (see `scalars`).
A test compares the whole with what the emitter makes of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.characters import cut
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
from grader.report.fields import SCHEMA
from grader.report.scalars import in_block, in_braces, points

MESSAGE_CHARACTERS_MAX = 4_000
ANSWER_CHARACTERS_MAX = 50_000
"""A written answer of some eight thousand words; what is longer is cut, and the cut is said."""


def render(report: Report) -> bytes:
    """The bytes of `REPORTS/<assignment>/<student>.yaml`. Raises ValueError for points that are no decimal."""
    return "".join(_report(report)).encode()


def _report(report: Report) -> Iterator[str]:
    yield f"schema: {SCHEMA}\n"
    yield f"assignment: {in_block(report.assignment)}\n"
    yield f"student: {in_block(report.student)}\n"
    yield f"status: {in_block(report.status.value)}\n"
    if report.status is not Status.GRADED:
        yield f"message: {_message(report.message)}\n"
    yield f"score: {points(report.score)}\n"
    yield f"possible: {points(report.possible)}\n"
    yield f"submission: {{file: {in_braces(report.file)}, sha256: {in_braces(report.sha256, quoted=True)}}}\n"
    yield f"exercises:{_listed(_exercise(result) for result in report.exercises)}"
    yield f"cells:{_listed(_cell(fault) for fault in report.cells)}"
    yield f"written:{_listed(_answer(answer) for answer in report.written)}"
    yield f"provenance: {_provenance(report.provenance)}\n"


def _listed(items: Iterable[str]) -> str:
    lines = "".join(items)
    return f"\n{lines}" if lines else " []\n"


def _exercise(result: ExerciseResult) -> str:
    diagnosis = f"  diagnosis: {_message(result.diagnosis, 2)}\n" if result.diagnosis else ""
    return (
        f"- name: {in_block(result.exercise.name, 2)}\n"
        f"  earned: {points(result.earned)}\n"
        f"  possible: {points(result.exercise.points)}\n"
        f"{diagnosis}"
        f"  checks:{_listed(_check(each) for each in result.checks)}"
    )


def _check(result: CheckResult) -> str:
    check = result.check
    message = f"    message: {_message(result.message, 3)}\n" if result.message else ""
    has_hint = check.hint and result.outcome is not Outcome.PASSED
    hint = f"    hint: {_message(check.hint, 3)}\n" if has_hint else ""
    return (
        f"  - name: {in_block(check.name, 3)}\n"
        f"    outcome: {in_block(result.outcome.value, 3)}\n"
        f"    earned: {points(result.earned)}\n"
        f"    possible: {points(check.points)}\n"
        f"{message}{hint}"
    )


def _cell(fault: CellFault) -> str:
    return (
        f"- index: {fault.index}\n"
        f"  kind: {_message(fault.kind, 2)}\n"
        f"  message: {_message(fault.message, 2)}\n"
        f"  line: {'null' if fault.line is None else fault.line}\n"
    )


def _answer(answer: WrittenAnswer) -> str:
    text = "null" if answer.text is None else in_block(cut(answer.text, ANSWER_CHARACTERS_MAX), 2)
    marked = "" if answer.points is None else f"  points: {points(answer.points)}\n"
    return f"- part: {answer.part}\n  text: {text}\n{marked}"


def _provenance(provenance: Provenance) -> str:
    fields = {
        "grader": in_braces(provenance.grader),
        "course": in_braces(provenance.course, quoted=True),
        "seed": provenance.seed,
        "isolation": in_braces(provenance.isolation),
        "python": in_braces(provenance.python),
        "numpy": in_braces(provenance.numpy),
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"


def _message(message: str, depth: int = 1) -> str:
    return in_block(cut(message, MESSAGE_CHARACTERS_MAX), depth)
