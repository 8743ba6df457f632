"""One line of JSON for each report, with the fields of the report itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from grader.formats.graded import Graded, number
from grader.model import CheckResult, ExerciseResult, Outcome, Report


def json_lines(graded: Iterable[Graded]) -> Iterator[str]:
    """The lines: ASCII only, and without what build servers obey in mid-line, so that nothing steers their reader."""
    for each in graded:
        # Not msgspec: names of files may hold halves of characters, for which it has no bytes.
        line = json.dumps(_report(each), ensure_ascii=False, separators=(",", ":"))
        yield _ascii(line).replace("##", "#\\u0023")


def _ascii(text: str) -> str:
    """The same JSON with every character beyond ASCII as an escape."""
    return "".join(char if " " <= char <= "~" else _escape(char) for char in text)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _report(graded: Graded) -> dict[str, Any]:
    report: Report = graded.report
    return {
        "schema": 1,
        "assignment": report.assignment,
        "student": report.student,
        "status": report.status.value,
        "message": report.message,
        "score": number(report.score),
        "possible": number(report.possible),
        "submission": {"file": report.file, "path": graded.path, "sha256": report.sha256},
        "exercises": [_exercise(each) for each in report.exercises],
        "cells": [asdict(fault) for fault in report.cells],
        "written": [{"part": each.part, "missing": each.text is None} for each in report.written],
        "provenance": asdict(report.provenance),
    }


def _exercise(result: ExerciseResult) -> dict[str, Any]:
    return {
        "name": result.exercise.name,
        "earned": number(result.earned),
        "possible": number(result.exercise.points),
        "diagnosis": result.diagnosis,
        "checks": [_check(each) for each in result.checks],
    }


def _check(result: CheckResult) -> dict[str, Any]:
    return {
        "name": result.check.name,
        "outcome": result.outcome.value,
        "earned": number(result.earned),
        "possible": number(result.check.points),
        "message": result.message,
        "hint": result.check.hint if result.outcome is not Outcome.PASSED else "",
    }
