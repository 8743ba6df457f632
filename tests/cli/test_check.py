"""`grader check` as a student meets it: what it prints, and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from grader.errors import SandboxError

COURSE = Path(__file__).resolve().parents[2]
SUBMISSIONS = COURSE / "submissions" / "softmax"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The released assignment, with a right notebook, a blank one and something that is none."""
    shutil.copytree(COURSE / "assignments" / "softmax", tmp_path / "softmax")
    monkeypatch.chdir(tmp_path / "softmax")
    shutil.copy(SUBMISSIONS / "student-01.ipynb", "right.ipynb")
    Path("broken.ipynb").write_text('{"cells": [')
    return tmp_path / "softmax"


def test_a_right_notebook_passes_in_the_sandbox(folder, grader):
    code, out, err = grader("check", "right.ipynb")
    assert (code, err) == (0, "")
    assert out.startswith("right.ipynb (softmax), run from top to bottom in the sandbox (strict)")
    assert "  ✓ softmax: all 2 public checks passed\n" in out
    assert out.rstrip().endswith("6 of 6 exercises pass their public checks.")


def test_several_are_told_one_by_one_and_the_worst_decides(folder, grader):
    code, out, err = grader("check", "right.ipynb", "softmax.ipynb", "broken.ipynb", "--isolation", "none")
    assert code == 3
    assert "  ✗ softmax is not written yet.\n" in out
    assert out.count("Not isolated, as was asked for: the notebook ran like any program of yours") == 2
    assert "1 of 3 notebooks pass all of their public checks." in out
    assert err.startswith("error: broken.ipynb: The file seems cut off")


def test_a_blank_notebook_fails(folder, grader):
    code, out, _ = grader("check", "softmax.ipynb", "--isolation", "none")
    assert code == 1
    assert "0 of 6 exercises pass their public checks." in out


def test_what_is_wrong_though_every_check_passed_is_no_pass(folder, grader):
    notebook = json.loads(Path("right.ipynb").read_text())
    notebook["cells"].append(
        {"cell_type": "code", "id": "x", "metadata": {}, "outputs": [], "execution_count": 1, "source": "1 / 0"}
    )
    Path("raises.ipynb").write_text(json.dumps(notebook))
    code, out, _ = grader("check", "raises.ipynb", "--isolation", "none")
    assert code == 1
    assert "raised ZeroDivisionError: division by zero." in out
    assert "6 of 6 exercises pass their public checks; what is marked ! is still to be put right." in out


def test_text_of_a_student_steers_neither_terminal_nor_build_server(folder, grader):
    source = "def softmax(scores, axis=-1):\n    raise ValueError('\\x1b[2J\\n::error::boo ##[error]boo')"
    notebook = json.loads(Path("softmax.ipynb").read_text())
    next(cell for cell in notebook["cells"] if cell["id"] == "softmax")["source"] = source
    Path("hostile.ipynb").write_text(json.dumps(notebook))
    _, out, _ = grader("check", "hostile.ipynb", "--isolation", "none")
    assert "\\x1b[2J" in out
    assert "\x1b" not in out
    assert "##[" not in out
    assert not any(line.strip().startswith("::") for line in out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Missing argument 'NOTEBOOK...'"),
        (("nothing.ipynb",), "does not exist"),
        (("right.ipynb", "-a", "sofmax"), "There is no assignment `sofmax` here. Did you mean `softmax`?"),
    ],
)
def test_a_command_line_that_cannot_be_meant_is_refused(folder, grader, arguments, told):
    code, _, err = grader("check", *arguments)
    assert code == 2
    assert told in err


def test_a_folder_is_no_notebook(folder, grader):
    code, out, err = grader("check", "right.ipynb", "checks", ".", "--isolation", "none")
    assert (code, "1 of 3 notebooks pass all of their public checks." in out) == (3, True)
    named = "Name the notebook in it: broken.ipynb, right.ipynb, softmax.ipynb."
    none = "There is no notebook in it; name one."
    assert err == f"error: checks: This is a folder. {none}\nerror: .: This is a folder. {named}\n"
    Path("../softmax/more.ipynb").touch()
    assert "right.ipynb or another of 4." in grader("check", ".")[2]


def test_a_folder_beside_no_checks_is_a_folder_all_the_same(folder, grader, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "softmax/broken.ipynb").unlink()
    code, _, err = grader("check", "softmax")
    named = "Name the notebook in it: softmax/right.ipynb, softmax/softmax.ipynb."
    assert (code, err) == (3, f"error: softmax: This is a folder. {named}\n")


def test_where_the_best_isolation_is_not_to_be_had_the_next_is_taken_and_told(folder, grader, monkeypatch):
    asked = []

    def refuse(level, hidden, modules):
        asked.append(str(level))
        raise SandboxError("There are no namespaces here.")

    monkeypatch.setattr("grader.sandbox.launcher.Zygote", refuse)
    code, out, _ = grader("check", "right.ipynb")
    assert code == 0
    assert asked == ["strict", "basic"]
    assert "Not isolated, this machine offers no sandbox" in out
    code, out, err = grader("check", "right.ipynb", "--isolation", "strict")
    assert (code, out, err) == (2, "", "error: There are no namespaces here.\n")
