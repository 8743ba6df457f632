"""Notebooks that nbgrader or Otter have had their hands on: the same scores, the same outcomes."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.config import load_course
from grader.grading import GradingSession
from grader.model import Isolation, Report, Submission
from tests.rehearsal.conftest import COURSE

RIGHT = COURSE / "submissions" / "softmax" / "student-01.ipynb"
WRONG = COURSE / "submissions" / "softmax" / "student-02.ipynb"

Notebook = dict[str, Any]


@pytest.fixture(scope="module")
def session() -> Iterator[GradingSession]:
    with GradingSession(load_course(COURSE), ["softmax"], Isolation.STRICT) as session:
        yield session


@pytest.fixture(scope="module")
def grade(session: GradingSession) -> Callable[[Notebook], Report]:
    def run(notebook: Notebook) -> Report:
        submission = Submission("softmax", "student", Path("softmax.ipynb"))
        return session.grade(submission, json.dumps(notebook).encode())

    return run


def code(source: str, **metadata: object) -> Notebook:
    identity = "x" + hashlib.sha256(source.encode()).hexdigest()[:8]
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": metadata,
        "outputs": [],
        "execution_count": 1,
        "source": source,
    }


def of_nbgrader(notebook: Notebook) -> Notebook:
    """Graded, locked and solution cells, checksums, tests in cells that fail, and marks of an earlier run."""
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"]["nbgrader"] = {
            "grade": cell["cell_type"] == "markdown",
            "solution": cell["cell_type"] == "code",
            "locked": number % 2 == 0,
            "task": False,
            "points": 0,
            "grade_id": f"cell-{number}",
            "checksum": "00000000000000000000000000000000",
            "schema_version": 3,
        }
        cell["metadata"].update(deletable=False, editable=False)
    notebook["metadata"]["nbgrader"] = {"cell_type": "code", "schema_version": 3}
    tests = "### BEGIN HIDDEN TESTS\nassert softmax([1]) == 'nothing like it'\n### END HIDDEN TESTS"
    notebook["cells"].append(code(tests, nbgrader={"grade": True, "locked": True, "points": 5, "grade_id": "test"}))
    notebook["cells"].append(code("import nbgrader\nnbgrader.validate()"))
    return notebook


def of_otter(notebook: Notebook) -> Notebook:
    """Otter's metadata, its first cell, its check after each cell, and its export."""
    notebook["metadata"]["otter"] = {
        "OK_FORMAT": True,
        "assignment_name": "softmax",
        "tests": {"q1": {"name": "q1", "points": None, "suites": [{"cases": [{"code": ">>> 1 / 0"}]}]}},
    }
    cells = [code('# Initialize Otter\nimport otter\ngrader = otter.Notebook("softmax.ipynb")', otter={"tests": []})]
    for cell in notebook["cells"]:
        cell["metadata"].update(deletable=False, tags=["otter_answer_cell"], otter={"tests": ["q1"]})
        cells.append(cell)
        if cell["cell_type"] == "code":
            cells.append(code(f'grader.check("q{len(cells)}")'))
    notebook["cells"] = [*cells, code("grader.check_all()"), code("grader.export(pdf=False, run_tests=True)")]
    return notebook


@pytest.mark.parametrize("path", [RIGHT, WRONG], ids=["right", "wrong"])
@pytest.mark.parametrize("marked", [of_nbgrader, of_otter])
def test_marks_of_another_grader_change_no_score(
    grade: Callable[[Notebook], Report], path: Path, marked: Callable[[Notebook], Notebook]
) -> None:
    plain = json.loads(path.read_bytes())
    report, expected = grade(marked(copy.deepcopy(plain))), grade(plain)
    assert report.exercises == expected.exercises
    assert report.written == expected.written
    assert (report.score, report.status) == (expected.score, expected.status)
    # Only nbgrader's own tests and import raise; Otter's object is there and does nothing.
    assert [fault.kind for fault in report.cells if marked is of_nbgrader][-2:] == (
        ["AssertionError", "ModuleNotFoundError"] if marked is of_nbgrader else []
    )
    if marked is of_otter:
        assert len(report.cells) == len(expected.cells)
