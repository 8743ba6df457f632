"""Gradescope's `results.json`: one submission, one test for each check.

Text goes out as plain text, which Gradescope shows as it is; nothing that a student wrote is sent as HTML or Markdown.
"""

from __future__ import annotations

import json
from typing import Any

from grader.formats.graded import Graded, number, told
from grader.model import CheckResult, ExerciseResult, Outcome, Status

VISIBILITY = "visible"
"""Messages never hold hidden source nor hidden inputs, so they may be shown at once."""


def gradescope(graded: Graded, seconds: float) -> str:
    """The content of results.json."""
    # `##` begins what build servers obey in mid-line.
    return json.dumps(results(graded, seconds), indent=2).replace("##", "#\\u0023")


def failure(message: str, seconds: float = 0.0) -> str:
    """The same where nothing could be graded, for reasons that are not the student's."""
    return json.dumps({"output": message, "score": 0, **_frame(seconds)}, indent=2)


def results(graded: Graded, seconds: float) -> dict[str, Any]:
    """The same before it is text."""
    rows = list(graded.checks())
    return {
        "score": number(graded.report.score),
        "output": "\n".join(_output(graded)),
        **_frame(seconds),
        "tests": [_test(graded, count, *row) for count, row in enumerate(rows, start=1)],
    }


def _frame(seconds: float) -> dict[str, Any]:
    return {
        "execution_time": round(seconds, 3),
        "output_format": "text",
        "visibility": VISIBILITY,
        "stdout_visibility": "hidden",
    }


def _output(graded: Graded) -> list[str]:
    report = graded.report
    lines = [report.message] if report.status is not Status.GRADED else []
    lines += [f"Cell {fault.index + 1} ended with {fault.kind}: {fault.message}" for fault in report.cells]
    lines += [
        f"{each.exercise.name} {each.diagnosis}: have a look at that." for each in report.exercises if each.diagnosis
    ]
    missing = [str(each.part) for each in report.written if each.text is None]
    if missing:
        lines.append(f"Written answers that are missing: part {', '.join(missing)}.")
    return lines


def _test(graded: Graded, count: int, exercise: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    name = exercise.exercise.name
    return {
        "name": f"{graded.title(name)}: {check.check.name.replace('_', ' ')}",
        "number": str(count),
        "score": number(check.earned),
        "max_score": number(check.check.points),
        "status": "passed" if check.outcome is Outcome.PASSED else "failed",
        "output": "" if check.outcome is Outcome.PASSED else told(check),
        "output_format": "text",
        "tags": [name],
        "visibility": VISIBILITY,
    }
