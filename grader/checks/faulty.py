"""What is wrong with a file of checks, told to its author with file, line and remedy."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from grader.checks.trial import FIXTURES
from grader.config.section import did_you_mean
from grader.errors import Fault

_DEFINED = re.compile(r"^(?:async )?def (test\w*)\(", re.MULTILINE)
_NO_MARKER = re.compile(r"'(\w+)' not found in `markers`")
_MARKERS = 'Write @pytest.mark.exercise("softmax") and @pytest.mark.points(2, hint="…") above it.'
_UNTIL_THEN = "Mend it; until then nothing of this course is graded, since marks would be wrong."


def check_fault(item: pytest.Function, exercise: pytest.Mark | None, points: pytest.Mark | None) -> Fault | None:
    """What keeps a collected function from being a check: its markers, or an argument that nothing gives."""
    place = f"line {line_of(item)}, {item.name}"
    if problem := _marker_problem(exercise, points):
        return Fault(str(item.path), place, problem, _MARKERS)
    given = {*item._fixtureinfo.name2fixturedefs, *getattr(getattr(item, "callspec", None), "params", ()), "request"}
    for name in item.fixturenames:
        if name not in given:
            return Fault(str(item.path), place, f"Nothing gives a check `{name}`.", did_you_mean(name, FIXTURES))
    return None


def line_of(item: pytest.Function) -> int:
    """The line on which a check begins, with its markers."""
    return int(inspect.unwrap(item.function).__code__.co_firstlineno)


def doubled_checks(path: Path) -> Iterator[Fault]:
    """Checks that another function of the same name, further down in the file, keeps from ever being run."""
    text = path.read_text(encoding="utf-8", errors="replace")
    first: dict[str, int] = {}
    for found in _DEFINED.finditer(text):
        name, line = found[1], text.count("\n", 0, found.start()) + 1
        if name in first:
            problem = f"The function of line {first[name]} has the same name, so that it is never run."
            yield Fault(str(path), f"line {line}, {name}", problem, "Give each its own name.")
        first.setdefault(name, line)


def import_fault(report: pytest.CollectReport) -> Fault:
    """Why pytest could not collect a file."""
    path = Path("/", report.nodeid.partition("::")[0])
    lines = [line.strip() for line in str(report.longrepr).splitlines() if line.strip()]
    problem = next((line[1:].strip() for line in reversed(lines) if line.startswith("E ")), lines[-1] if lines else "")
    if marker := _NO_MARKER.search(problem):
        return Fault(str(path), _line_with(path, f"mark.{marker[1]}"), f"There is no marker `{marker[1]}`.", _MARKERS)
    return Fault(
        str(path), _line_of(lines, path), f"The check file cannot be imported: {problem.rstrip('.')}.", _UNTIL_THEN
    )


def _marker_problem(exercise: pytest.Mark | None, points: pytest.Mark | None) -> str:
    if exercise is None or len(exercise.args) != 1 or not isinstance(exercise.args[0], str):
        return "The check does not say which exercise it judges."
    if points is None or not points.args:
        return "The check does not say how many points it is worth."
    number, *beside = [*points.args, *points.kwargs.values()]
    is_hint = not set(points.kwargs) - {"hint"} and len(beside) <= 1 and all(isinstance(each, str) for each in beside)
    if not is_hint or not _is_number(number):
        return "The check's points must be a number, with nothing but a hint beside it."
    return ""


def _is_number(given: object) -> bool:
    try:
        return not isinstance(given, bool) and bool(Fraction(str(given)).denominator)
    except (ValueError, ZeroDivisionError):
        return False


def _line_with(path: Path, words: str) -> str:
    """The first line of the file that has these words."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((f"line {number}" for number, line in enumerate(lines, 1) if re.search(rf"{words}\b", line)), "")


def _line_of(lines: Sequence[str], path: Path) -> str:
    """The line of the check file that the traceback or the SyntaxError in `lines` names last."""
    found = re.findall(rf'(?:{re.escape(path.name)}", line |{re.escape(path.name)}:)(\d+)', "\n".join(lines))
    return f"line {found[-1]}" if found else ""
