"""What a report says in short: enough to resume a run and to sum up a class, read back strictly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grader.config.document import Bounds, UnreadableYaml, compose
from grader.config.section import NUMBER
from grader.model import Provenance, Report, Status
from grader.report.characters import cut, show_surrogates
from grader.report.render import MESSAGE_CHARACTERS_MAX, SCHEMA

BOUNDS = Bounds(bytes_max=16 << 20, depth_max=8, nodes_max=500_000)


class UnreadableReport(Exception):
    """These bytes are not a report of this schema: damaged, edited, or from another version."""


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise's points."""

    name: str
    earned: Fraction
    possible: Fraction


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


def summarize(report: Report) -> Summary:
    """What `parse(render(report))` gives, without the detour."""
    message = "" if report.status is Status.GRADED else cut(report.message, MESSAGE_CHARACTERS_MAX)
    exercises = tuple(
        ExerciseSummary(result.exercise.name, result.earned, result.exercise.points) for result in report.exercises
    )
    return Summary(
        report.assignment,
        show_surrogates(report.student),
        report.status,
        show_surrogates(message),
        report.score,
        report.possible,
        show_surrogates(report.file),
        report.sha256,
        exercises,
        report.provenance,
    )


def parse(data: bytes) -> Summary:
    """The summary of a report's bytes. Raises UnreadableReport for anything that `render` would not write."""
    try:
        node = compose(data, BOUNDS)
    except UnreadableYaml as error:
        raise UnreadableReport(str(error)) from error
    fields = _fields(node)
    submission = _fields(fields.get("submission"))
    if _scalar(fields, "schema") != str(SCHEMA):
        raise UnreadableReport("another schema")
    try:
        status = Status(_scalar(fields, "status"))
    except ValueError as error:
        raise UnreadableReport("an unknown status") from error
    return Summary(
        _scalar(fields, "assignment"),
        _scalar(fields, "student"),
        status,
        "" if status is Status.GRADED else _scalar(fields, "message"),
        _points(fields, "score"),
        _points(fields, "possible"),
        _scalar(submission, "file"),
        _scalar(submission, "sha256"),
        tuple(_exercise(item) for item in _items(fields.get("exercises"))),
        _provenance(_fields(fields.get("provenance"))),
    )


def _exercise(node: Node) -> ExerciseSummary:
    fields = _fields(node)
    return ExerciseSummary(_scalar(fields, "name"), _points(fields, "earned"), _points(fields, "possible"))


def _provenance(fields: dict[str, Node]) -> Provenance:
    seed = _scalar(fields, "seed")
    if not seed.isascii() or not seed.isdigit() or len(seed) > 18:
        raise UnreadableReport("a seed that is no whole number")
    names = ("grader", "course", "isolation", "python", "numpy")
    grader, course, isolation, python, numpy = (_scalar(fields, name) for name in names)
    return Provenance(grader, course, int(seed), isolation, python, numpy)


def _fields(node: Node | None) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        raise UnreadableReport("no mapping where one belongs")
    return {key.value: value for key, value in node.value if isinstance(key, ScalarNode)}


def _items(node: Node | None) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise UnreadableReport("no list where one belongs")
    return list(node.value)


def _scalar(fields: dict[str, Node], key: str) -> str:
    node = fields.get(key)
    if not isinstance(node, ScalarNode):
        raise UnreadableReport(f"no `{key}`")
    return str(node.value)


def _points(fields: dict[str, Node], key: str) -> Fraction:
    value = _scalar(fields, key)
    if not NUMBER.fullmatch(value):
        raise UnreadableReport(f"`{key}` is no number of points")
    return Fraction(value)
