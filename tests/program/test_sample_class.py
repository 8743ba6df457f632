"""Every notebook of the sample class gets what it deserves, and always the same."""

from __future__ import annotations

import csv
import filecmp
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.program.conftest import COURSE, Graded, lost

EXPECTED: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load((COURSE / "tests" / "sample_class.yaml").read_text())
EVERYONE = [(assignment, student) for assignment, students in EXPECTED.items() for student in students]


def test_the_class_is_graded_and_summed_up(sample: Graded) -> None:
    assert sample.code == 0, sample.output
    for assignment in EXPECTED:
        assert assignment in sample.output
    assert f"{len(EVERYONE)} graded, 0 unchanged" in sample.output


@pytest.mark.parametrize(("assignment", "student"), EVERYONE)
def test_points_are_lost_on_what_is_wrong_and_on_nothing_else(sample: Graded, assignment: str, student: str) -> None:
    report = sample.report(assignment, student)
    assert lost(report) == EXPECTED[assignment][student]["loses"]
    assert report["status"] == "graded"
    assert report["score"] == sum(each["earned"] for each in report["exercises"])
    outcomes = {check["outcome"] for each in report["exercises"] for check in each["checks"]}
    assert outcomes <= {"passed", "failed", "errored", "timed_out"}


def test_the_gradebook_adds_up(sample: Graded) -> None:
    with (sample.folder / "gradebook.csv").open(newline="") as stream:
        rows = {row["student"]: row for row in csv.DictReader(stream, strict=True)}
    assert list(rows) == sorted({student for _, student in EVERYONE})
    for student in EXPECTED["softmax"]:
        report, row = sample.report("softmax", student), rows[student]
        assert (float(row["softmax"]), row["softmax (status)"]) == (report["score"], "graded")
        for exercise in report["exercises"]:
            assert float(row[f"softmax.{exercise['name']}"]) == exercise["earned"]
    for row in rows.values():
        assert float(row["total"]) == sum(float(row[assignment]) for assignment in EXPECTED)


def test_the_same_class_gives_the_same_bytes_with_another_number_of_processes(
    sample: Graded, grade: Callable[..., Graded]
) -> None:
    again = grade("submissions/softmax", "-j", "1")
    compared = filecmp.dircmp(sample.folder / "softmax", again.folder / "softmax")
    assert len(compared.common_files) == len(EXPECTED["softmax"])
    assert (compared.left_only, compared.right_only) == ([], [])
    _, different, errors = filecmp.cmpfiles(compared.left, compared.right, compared.common_files, shallow=False)
    assert (different, errors) == ([], [])


def test_a_second_run_grades_nothing(sample: Graded, grade: Callable[..., Graded]) -> None:
    before = {path: path.stat().st_mtime_ns for path in sample.folder.glob("*/*.yaml")}
    again = grade("submissions", reports=sample.folder)
    assert f"0 graded, {len(EVERYONE)} unchanged" in again.output
    assert {path: path.stat().st_mtime_ns for path in sample.folder.glob("*/*.yaml")} == before


def test_a_report_is_what_outsiders_rely_on(sample: Graded) -> None:
    """Design, section 6, to the letter; of the provenance, what is the same everywhere."""
    text = (sample.folder / "softmax" / "student-02.yaml").read_text()
    report = yaml.safe_load(text)
    provenance = report.pop("provenance")
    assert list(provenance) == ["grader", "course", "seed", "isolation", "python", "numpy"]
    assert (provenance["seed"], provenance["isolation"]) == (20261123, "strict")
    golden = yaml.safe_load((Path(__file__).parent / "student-02.yaml").read_text())
    assert report == golden
    assert list(report) == list(golden)
