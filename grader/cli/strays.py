"""What counts nowhere: marks and reports of no assignment, which perhaps was renamed, and times of files not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.cli.terminal import shown
from grader.config.late import Clock, Policy
from grader.config.section import did_you_mean
from grader.gradebook.times import MANIFEST, read_manifest
from grader.marks.read import FOLDER
from grader.model import Course

TIMES_NAMED_MAX = 20
"""Of one manifest; where more of its files are not there, it belongs to other submissions."""


def strays(course: Course, policy: Policy, reports: Path) -> Iterator[str]:
    """A line for each file of marks, folder of reports and row of a manifest that belongs to nothing of the course."""
    names = [each.name for each in course.assignments]
    for path in sorted([*(course.root / FOLDER).glob("*.csv"), *(course.root / FOLDER).glob("*.yaml")]):
        if path.stem not in names:
            yield _told(path, "No mark in it counts", path.stem, names)
    for folder in sorted(path for path in reports.glob("*") if path.name not in names):
        if any(folder.glob("*.yaml")):
            yield _told(folder, "No report in it counts", folder.name, names)
    if policy.deadlines and policy.clock is Clock.MANIFEST:
        for manifest in sorted((course.root / "submissions").glob(f"*/{MANIFEST}")):
            there = {path.name for path in manifest.parent.iterdir()}
            absent = [file for file in read_manifest(manifest) if file not in there]
            for file in absent[:TIMES_NAMED_MAX]:
                yield f"{shown(manifest)}: It says when `{file}` was handed in, and there is no such file beside it."
            if len(absent) > TIMES_NAMED_MAX:
                yield f"{shown(manifest)}: So it does of {len(absent) - TIMES_NAMED_MAX} more."


def _told(path: Path, problem: str, name: str, names: list[str]) -> str:
    return f"{shown(path)}: {problem}: the course has no assignment `{name}`. {did_you_mean(name, names)}"
