"""Marks from the sheet to the report, the gradebook and the feedback, by the commands that a person uses."""

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def grader(course, *words):
    command = [sys.executable, "-m", "grader", *words]
    done = subprocess.run(command, check=False, cwd=course, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_from_the_sheet_to_the_report(tmp_path):
    shutil.copytree(ROOT / "solutions" / "softmax", tmp_path / "solutions" / "softmax")
    (tmp_path / "config.yaml").write_text("course: c\nseed: 1\nassignments: [softmax]\n")
    (tmp_path / "submissions" / "softmax").mkdir(parents=True)
    shutil.copy(ROOT / "submissions" / "softmax" / "student-02.ipynb", tmp_path / "submissions" / "softmax")
    grader(tmp_path, "grade")
    assert "2 answers, 2 to mark" in grader(tmp_path, "marks", "softmax")
    sheet = tmp_path / "marks" / "softmax.csv"
    sheet.write_text(sheet.read_text().replace("student-02,1,,4,,", "student-02,1,3.5,4,Name the axis.,"))
    told = grader(tmp_path, "grade", "--feedback")
    assert "0 graded, 1 unchanged" in told
    report = yaml.safe_load((tmp_path / "reports" / "softmax" / "student-02.yaml").read_text())
    assert (report["written"][0]["points"], report["score"]) == (3.5, 29)
    assert "Name the axis." in (tmp_path / "reports" / "feedback" / "softmax" / "student-02.html").read_text()
    assert "32.5" in (tmp_path / "reports" / "gradebook.csv").read_text()
    assert "1 to mark" in grader(tmp_path, "marks", "softmax")
