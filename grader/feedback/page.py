"""The page of one student: score at a glance, then the notebook with each exercise's outcome beside its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from grader.bindings import definition
from grader.feedback.cells import ShownCell, shown_cells
from grader.feedback.details import details
from grader.feedback.policy import permitted
from grader.feedback.sanitise import clean, highlighted, markdown, plain, terminal
from grader.model import Assignment, ExerciseResult, Feedback, Outcome, Report, WrittenPart
from grader.points import decimal, total

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_HERE = files("grader.feedback")
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Handed:
    """What a page is made from."""

    report: Report
    assignment: Assignment
    notebook: bytes | None
    """The submission's bytes; None where they are not at hand any more."""
    policy: Feedback
    log: str = ""
    """The staff's log; read for `everything` only."""
    remarks: Mapping[int, str] | None = None
    """What a person wrote beside a mark, by written part."""


def render_feedback(handed: Handed) -> bytes:
    """The bytes of one student's page."""
    report = permitted(handed.report, handed.policy)
    cells = shown_cells(handed.notebook) if handed.notebook is not None else ()
    beside = _beside(cells, [each.exercise.name for each in report.exercises])
    placed = {name for names in beside.values() for name in names}
    page = _template().render(
        report=report,
        assignment=handed.assignment,
        policy=handed.policy,
        content_policy=_POLICY,
        style=_style(),
        cells=cells,
        beside=beside,
        exercises={each.exercise.name: each for each in report.exercises},
        elsewhere=[each for each in report.exercises if each.exercise.name not in placed],
        titles={each.name: each.title for each in handed.assignment.exercises},
        details=details(handed.log) if handed.policy is Feedback.EVERYTHING else {},
        faults={fault.index: fault for fault in report.cells},
        parts={part.part: part for part in handed.assignment.written},
        marked=_marked(report, handed.assignment.written),
        remarks=handed.remarks or {},
    )
    return page.encode("utf-8", "replace")


def _beside(cells: Sequence[ShownCell], names: Sequence[str]) -> dict[int, list[str]]:
    """Which exercises belong beside which cell: the last one that defines the function, as it is what counts."""
    found: dict[int, list[str]] = {}
    for name in names:
        written = definition(name)
        places = [cell.index for cell in cells if cell.kind == "code" and written.search(cell.source)]
        if places:
            found.setdefault(places[-1], []).append(name)
    return found


def _marked(report: Report, parts: Sequence[WrittenPart]) -> Fraction | None:
    """Points of written answers, once a person has marked any."""
    given = [answer.points for answer in report.written if answer.points is not None]
    return total(given) if given and parts else None


def _verdict(result: ExerciseResult) -> str:
    """A word that says the colour too."""
    if result.earned == result.exercise.points:
        return "right"
    return "partly" if result.earned else "wrong"


def _mark(outcome: Outcome) -> str:
    return {"passed": "✓", "not_run": "–", "broken": "?"}.get(outcome.value, "✗")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment: Environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        points=decimal,
        words=lambda name: str(name).replace("_", " "),
        shown=plain,
        verdict=_verdict,
        mark=_mark,
        # These three return what they have made safe themselves.
        markdown=lambda text: Markup(markdown(text)),
        python=lambda text: Markup(highlighted(text)),
        terminal=lambda text: Markup(terminal(text)),
        clean=lambda text: Markup(clean(text)),
    )
    return environment.from_string(_HERE.joinpath("page.html").read_text(encoding="utf-8"))


@cache
def _style() -> str:
    from pygments.formatters import HtmlFormatter

    light = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    own = _HERE.joinpath("page.css").read_text(encoding="utf-8")
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n{own}"
