"""`grader grade --format`, driven as CI drives it."""

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """A folder with two notebooks that are graded already, so that every format is made from the same reports."""
    folder = tmp_path_factory.mktemp("formats")
    for number in ("02", "05"):
        shutil.copy(ROOT / "submissions" / "softmax" / f"student-{number}.ipynb", folder)
    run(folder)
    return folder


def run(folder, *words, environment=None):
    command = [sys.executable, "-m", "grader", "grade", folder, "-a", "softmax", "-o", folder / "reports", *words]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, env=environment, timeout=120)


def test_json(reports):
    result = run(reports, "--format", "json")
    assert result.returncode == 0
    assert [json.loads(line)["student"] for line in result.stdout.splitlines()] == ["student-02", "student-05"]
    assert "0 graded, 2 unchanged" in result.stderr


def test_junit(reports):
    root = etree.fromstring(run(reports, "--format", "junit").stdout.encode())
    assert [suite.get("failures") for suite in root] == ["2", "0"]


def test_gradescope_wants_one_submission(reports):
    result = run(reports, "--format", "gradescope")
    assert (result.returncode, result.stdout) == (2, "")
    assert "about one submission, and there are 2" in result.stderr
    assert "unchanged" not in result.stderr  # said before anything is graded


def test_github_writes_what_the_runner_asks_for(reports, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    result = run(reports, "--format", "github")
    first = result.stdout.splitlines()[0]
    assert first.startswith(f"::error file={reports}/student-02.ipynb,line=")
    assert "code cell" in first
    assert "student\\-02" in (tmp_path / "summary").read_text()
    name, _, value = (tmp_path / "output").read_text().partition("=")
    assert name == "result"
    assert json.loads(base64.b64decode(value))["status"] == "fail"
    line = int(first.partition("line=")[2].partition(",")[0])
    assert "def " in (reports / "student-02.ipynb").read_text().splitlines()[line - 1]
