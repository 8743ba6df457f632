"""The course's hash changes with all that grading reads, and with nothing else."""

import errno
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from grader.config import course_sha256, load_course, provenance_of
from grader.errors import ConfigurationError
from grader.model import Isolation


@pytest.fixture
def course(course_folder):
    return load_course(course_folder)


def softmax_sha256(course):
    return course_sha256(course, course.assignments[0])


@pytest.mark.parametrize(
    "file",
    [
        "assignment.yaml",
        "softmax.ipynb",
        "checks/hidden_values.py",
        "checks/cases/new.npy",
        "data.csv",
        "answers/wrong/a.py",
    ],
)
def test_what_grading_reads_changes_the_hash(course, file):
    before, path = softmax_sha256(course), course.assignments[0].folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert softmax_sha256(course) != before


@pytest.mark.parametrize(
    "file",
    [
        "answers/wrong.py",
        "answers/messages.yaml",
        "answers/correct/a.py",
        "equivalent.yaml",
        "checks/__pycache__/hidden_values.cpython-311.pyc",
        ".ipynb_checkpoints/softmax.ipynb",
        "../attention/softmax.ipynb",
    ],
)
def test_what_grading_does_not_read_leaves_the_hash(course, file):
    before, path = softmax_sha256(course), course.assignments[0].folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert softmax_sha256(course) == before


def test_what_cannot_be_read_is_a_fault_of_the_course(course, monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    told = (
        "^solutions/softmax/assignment.yaml: It cannot be read: Permission denied. Let it be read: marks depend on it."
    )
    with pytest.raises(ConfigurationError, match=told):
        softmax_sha256(course)


def test_a_renamed_file_changes_the_hash(course):
    before, checks = softmax_sha256(course), course.assignments[0].folder / "checks"
    (checks / "hidden_values.py").rename(checks / "public_values.py")
    assert softmax_sha256(course) != before


def test_limits_are_in_and_the_seed_is_out(course):
    before = softmax_sha256(course)
    assert softmax_sha256(replace(course, seed=8)) == before
    assert softmax_sha256(replace(course, limits=replace(course.limits, call_seconds=3.0))) != before


def test_provenance(course):
    provenance = provenance_of(course, course.assignments[0], Isolation.NONE)
    assert (provenance.seed, provenance.isolation) == (7, "none")
    assert provenance.course == softmax_sha256(course)
    assert provenance.numpy == metadata.version("numpy")
