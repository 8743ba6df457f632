"""A whole notebook, run from top to bottom and checked: what it is told, in the sandbox and in a plain process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from grader.checks.suite import Suite
from grader.model import Cell, Isolation, Limits
from grader.notebook import read_notebook
from grader.rehearsal.names import names_of
from grader.rehearsal.packages import offered_by_the_course
from grader.rehearsal.rehearsal import Rehearsal, Rehearsed
from grader.rehearsal.remark import Ran
from grader.rehearsal.runner import runner
from grader.rehearsal.suspicions import suspicions
from grader.sandbox.plain_session import PlainSession
from tests.rehearsal.conftest import COURSE, RIGHT

SETUP = "import numpy as np\ndef as_floats(values):\n    return np.asarray(values, dtype=float)"
LIMITS = Limits(cell_seconds=0.5, call_seconds=0.2, notebook_seconds=20.0)

Rehearse = Callable[..., Rehearsed]


@contextmanager
def at(level: Isolation, limits: Limits = LIMITS) -> Iterator[Rehearsal]:
    """The public checks of `softmax`, and notebooks run at this level."""
    checks = COURSE / "assignments" / "softmax" / "checks"
    with runner(level, level, []) as running, closing(Suite({"softmax": checks}, public_only=True)) as suite:
        assert bool(running.caution) == (level is Isolation.NONE)
        yield Rehearsal(suite, running.open_session, limits, offered_by_the_course)


@pytest.fixture(scope="module")
def rehearsal() -> Iterator[Rehearsal]:
    with at(Isolation.STRICT) as sandboxed:
        yield sandboxed


@pytest.fixture
def rehearse(rehearsal: Rehearsal, write: Callable[..., Path]) -> Rehearse:
    def run(*cells: str | tuple[str, int], by: Rehearsal = rehearsal) -> Rehearsed:
        path = write(SETUP, *cells)
        return by.of(read_notebook(path.read_bytes(), path.name), "softmax", path.parent)

    return run


def told(rehearsed: Rehearsed) -> str:
    return "\n".join(("! " if each.fails else "· ") + each.text for each in rehearsed.remarks)


def outcome(rehearsed: Rehearsed, exercise: str):
    return next(each for each in rehearsed.exercises if each.name == exercise)


def test_each_exercise_is_told_by_itself(rehearse: Rehearse) -> None:
    wrong = "def is_convex(weights, tol=1e-9):\n    return 'yes'"
    loop = "def convex_combination(weights, points):\n    while True: pass"
    rehearsed = rehearse(
        RIGHT["softmax"], wrong, loop, "def logsumexp(scores, axis=-1):\n    raise NotImplementedError('later')"
    )
    assert [each.name for each in rehearsed.exercises if each.passed] == ["softmax"]

    assert "returned text; expected True or False" in outcome(rehearsed, "is_convex").checks[0].message
    assert "did not return within 0.2 s" in outcome(rehearsed, "convex_combination").checks[0].message
    assert outcome(rehearsed, "logsumexp").todo == "logsumexp is not written yet."
    assert outcome(rehearsed, "masked_softmax").todo == "masked_softmax is not defined after your cells ran."
    assert not rehearsed.passed
    assert told(rehearsed) == ""


def test_what_only_worked_in_another_order_is_explained(rehearse: Rehearse) -> None:
    rehearsed = rehearse(("table = squares(3)", 9), ("def squares(n):\n    return [i * i for i in range(n)]", 4))
    text = told(rehearsed)
    assert (
        "! Code cell 2, line 1, raised NameError: name 'squares' is not defined. Code cell 3 defines `squares`" in text
    )
    assert "code cell 2 had been run after code cell 3" in text


def test_what_only_the_kernel_remembers_is_explained(rehearse: Rehearse) -> None:
    text = told(rehearse("x = forgotten + 1", "def logsumexp(scores, axis=-1):\n    return scores * eps"))
    assert "No cell defines `forgotten`: it was left over in your kernel" in text
    assert "· `logsumexp` in code cell 3 uses `eps`, which no cell defines" in text


def test_a_cell_that_failed_is_named_where_its_names_are_missed(rehearse: Rehearse) -> None:
    text = told(rehearse("1 / 0\nthings = 3", "print(things)"))
    assert "! Code cell 2, line 1, raised ZeroDivisionError: division by zero." in text
    assert "Code cell 2 writes it, but ended with ZeroDivisionError, line 1: division by zero." in text


def test_a_cell_that_is_no_python_is_named_where_its_names_are_missed(rehearse: Rehearse) -> None:
    text = told(rehearse("def late(x):\n    return (x", "late(3)"))
    assert "Code cell 2, line 2, raised SyntaxError: '(' was never closed." in text
    assert "name 'late' is not defined. Code cell 2 writes it, but ended with SyntaxError, line 2" in text


def test_a_function_lost_with_its_cell_is_told_where(rehearse: Rehearse) -> None:
    rehearsed = rehearse("open('numbers.csv')\n" + RIGHT["softmax"])
    assert "Code cell 2 writes it, but ended with FileNotFoundError" in outcome(rehearsed, "softmax").todo
    assert "files beside it are not there when it is graded" in told(rehearsed)


def test_a_name_with_a_slip_is_recognised(rehearse: Rehearse) -> None:
    rehearsed = rehearse(RIGHT["softmax"].replace("def softmax", "def soft_max"))
    assert outcome(rehearsed, "softmax").todo.endswith("Did you mean `soft_max`?")


def test_a_later_cell_that_overwrites_a_right_answer_is_named(rehearse: Rehearse) -> None:
    text = told(rehearse(RIGHT["softmax"], "x = 1", "def softmax(scores, axis=-1):\n    return scores"))
    assert "! softmax is defined in code cells 2 and 4; the last one counts. The one in code cell 2 passes" in text
    assert told(rehearse("def softmax(s):\n    return s", RIGHT["softmax"])).startswith(
        "· softmax is defined in code cells 2 and 3; the last one counts."
    )


@pytest.mark.parametrize(
    ("source", "remark"),
    [
        ("name = input('who? ')", "! Code cell 2, line 1, raised InputRefused: input() cannot be answered"),
        ("def ask():\n    return input()", "· Code cell 2, line 2, asks for input(), which nobody answers"),
        ("!pip install numpy", "· Code cell 2 has a command for a shell, `!pip install numpy`"),
        ("files = !ls", "· Code cell 2 has a command for a shell, `!ls`"),
        ("%%bash\necho hello", "· Code cell 2 has a command for a shell, `%%bash`"),
        ("import surely_not_there", "No module named 'surely_not_there'. The course does not have that package"),
        (
            "try:\n    import surely_not\nexcept ImportError: pass",
            "· Code cell 2, line 2, imports surely_not. The course",
        ),
        ("import own", "put the code that you need from own into a cell"),
        ("while True: pass", "! Code cell 2, line 1, was cut off: stopped after 0.5 s."),
        ("import os\nos._exit(3)", "! Code cell 2 ended the notebook's process"),
    ],
)
def test_what_would_surprise_is_told(rehearse: Rehearse, received: Path, source: str, remark: str) -> None:
    (received / "own.py").write_text("x = 1")
    assert remark in told(rehearse(source))


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nimport scipy, json",
        "from numpy import *\ndef f(): return ones(3)",
        "def f():\n    global made\n    made = 1\ndef g(): return made",
        "class K:\n    def m(self): return __file__, display, [i for i in range(3)]",
        "import asyncio\nawait asyncio.sleep(0)",
        "text = '''\n!not a command\n%nor this\n'''",
        "from grader import check\ncheck('softmax')\ncheck.all()",
        "%load_ext grader\n%check softmax",
    ],
)
def test_what_is_all_right_is_not_remarked(rehearse: Rehearse, source: str) -> None:
    assert told(rehearse(source)) == ""


def test_time_near_a_limit_is_told(tmp_path: Path) -> None:
    cells = [names_of(Cell(index, index + 1, "pass")) for index in range(3)]
    limits = Limits(cell_seconds=10, call_seconds=1, notebook_seconds=20)
    calls = {"fit": 0.7, "predict": 0.4}
    ran = Ran(cells, (), {0: 7.04, 1: 4.0, 2: 0.1}, calls, limits, offered_by_the_course, tmp_path)
    assert [each.text for each in suspicions(ran)] == [
        "Code cell 1 took 7.0 s; a cell is stopped after 10 s.",
        "All cells took 11 s; a notebook is stopped after 20 s.",
        "A call of fit took 0.7 s; it is stopped after 1 s, and hidden checks may use larger inputs.",
    ]


def test_a_plain_process_gives_the_same_outcomes(rehearse: Rehearse) -> None:
    cells = [
        RIGHT["softmax"],
        "def is_convex(weights, tol=1e-9):\n    return 'yes'",
        "def logsumexp(scores, axis=-1):\n    import os\n    os._exit(1)",
        "def convex_combination(weights, points):\n    points *= 0\n    return 1 / 0",
        "table = squares(3)",
        "!ls\n%matplotlib inline\nfrom grader import check\ncheck.all()",
        "name = input()",
        "def squares(n): pass",
    ]
    # Only the clock is looked at there, and this machine may be busy.
    with at(Isolation.NONE, Limits()) as plain:
        assert rehearse(*cells, by=plain) == rehearse(*cells)


def test_a_plain_process_is_ended_where_it_does_not_end_itself(rehearse: Rehearse) -> None:
    swallows = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException: pass"
    with at(Isolation.NONE) as plain:
        rehearsed = rehearse(swallows, RIGHT["softmax"], by=plain)
    assert "! Code cell 2 was cut off: stopped after 0.5 s." in told(rehearsed)
    assert outcome(rehearsed, "softmax").passed


def test_a_plain_process_starts_in_an_empty_folder_and_leaves_nothing(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with PlainSession(LIMITS, 1) as session:
        session.run_cells([Cell(0, 1, "import os\nfiles = sorted(os.listdir())\nopen('x', 'w').close()")])
        assert session.value("files") in ([], ["ipython"])
    assert list(tmp_path.iterdir()) == []


def test_empty_written_answers_are_named(rehearsal: Rehearsal, received: Path) -> None:
    data = (received / "softmax.ipynb").read_bytes()
    assert "No written answer yet: part 1, 2, 3." in told(rehearsal.of(read_notebook(data, "s"), "softmax", received))
    notebook = json.loads(data)
    for cell in notebook["cells"]:
        if cell["id"] == "part-2-answer":
            cell["source"] = "### Part 2: your answer\n\nBecause."
    text = told(rehearsal.of(read_notebook(json.dumps(notebook).encode(), "s"), "softmax", received))
    assert "No written answer yet: part 1, 3." in text
