"""The course's hash changes with all that grading reads, and with nothing else."""

import errno
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from grader.config import course_sha256, load_course, provenance, provenance_of
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


@pytest.mark.parametrize("package", ["numpy", "PyYAML"])
def test_versions_are_those_of_the_installed_packages(package):
    assert provenance._version.__wrapped__(package) == metadata.version(package)


@pytest.mark.parametrize("folders", [["made-1.0.dist-info", "made-1.1.dist-info"], ["made-1.1.egg-info"], []])
def test_where_the_folder_does_not_say_which_the_metadata_do(tmp_path, monkeypatch, folders):
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "__init__.py").touch()
    for name in folders:
        (tmp_path / name).mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(metadata, "version", lambda package: f"what the metadata of {package} say")
    assert provenance._version.__wrapped__("made") == "what the metadata of made say"


def test_the_folder_beside_a_package_names_its_version(tmp_path, monkeypatch):
    (tmp_path / "made_first").mkdir()
    (tmp_path / "made_first" / "__init__.py").touch()
    (tmp_path / "made_first-1.1+local.dist-info").mkdir()
    (tmp_path / "made_first_of_all-2.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert provenance._version.__wrapped__("made_first") == "1.1+local"
