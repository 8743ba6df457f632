"""The whole program, driven from outside: the sample class is graded once, by the command that the README shows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

COURSE = Path(__file__).resolve().parents[2]

Report = dict[str, Any]


@dataclass(frozen=True)
class Graded:
    """One run of `grader grade`."""

    folder: Path
    code: int
    output: str

    def report(self, assignment: str, student: str) -> Report:
        report: Report = yaml.safe_load((self.folder / assignment / f"{student}.yaml").read_text())
        return report


def lost(report: Report) -> list[str]:
    """The exercises on which a report's student lost points."""
    return [each["name"] for each in report["exercises"] if each["earned"] < each["possible"]]


@pytest.fixture(scope="session")
def grade(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Graded]:
    """Run `grader grade` in this course."""

    def run(*arguments: str | Path, reports: Path | None = None) -> Graded:
        folder = reports or tmp_path_factory.mktemp("reports")
        command = [sys.executable, "-m", "grader", "grade", *map(str, arguments), "-o", str(folder)]
        done = subprocess.run(command, cwd=COURSE, capture_output=True, text=True, timeout=300, check=False)
        return Graded(folder, done.returncode, done.stdout + done.stderr)

    return run


@pytest.fixture(scope="session")
def sample(grade: Callable[..., Graded]) -> Graded:
    """The sample class, graded."""
    return grade("submissions")
