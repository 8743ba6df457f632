"""What a report says in short: enough to resume a run and to sum up a class, read back strictly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from yaml.nodes import Node

from grader.characters import cut, show_surrogates
from grader.model import Provenance, Report, Status
from grader.points import total
from grader.report.fields import (
    BOUNDS,
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
from grader.report.render import MESSAGE_CHARACTERS_MAX

__all__ = ["BOUNDS", "ExerciseSummary", "Summary", "UnreadableReport", "parse", "summarize"]


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise's points."""

    name: str
    earned: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True)
class WrittenSummary:
    """One written answer's points; None until a person has marked it."""

    part: int
    points: Fraction | None
    is_blank: bool
    """Whether there is no answer, so that nobody has to mark it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A report without its checks, cells and texts."""

    assignment: str
    student: str
    status: Status
    message: str
    score: Fraction
    possible: Fraction
    file: str
    sha256: str
    """Of the submission's bytes; empty when they could not be read."""
    exercises: tuple[ExerciseSummary, ...]
    provenance: Provenance
    written: tuple[WrittenSummary, ...] = ()


def summarize(report: Report) -> Summary:
    """What `parse(render(report))` gives, without the detour."""
    return _in_short(report, cut(report.message, MESSAGE_CHARACTERS_MAX))


def _in_short(report: Report, message: str) -> Summary:
    exercises = tuple(
        ExerciseSummary(result.exercise.name, result.earned, result.exercise.points) for result in report.exercises
    )
    return Summary(
        report.assignment,
        show_surrogates(report.student),
        report.status,
        "" if report.status is Status.GRADED else show_surrogates(message),
        report.score,
        report.possible,
        show_surrogates(report.file),
        report.sha256,
        exercises,
        report.provenance,
        tuple(WrittenSummary(answer.part, answer.points, answer.text is None) for answer in report.written),
    )


def parse(data: bytes) -> Summary:
    """The summary of a report's bytes. Raises UnreadableReport for what is none, or has another sum than its points."""
    report = in_form(data)
    return _in_short(report, report.message) if report is not None else by_yaml(data)


def by_yaml(data: bytes) -> Summary:
    """The same, whatever form its YAML has."""
    fields = open_report(data)
    submission = mapped(fields.get("submission"))
    try:
        status = Status(scalar(fields, "status"))
    except ValueError as error:
        raise UnreadableReport("an unknown status") from error
    exercises = tuple(_exercise(item) for item in listed(fields.get("exercises")))
    score = points(fields, "score")
    if score != total(each.earned for each in exercises):
        raise UnreadableReport("a score that is not the sum of its exercises")
    return Summary(
        scalar(fields, "assignment"),
        scalar(fields, "student"),
        status,
        "" if status is Status.GRADED else scalar(fields, "message"),
        score,
        points(fields, "possible"),
        scalar(submission, "file"),
        scalar(submission, "sha256"),
        exercises,
        provenance(mapped(fields.get("provenance"))),
        tuple(_written(item) for item in listed(fields["written"])) if "written" in fields else (),
    )


def _exercise(node: Node) -> ExerciseSummary:
    fields = mapped(node)
    return ExerciseSummary(scalar(fields, "name"), points(fields, "earned"), points(fields, "possible"))


def _written(node: Node) -> WrittenSummary:
    fields = mapped(node)
    given = points(fields, "points") if "points" in fields else None
    return WrittenSummary(whole(fields, "part"), given, is_blank(fields))
