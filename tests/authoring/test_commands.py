"""`grader init` and `grader new`, as they are typed, and what the course that they make can do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from grader.authoring import new_course
from grader.cli.program import run
from grader.config import load_course


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    new_course(tmp_path / "newcourse")
    monkeypatch.chdir(tmp_path / "newcourse")
    return tmp_path / "newcourse"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def marks(folder: Path) -> dict[str, tuple[float, float]]:
    reports = {path.stem: yaml.safe_load(path.read_text()) for path in sorted(folder.glob("student-*.yaml"))}
    return {name: (report["score"], report["possible"]) for name, report in reports.items()}


# --- init -------------------------------------------------------------------------------------------------------------


def test_a_new_course_grades_at_once(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["init", "newcourse"]) == 0
    assert "  cd newcourse\n  grader grade " in capsys.readouterr().out
    monkeypatch.chdir(tmp_path / "newcourse")
    assert run(["grade"]) == 0
    assert marks(Path("reports/warmup")) == {"student-01": (6, 6), "student-02": (2.5, 6), "student-03": (0.5, 6)}
    # What students receive is what the sources make.
    assert run(["release", "--check"]) == 0


def test_the_same_course_is_made_every_time(tmp_path):
    for name in ("one", "two"):
        new_course(tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert "assignments/warmup/SHA256SUMS" in files(tmp_path / "one")
    assert ".gitignore" in files(tmp_path / "one")


@pytest.mark.parametrize("there", [[], [".git/HEAD"]])
def test_a_folder_that_is_empty_but_for_git_becomes_a_course(tmp_path, monkeypatch, capsys, there):
    for name in there:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("ref")
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    assert "cd " not in capsys.readouterr().out
    assert load_course(tmp_path).assignments[0].name == "warmup"


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path, capsys):
    for name in ("thesis.tex", ".hidden", "b", "c", "d"):
        (tmp_path / name).write_text("mine")
    before = files(tmp_path)
    assert run(["init", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "The folder is not empty: it holds .hidden, b, c and 2 more." in said
    assert "`grader new NAME` adds an assignment" in said
    assert files(tmp_path) == before
    assert run(["init", str(tmp_path / "thesis.tex")]) == 2
    assert "This is no folder" in capsys.readouterr().err
    assert files(tmp_path) == before


def test_the_folder_s_name_is_shown_and_not_obeyed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["init", "a\x1b[31mb"]) == 0
    assert "\x1b" not in capsys.readouterr().out


# --- new --------------------------------------------------------------------------------------------------------------


def test_a_skeleton_is_released_graded_and_validated(course, capsys):
    assert run(["new", "kernels"]) == 0
    said = capsys.readouterr().out
    assert "solutions/kernels/kernels.ipynb: new\n" in said
    assert "8 right and 20 wrong ones are wanted, 1 of each is there" in said
    assert (course / "config.yaml").read_text().endswith("adds one.\nassignments:\n- warmup\n- kernels\n")
    assert run(["release"]) == 0
    assert "assignments/kernels/kernels.ipynb: new" in capsys.readouterr().out
    # Only the number of answers is missing, there and in the new course's own assignment.
    assert run(["validate", "--no-mutants", "--seeds", "2", "-j", "2"]) == 1
    said = capsys.readouterr().out
    assert "2 reference, 1 blank, 1 correct, 1 wrong; reference full under 2 of 2 seeds\n  diagnosed: 1 rightly" in said
    assert "2 reference, 1 blank, 4 correct, 7 wrong; reference full under 2 of 2 seeds\n  diagnosed: 7 rightly" in said
    assert said.count("Too few to prove anything:") == 2
    assert not [title for title in ("Not told apart", "nobody has reviewed", "Diagnosed wrongly") if title in said]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("warmup", "The course has an assignment `warmup`. Choose another name."),
        ("Warmup", "The course has an assignment `warmup`. Choose another name."),
        ("2nd", "`2nd` cannot be the name of an assignment. Use letters"),
        ("../up", "`../up` cannot be the name of an assignment."),
        ("a" * 65, "cannot be the name of an assignment."),
        ("", "`` cannot be the name of an assignment."),
        ("draft", "solutions/draft: It is there, though config.yaml does not list it."),
        ("old", "assignments/old: It is there, though config.yaml does not list it."),
    ],
)
def test_a_name_that_cannot_be_or_is_taken_changes_nothing(course, capsys, name, said):
    (course / "solutions" / "draft").mkdir()
    (course / "assignments" / "old").symlink_to("nowhere")
    before = files(course)
    assert run(["new", name]) == 2
    assert said in capsys.readouterr().err
    assert files(course) == before


def test_a_list_that_cannot_be_added_to_changes_nothing(course, capsys):
    path = course / "config.yaml"
    path.write_text(path.read_text().replace("- warmup", "-\n  warmup"))
    before = files(course)
    assert run(["new", "kernels"]) == 2
    assert "Add the line `- kernels` below `assignments:` yourself." in capsys.readouterr().err
    assert files(course) == before


def test_a_config_that_cannot_be_written_takes_the_skeleton_back(course, monkeypatch, capsys):
    def fail(path, data):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("grader.authoring.assignment.write_atomically", fail)
    before = files(course)
    assert run(["new", "kernels"]) == 2
    assert "config.yaml: It cannot be changed: Permission denied." in capsys.readouterr().err
    assert files(course) == before


def test_outside_of_a_course_there_is_nothing_to_add_to(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["new", "kernels"]) == 2
    assert "Run the command inside a course" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
