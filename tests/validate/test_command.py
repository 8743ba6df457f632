"""The command from the outside, on a course of one exercise, in the sandbox."""

from __future__ import annotations

import json

import pytest

from grader.cli.program import run

CHECKS = """
import pytest
@pytest.mark.exercise("double")
@pytest.mark.points(2, hint="Add it to itself.")
def test_double_is_twice(student, rng):
    x = float(rng.integers(3, 9))
    assert student.double(x) == 2 * x, "expected twice the number"
"""
SOURCE = "def double(x):\n    ### BEGIN SOLUTION\n    return x + x\n    ### END SOLUTION\n"


def write_notebook(path, source):
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": source}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))


@pytest.fixture
def course(tmp_path, monkeypatch):
    (tmp_path / "config.yaml").write_text("course: C\nseed: 7\nisolation: basic\nassignments: [twice]\n")
    folder = tmp_path / "solutions" / "twice"
    (folder / "checks").mkdir(parents=True)
    (folder / "checks" / "hidden_double.py").write_text(CHECKS)
    (folder / "assignment.yaml").write_text("title: T\nexercises:\n- {name: double, title: D, points: 2}\n")
    write_notebook(folder / "twice.ipynb", SOURCE)
    blank = "def double(x):\n    raise NotImplementedError('double')\n"
    write_notebook(tmp_path / "assignments" / "twice" / "twice.ipynb", blank)
    for number in range(8):
        write_answer(folder, "correct", f"style-{number}", "2 * x")
    for number in range(20):
        write_answer(folder, "wrong", f"factor-{number}", f"{number + 3} * x")
    monkeypatch.chdir(tmp_path)
    return folder


def write_answer(folder, verdict, what, answer):
    path = folder / "answers" / verdict / f"double--{what}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'"""multiplies {what}."""\n\n\ndef double(x):\n    return {answer}\n')


def validate(*arguments):
    return run(["validate", "--seeds", "2", "-j", "2", *arguments])


def test_messages_are_kept_first_and_then_all_is_well(course, capsys):
    assert validate("--no-mutants") == 1
    assert "nobody has reviewed" in capsys.readouterr().out
    assert validate("--no-mutants", "--update-messages") == 0
    assert validate("twice", "--no-mutants") == 0
    said = capsys.readouterr().out
    assert "2 reference, 1 blank, 8 correct, 20 wrong; reference full under 2 of 2 seeds" in said
    assert "expected twice the number" in (course / "answers" / "messages.yaml").read_text()


def test_survivors_are_shown_as_diffs(course, capsys):
    (course / "checks" / "hidden_double.py").write_text(CHECKS.replace("== 2 * x", "> x"))
    assert validate() == 1
    said = capsys.readouterr().out
    assert "survived: double:precision-lost:" in said
    assert "+    return (x + x) * (1 + 1e-6)" in said
    header, scores = (line.split() for line in said.splitlines() if line.startswith(("assignment ", "twice ")))
    assert header == ["assignment", "checks", "mutants", "killed", "equivalent", "score", "time"]
    mutants, killed = int(scores[2]), int(scores[3])
    assert scores[:2] + scores[4:7] == ["twice", "1", "0", f"{100 * killed / mutants:.1f}", "%"]
    assert "wrong/double--factor-0: loses nothing of double." in said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("assignment.yaml", "points: 2", "points: 3", "add up to 2"),
        ("checks/hidden_double.py", 'exercise("double")', 'exercise("dubble")', "There is no exercise `dubble`"),
        ("assignment.yaml", "points: 2}", "points: 2}\n- {name: half, title: H, points: 1}", "`half` has no check"),
        ("answers/wrong/double--factor-0.py", "def double", "def dubble", "defines no function `double`"),
    ],
)
def test_a_broken_course_is_named_and_not_graded_with(course, capsys, file, old, new, said):
    path = course / file
    path.write_text(path.read_text().replace(old, new))
    assert validate("--no-mutants") == 2
    assert said in capsys.readouterr().err
    submission = course.parents[1] / "assignments" / "twice" / "twice.ipynb"
    assert run(["grade", str(submission), "-o", "reports"]) == 2
    assert said in capsys.readouterr().err
    assert not list(course.parents[1].glob("reports/*/*.yaml"))


def test_a_reference_that_fails_is_named(course, capsys):
    write_notebook(course / "twice.ipynb", SOURCE.replace("x + x", "x"))
    assert validate("--no-mutants", "--update-messages") == 1
    assert "reference/1: double_is_twice failed though it should pass" in capsys.readouterr().out


def test_a_check_that_breaks_is_named_with_its_line_and_why(course, capsys):
    (course / "checks" / "hidden_double.py").write_text(CHECKS.replace("rng.integers", "rgn.integers"))
    assert validate("--no-mutants", "--update-messages") == 1
    said = "solutions/twice/checks/hidden_double.py, line 6: NameError: name 'rgn' is not defined"
    out = capsys.readouterr().out
    assert f"the check double_is_twice is broken, which no answer may do to a check: {said}" in out
    assert "assert_pair" not in out


def test_an_answer_that_a_check_takes_apart_unseen_is_told_with_the_remedy(course, capsys):
    unseen = "    first, second = student.double(2.0)\n"
    (course / "checks" / "hidden_double.py").write_text(CHECKS.rstrip("\n") + "\n" + unseen)
    assert validate("--no-mutants", "--update-messages") == 1
    said = "cannot unpack non-iterable float object. Take answers apart by assert_pair or assert_parts"
    assert said in capsys.readouterr().out


def restyle(course, what, answer, folder="twice"):
    path = course.parents[1] / "again" / folder / f"double--{what}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'"""In another style."""\n\n\ndef double(x):\n    return {answer}\n')


def test_diagnoses_are_measured_by_restyled_answers(course, capsys):
    restyle(course, "factor-0", "x + x + x")
    restyle(course, "factor-1", "sum([x] * 4)")
    assert validate("--diagnosis", "again") == 0
    said = capsys.readouterr().out
    assert "2 restyled wrong answers diagnosed: 2 rightly, 0 wrongly, 0 not at all   100.0 %" in said
    assert "Wrong answers that nobody has restyled:\n  - wrong/double--factor-10" in said
    restyle(course, "factor-1", "x + 0.25")
    assert validate("--diagnosis", "again") == 1
    assert "Not diagnosed:\n  - wrong/double--factor-1\n" in capsys.readouterr().out
    restyle(course, "factor-1", "3.0 * x")
    assert validate("--diagnosis", "again") == 1
    assert "Diagnosed wrongly:\n  - wrong/double--factor-1\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "folder", "said"),
    [
        ("factor-99", "twice", "There is no wrong answer of this name"),
        ("factor-0", "thrice", "It has no folder of restyled answers"),
    ],
)
def test_restyled_answers_that_are_like_none_are_named(course, capsys, what, folder, said):
    restyle(course, what, "x", folder)
    assert validate("--diagnosis", "again") == 2
    assert said in capsys.readouterr().err


def test_restyled_answers_that_are_missing_are_named(course, capsys):
    (course.parents[1] / "again" / "twice").mkdir(parents=True)
    assert validate("--diagnosis", "again") == 2
    assert "There are no restyled answers" in capsys.readouterr().err


def test_a_blank_that_is_missing_is_named(course, capsys):
    (course.parents[1] / "assignments" / "twice" / "twice.ipynb").unlink()
    assert validate("--no-mutants") == 2
    assert "grader release" in capsys.readouterr().err


def test_all_beside_a_name_is_refused(course):
    assert validate("--all", "twice") == 2
