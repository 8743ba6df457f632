"""A report's bytes back as a report: strictly, so that what cannot have been written here is not read here either.

What a report does not hold stays empty: titles of exercises, hints of checks that passed, whether a check is public.
"""

from __future__ import annotations

from typing import TypeVar

from grader.model import (
    CellFault,
    Check,
    CheckResult,
    Exercise,
    ExerciseResult,
    Outcome,
    Report,
    Status,
    WrittenAnswer,
)
from grader.report.fields import (
    Fields,
    UnreadableReport,
    is_blank,
    listed,
    mapped,
    open_report,
    points,
    provenance,
    scalar,
    whole,
)
from grader.report.form import in_form

_Member = TypeVar("_Member", Status, Outcome)


def read_report(data: bytes) -> Report:
    """The report that `render` wrote as these bytes. Raises UnreadableReport for anything else."""
    return in_form(data) or by_yaml(data)


def by_yaml(data: bytes) -> Report:
    """The same, whatever form its YAML has."""
    fields = open_report(data)
    submission = mapped(fields.get("submission"))
    report = Report(
        assignment=scalar(fields, "assignment"),
        student=scalar(fields, "student"),
        status=_member(Status, scalar(fields, "status")),
        file=scalar(submission, "file"),
        sha256=scalar(submission, "sha256"),
        exercises=tuple(_exercise(mapped(item)) for item in listed(fields.get("exercises"))),
        cells=tuple(_cell(mapped(item)) for item in listed(fields.get("cells"))),
        written=tuple(_answer(mapped(item)) for item in listed(fields.get("written"))),
        provenance=provenance(mapped(fields.get("provenance"))),
        message=_optional(fields, "message"),
    )
    if (report.score, report.possible) != (points(fields, "score"), points(fields, "possible")):
        raise UnreadableReport("a score that does not follow from its checks")
    return report


def _exercise(fields: Fields) -> ExerciseResult:
    exercise = Exercise(scalar(fields, "name"), "", points(fields, "possible"))
    checks = tuple(_check(mapped(item), exercise.name) for item in listed(fields.get("checks")))
    return ExerciseResult(exercise, checks, _optional(fields, "diagnosis"))


def _check(fields: Fields, exercise: str) -> CheckResult:
    check = Check(scalar(fields, "name"), exercise, points(fields, "possible"), _optional(fields, "hint"), public=False)
    return CheckResult(check, _member(Outcome, scalar(fields, "outcome")), _optional(fields, "message"))


def _cell(fields: Fields) -> CellFault:
    line = None if scalar(fields, "line") == "null" else whole(fields, "line")
    return CellFault(whole(fields, "index"), scalar(fields, "kind"), scalar(fields, "message"), line)


def _answer(fields: Fields) -> WrittenAnswer:
    text = None if is_blank(fields) else scalar(fields, "text")
    return WrittenAnswer(whole(fields, "part"), text, points(fields, "points") if "points" in fields else None)


def _optional(fields: Fields, key: str) -> str:
    return scalar(fields, key) if key in fields else ""


def _member(kind: type[_Member], value: str) -> _Member:
    try:
        return kind(value)
    except ValueError as error:
        raise UnreadableReport(f"an unknown {kind.__name__.lower()}") from error
