"""Marks and reports that count nowhere, because no assignment has their name: perhaps it had, and was renamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.cli.terminal import shown
from grader.config.section import did_you_mean
from grader.marks.read import FOLDER
from grader.model import Course


def strays(course: Course, reports: Path) -> Iterator[str]:
    """A line for each file of marks and each folder of reports that belongs to no assignment of the course."""
    names = [each.name for each in course.assignments]
    for path in sorted([*(course.root / FOLDER).glob("*.csv"), *(course.root / FOLDER).glob("*.yaml")]):
        if path.stem not in names:
            yield _told(path, "No mark in it counts", path.stem, names)
    for folder in sorted({path.parent for path in reports.glob("*/*.yaml")}):
        if folder.name not in names:
            yield _told(folder, "No report in it counts", folder.name, names)


def _told(path: Path, problem: str, name: str, names: list[str]) -> str:
    return f"{shown(path)}: {problem}: the course has no assignment `{name}`. {did_you_mean(name, names)}"
