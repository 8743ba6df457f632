"""Outcomes as lines for a terminal, or for a notebook that shows no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from grader.characters import show_invisible
from grader.model import Outcome
from grader.rehearsal.outcome import CheckOutcome, ExerciseOutcome

WIDTH = 100
MARKS = {True: "✓", False: "✗"}
_INDENT = " " * 6
_COMMAND = re.compile(r"##(?=\[|vso\[)|(?<!\S):(?=:)")
"""What build servers obey, in a line of anybody's."""
NOT_RUN = "Not run."


def exercise_lines(exercise: ExerciseOutcome, width: int = WIDTH) -> Iterator[str]:
    """The lines of one exercise; what came from the student is visible and inert in them."""
    if exercise.todo:
        yield from paragraph(f"{MARKS[False]} ", exercise.todo, width)
        return
    yield f"{MARKS[exercise.passed]} {exercise.name}: {exercise.summary}"
    if exercise.passed:
        return
    for each in exercise.checks:
        yield f"    {MARKS[each.passed]} {each.title}"
        yield from _check_lines(each, width)


def _check_lines(check: CheckOutcome, width: int) -> Iterator[str]:
    if check.outcome is Outcome.NOT_RUN:
        yield f"{_INDENT}{NOT_RUN}"
    if check.passed or not check.message:
        return
    yield from paragraph(_INDENT, check.message, width)
    if check.hint:
        yield from paragraph(f"{_INDENT}Hint: ", check.hint, width)
    for title, code in case_of(check):
        # Code is pasted, so it is not broken into lines.
        yield f"{_INDENT}{title:<10}{inert(code)}"


def case_of(check: CheckOutcome) -> Sequence[tuple[str, str]]:
    """The failing call with what came and what was expected, as far as these can be shown."""
    if not check.snippet:
        return ()
    rows = (("try it", check.snippet), ("returned", check.returned), ("expected", check.expected))
    return [row for row in rows if row[1]]


def inert(text: str) -> str:
    """The text without a character that steers a terminal, or a command that a build server would obey."""
    return _COMMAND.sub(r"\g<0> ", show_invisible(text))


def paragraph(start: str, text: str, width: int = WIDTH) -> Iterator[str]:
    """A text in lines of bearable length; the later ones are indented as its first word is, or as its title."""
    indent = len(start) - len(start.lstrip())
    margin = " " * (indent if ":" in start else len(start))
    yield from wrap(inert(" ".join(text.split())), max(width, 40), initial_indent=start, subsequent_indent=margin) or [
        start
    ]
