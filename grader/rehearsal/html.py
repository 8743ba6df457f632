"""Outcomes as HTML for a notebook: one self-contained fragment, readable in light and dark, without a script.

Styles stand in the elements, because notebooks drop style sheets; colours of text are the notebook's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from grader.characters import show_invisible
from grader.model import Outcome
from grader.rehearsal.outcome import CheckOutcome, ExerciseOutcome
from grader.rehearsal.text import MARKS, NOT_RUN, case_of

_GOOD, _BAD = "#2e9e5b", "#d6453d"
_BOX = "border-left:4px solid {colour};padding:.3em .9em;margin:.4em 0;line-height:1.45;max-width:62em"
_CELL = "text-align:left;vertical-align:top;padding:.1em .8em .1em 0;background:transparent"
_TITLE = f"{_CELL};font-weight:normal;white-space:nowrap"
_CODE = "font-family:monospace;margin:0;background:transparent;color:inherit;"
_CODE += "white-space:pre-wrap;overflow-wrap:break-word;word-break:normal"
_QUOTED = re.compile(r"`([^`]+)`")


def fragment(exercises: Sequence[ExerciseOutcome], heading: str = "") -> str:
    """The outcomes of some exercises. All text is escaped: part of it comes from the student's own code."""
    parts = [f'<p style="margin:.4em 0"><strong>{_text(heading)}</strong></p>'] if heading else []
    return "".join([*parts, *(_exercise(each) for each in exercises)])


def note(text: str) -> str:
    """A sentence about what could not be checked at all."""
    return f'<div style="{_BOX.format(colour=_BAD)}">{_text(text)}</div>'


def _exercise(exercise: ExerciseOutcome) -> str:
    colour = _GOOD if exercise.passed else _BAD
    told = _text(exercise.todo) or f"<strong>{_text(exercise.name)}</strong>: {_text(exercise.summary)}"
    head = f"<div>{_mark(exercise.passed)} {told}</div>"
    items = "".join(f'<li style="margin:.3em 0">{_check(each)}</li>' for each in exercise.checks)
    checks = f'<ul style="list-style:none;padding-left:1.2em;margin:.3em 0">{items}</ul>' if items else ""
    return f'<div style="{_BOX.format(colour=colour)}">{head}{checks}</div>'


def _check(check: CheckOutcome) -> str:
    return "".join([f"{_mark(check.passed)} {_text(check.title)}", *_details(check)])


def _details(check: CheckOutcome) -> Iterator[str]:
    if check.passed:
        return
    yield f"<div>{_text(check.message or (NOT_RUN if check.outcome is Outcome.NOT_RUN else ''))}</div>"
    if check.hint:
        yield f"<div><em>Hint:</em> {_text(check.hint)}</div>"
    if rows := case_of(check):
        cells = "".join(
            f'<tr style="background:transparent"><th scope="row" style="{_TITLE}">{_text(title)}</th>'
            f'<td style="{_CELL}"><pre style="{_CODE}">{escape(show_invisible(code))}</pre></td></tr>'
            for title, code in rows
        )
        yield f'<table style="border-collapse:collapse;border:0;margin:.2em 0">{cells}</table>'


def _mark(passed: bool) -> str:
    label, colour = ("passed", _GOOD) if passed else ("not passed", _BAD)
    return f'<span role="img" aria-label="{label}" style="color:{colour};font-weight:bold">{MARKS[passed]}</span>'


def _text(text: str) -> str:
    return _QUOTED.sub(r"<code>\1</code>", escape(show_invisible(text)))
