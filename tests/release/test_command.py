"""`grader release`, as it is typed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from grader.cli.program import run

HERE = Path(__file__).parents[2]

CHECK = """import numpy as np
import pytest
@pytest.mark.exercise("softmax")
@pytest.mark.points(3, hint="Divide by the sum.")
def test_softmax_{name}(student):
    assert np.allclose(student.softmax(np.zeros(4)), {expected}), "expected four equal weights"
"""


@pytest.fixture
def course(source, monkeypatch):
    for kind in ("public", "hidden"):
        path = source.folder / "checks" / f"{kind}_softmax.py"
        path.write_text(CHECK.format(name=f"of_zeros_{kind}", expected=0.25))
    (source.root / "config.yaml").write_text("course: Course\nseed: 1\nisolation: basic\nassignments: [softmax]\n")
    (source.folder / "assignment.yaml").write_text(
        "title: Softmax\nexercises:\n- {name: softmax, title: Softmax, points: 6}\n"
        "written:\n- {part: 1, title: Objects, points: 4, rubric: clear}\n"
    )
    monkeypatch.chdir(source.root)
    return source


@pytest.fixture
def trusted(monkeypatch) -> None:
    """The reference gets full marks: what is tested is what is written, and grading it takes a second."""
    monkeypatch.setattr("grader.validate.full_marks.grade_subjects", full)


class Full:
    """Marks of who passed everything."""

    fired = ()


def full(course, subjects, opening, seen):
    return dict.fromkeys(subjects, Full())


def folder(source) -> dict[str, bytes]:
    made = source.root / "assignments"
    return {str(path.relative_to(made)): path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}


def test_release_writes_what_differs_and_says_so(course, trusted, capsys):
    assert run(["release"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "assignments/softmax/softmax.ipynb: new",
        "assignments/softmax/checks/public_softmax.py: new",
        "assignments/softmax/SHA256SUMS: new",
    ]
    written = folder(course)
    assert sorted(written) == ["softmax/SHA256SUMS", "softmax/checks/public_softmax.py", "softmax/softmax.ipynb"]
    assert run(["release", "softmax", "softmax"]) == 0
    assert capsys.readouterr().out == "assignments/softmax: up to date\n"
    (course.folder / "checks" / "public_softmax.py").rename(course.folder / "checks" / "public_weights.py")
    assert run(["release"]) == 0
    assert "softmax/checks/public_softmax.py" not in folder(course)
    assert "softmax/checks/public_weights.py" in folder(course)


def test_check_writes_nothing_and_tells_by_its_exit_code(course, trusted, capsys):
    assert run(["release", "--check"]) == 1
    assert "run `grader release`" in capsys.readouterr().out
    assert not (course.root / "assignments").exists()
    assert run(["release"]) == 0
    assert run(["release", "--check"]) == 0
    strange = course.root / "assignments" / "softmax" / "checks" / "hidden_softmax.py"
    strange.write_text("secret")
    assert run(["release", "--check"]) == 1
    assert run(["release"]) == 0
    assert strange.exists()


def test_a_fault_leaves_everything_as_it_was(course, trusted, capsys):
    assert run(["release"]) == 0
    before = folder(course)
    course.write(softmax="def softmax(x):\n    return x")
    assert run(["release"]) == 2
    assert "Students would receive `softmax` as it is here." in capsys.readouterr().err
    assert folder(course) == before


def test_an_unknown_assignment_is_named_with_the_one_that_was_meant(course, trusted, capsys):
    assert run(["release", "sofmax"]) == 2
    assert "Did you mean `softmax`?" in capsys.readouterr().err
    assert not (course.root / "assignments").exists()


def test_a_folder_that_cannot_be_written_is_one_message(course, trusted, capsys):
    (course.root / "assignments").write_text("a file")
    assert run(["release"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_committed_assignments_are_what_release_makes_of_the_solutions(tmp_path, monkeypatch, capsys):
    for name in ("config.yaml", "solutions", "assignments"):
        (shutil.copytree if (HERE / name).is_dir() else shutil.copy)(HERE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert run(["release", "--check"]) == 0, capsys.readouterr().out


def test_a_reference_that_loses_points_is_not_released(course, capsys):
    path = course.folder / "checks" / "hidden_softmax.py"
    path.write_text(CHECK.format(name="of_zeros_hidden", expected=0.5))
    for arguments in ([], ["--check"]):
        assert run(["release", *arguments]) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert "solutions/softmax/softmax.ipynb, cell 1 (softmax), line 4: The reference loses points: " in said
        assert "softmax_of_zeros_hidden failed: " in said
        assert "expected four equal weights" in said
    assert not (course.root / "assignments").exists()
    path.write_text(CHECK.format(name="of_zeros_hidden", expected=0.25))
    assert run(["release", "--isolation", "none"]) == 0
    assert run(["release", "--check"]) == 0


def test_checks_that_do_not_fit_the_exercises_are_named_before_anything_is_written(course, capsys):
    path = course.folder / "assignment.yaml"
    path.write_text(path.read_text().replace("points: 6", "points: 7"))
    assert run(["release"]) == 2
    assert "add up to 6" in capsys.readouterr().err
    assert not (course.root / "assignments").exists()


def test_where_there_is_no_sandbox_the_message_says_so(course, monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "win32")
    assert run(["release"]) == 2
    assert (
        "error: this machine: The solutions cannot be graded here: the sandbox needs Linux" in capsys.readouterr().err
    )
