"""What could not be graded accounts for every declared check by name, whatever the reason."""

import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_every_check_is_there_and_not_run(tmp_path):
    (tmp_path / "empty.ipynb").touch()
    (tmp_path / "link.ipynb").symlink_to(ROOT / "submissions" / "softmax" / "student-01.ipynb")
    (tmp_path / "cut.ipynb").write_text('{"cells": [')
    command = [sys.executable, "-m", "grader", "grade", tmp_path, "-a", "softmax", "-o", tmp_path / "r"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    reports = [
        yaml.safe_load((tmp_path / "r" / "softmax" / f"{name}.yaml").read_text()) for name in ("empty", "link", "cut")
    ]
    for report in reports:
        assert report["status"] == "not_gradable"
        assert {check["outcome"] for exercise in report["exercises"] for check in exercise["checks"]} == {"not_run"}
    assert reports[0]["exercises"] == reports[1]["exercises"] == reports[2]["exercises"]
    assert len({check["name"] for exercise in reports[0]["exercises"] for check in exercise["checks"]}) > 50
