"""Gradescope's autograder, in a scratch root laid out as Gradescope lays out its own."""

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.cli.gradescope_box import _student
from grader.config import load_course
from grader.formats.autograder import autograder_zip
from grader.model import Isolation
from tests.formats.test_formats import assert_results

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def packed():
    course = load_course(ROOT)
    softmax = next(each for each in course.assignments if each.name == "softmax")
    return autograder_zip(course, softmax, Isolation.STRICT)


@pytest.fixture
def autograder(packed, tmp_path):
    """Gradescope's folders, with the zip unpacked to `source` and its script beside it."""
    root = tmp_path / "autograder"
    for name in ("source", "submission", "results"):
        (root / name).mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(root / "source")
        for entry in archive.infolist():
            (root / "source" / entry.filename).chmod(entry.external_attr >> 16)
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "submission_metadata.json").write_text(json.dumps({"users": [{"id": 4711, "name": "Ann"}]}))
    return root


def run(root):
    environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "GRADER_PYTHON": sys.executable}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [root / "run_autograder"], check=False, cwd="/", env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return assert_results((root / "results" / "results.json").read_text())


def submit(root, number, name="my solution (1).ipynb"):
    shutil.copy(ROOT / "submissions" / "softmax" / f"student-{number}.ipynb", root / "submission" / name)


def test_the_report_is_the_one_of_the_course(autograder, tmp_path):
    # The same student, graded in the course itself, earns the same by the same checks.
    submit(autograder, "02")
    content = run(autograder)
    shutil.copy(ROOT / "submissions" / "softmax" / "student-02.ipynb", tmp_path / "4711.ipynb")
    command = [sys.executable, "-m", "grader", "grade", tmp_path / "4711.ipynb", "-a", "softmax"]
    words = ["-o", tmp_path / "r", "--format", "gradescope"]
    here = subprocess.run([*command, *words], check=False, cwd=ROOT, capture_output=True, text=True)
    assert json.loads(here.stdout)["tests"] == content["tests"]
    lost = [test for test in content["tests"] if test["status"] == "failed"]
    assert content["score"] == 30 - sum(test["max_score"] for test in lost) < 30
    assert all(test["output"] for test in lost)


@pytest.mark.parametrize(("count", "words"), [(0, "There is no notebook"), (2, "There is 2 notebooks")])
def test_not_one_notebook(autograder, count, words):
    for number in range(count):
        submit(autograder, "05", f"{number}.ipynb")
    content = run(autograder)
    assert content["score"] == 0
    assert content["output"].startswith(words)


def test_a_course_that_cannot_be_graded_with_is_no_fault_of_the_student(autograder):
    submit(autograder, "05")
    (autograder / "source/course/solutions/softmax/assignment.yaml").write_text("title: x\n")
    content = run(autograder)
    assert "it is not your fault" in content["output"]
    assert "tests" not in content


@pytest.mark.parametrize(
    ("metadata", "student"),
    [
        ("", "student"),
        ("{}", "student"),
        ("[]", "student"),
        ('{"users": 3}', "student"),
        ('{"users": []}', "student"),
        ('{"users": [{"id": 4711}]}', "4711"),
        ('{"users": [{"id": 9}, {"id": 12}]}', "12-9"),
        ('{"users": [{"id": "../../x"}]}', "../../x"),
        ("[" * 100_000, "student"),
    ],
)
def test_whose_it_is(tmp_path, metadata, student):
    (tmp_path / "submission_metadata.json").write_text(metadata)
    assert _student(tmp_path) == student


def test_only_what_checks_need_is_packed(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        modes = {entry.filename: stat.S_IMODE(entry.external_attr >> 16) for entry in archive.infolist()}
        pins = archive.read("requirements.txt").decode().splitlines()
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
    assert {name.split("/")[2] for name in names if name.startswith("course/solutions/")} == {"softmax"}
    assert not any(name.startswith("course/") and "/answers/correct/" in name for name in names)
    assert not any("__pycache__" in name for name in names)
    assert all(pin.count("==") == 1 for pin in pins)
    assert {"numpy", "pytest", "msgspec"} <= {pin.split("==")[0] for pin in pins}


def test_equal_courses_are_packed_alike(packed):
    course = load_course(ROOT)
    softmax = next(each for each in course.assignments if each.name == "softmax")
    assert autograder_zip(course, softmax, Isolation.STRICT) == packed
