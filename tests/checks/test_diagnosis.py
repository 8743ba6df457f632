"""Diagnoses: said when one misconception explains everything, and never on little evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks.authored import AuthoredAnswer
from grader.checks.diagnosis import ELEMENTS_MAX, Explanation, Misconceptions
from grader.checks.student import Student
from grader.errors import TimedOut
from grader.model import Answer
from tests.checks.local_backend import LocalBackend

DOUBLED = "import numpy as np\ndef total(x):\n    return 2 * np.sum(x)\n"
MEAN = "import numpy as np\ndef total(x):\n    return np.mean(x)\n"
IN_PLACE = "def total(x):\n    answer = x.sum()\n    x -= 1\n    return answer\n"
UNCHECKED = "def total(x):\n    return x.sum()\n"


def total(x):
    if x.ndim != 1:
        raise ValueError("no vector")
    return x.sum()


def misconceptions(**sources):
    answers = [
        AuthoredAnswer("wrong", "total", what, f"does {what}", frozenset({"total"}), source, Path(f"{what}.py"))
        for what, source in sources.items()
    ]
    return Misconceptions(answers, SimpleNamespace(total=total))


def calls_of(function, *inputs):
    student = Student(LocalBackend({"total": function}), frozenset({"total"}))
    for each in inputs:
        student.total.record(each)
    return student.calls


@pytest.fixture
def inputs(rng):
    return rng.normal(size=(3, 5))


def test_another_style_of_a_misconception_is_known(inputs):
    calls = calls_of(lambda x: sum(value + value for value in x), *inputs)
    assert misconceptions(double=DOUBLED, mean=MEAN).explain("total", calls).text == "behaves as if it does double"


def test_a_mistake_that_nobody_wrote_down_is_not(inputs):
    calls = calls_of(lambda x: 3 * x.sum(), *inputs)
    assert misconceptions(double=DOUBLED, mean=MEAN).explain("total", calls) == Explanation()


def test_one_call_that_contradicts_is_enough(inputs):
    calls = calls_of(lambda x: 2 * x.sum(), *inputs) + calls_of(lambda x: 2.001 * x.sum(), inputs[0])
    assert misconceptions(double=DOUBLED).explain("total", calls) == Explanation()


def test_a_tie_is_silent_and_asks_for_more(inputs):
    calls = calls_of(lambda x: 2 * x.sum(), *inputs)
    assert misconceptions(double=DOUBLED, twice=DOUBLED).explain("total", calls) == Explanation(is_open=True)


def test_one_input_shown_twice_is_one(inputs):
    calls = calls_of(lambda x: 2 * x.sum(), inputs[0], inputs[0])
    assert misconceptions(double=DOUBLED).explain("total", calls) == Explanation(is_open=True)


def test_inputs_in_which_nothing_shows_do_not_count():
    calls = calls_of(lambda x: 2 * x.sum(), np.zeros(3), np.zeros(4), np.ones(2))
    assert misconceptions(double=DOUBLED).explain("total", calls) == Explanation(is_open=True)


def test_changed_inputs_and_missing_errors_are_behaviour(inputs):
    def changing(x):
        x += 1
        return (x - 1).sum()

    everything = misconceptions(changes=IN_PLACE, accepts=UNCHECKED)
    assert everything.explain("total", calls_of(changing, *inputs)).text == "behaves as if it does changes"
    squares = [np.ones((2, 2)), np.ones((3, 2))]
    assert everything.explain("total", calls_of(np.sum, *squares)).text == "behaves as if it does accepts"


def test_what_did_not_end_is_not_compared(inputs):
    calls = calls_of(lambda x: 2 * x.sum(), *inputs)
    hung = replace(calls[0], answer=Answer(fault=TimedOut("total", 1.0)))
    assert misconceptions(double=DOUBLED).explain("total", [*calls, hung]) == Explanation()


def test_other_precision_is_other_behaviour(inputs):
    calls = calls_of(lambda x: np.float32(2 * x.sum()), *inputs)
    assert misconceptions(double=DOUBLED).explain("total", calls) == Explanation()


def test_calls_with_large_answers_are_not_compared(inputs):
    calls = calls_of(lambda x: np.full(ELEMENTS_MAX, 2 * x.sum()), *inputs)
    filled = f"import numpy as np\ndef total(x):\n    return np.full({ELEMENTS_MAX}, 2 * np.sum(x))\n"
    assert misconceptions(filled=filled).explain("total", calls) == Explanation()


@pytest.mark.parametrize(
    "source",
    [
        "def total(x):\n    while True:\n        pass\n",
        "def total(x):\n    return total(x)\n",
        "def total(x):\n    return sum(1 for _ in iter(int, 1))\n",
        "def total(x):\n    raise SystemExit\n",
        "def total(x):\n    return 0\nwhile True:\n    pass\n",
        "def total(x):\n    return 0\nraise KeyError\n",
    ],
)
def test_an_authors_answer_that_does_not_end_holds_nothing_up(inputs, source):
    calls = calls_of(lambda x: 2 * x.sum(), *inputs)
    everything = misconceptions(endless=source, double=DOUBLED)
    assert everything.explain("total", calls).text == "behaves as if it does double"
    assert misconceptions(endless=source).explain("total", calls) == Explanation()


def test_the_lines_of_libraries_and_of_right_answers_are_not_too_many(rng):
    source = "def total(x):\n    out = 0.0\n    for value in x:\n        out += value\n    return out + 1\n"
    calls = calls_of(lambda x: x.sum() + 1, *rng.normal(size=(3, 20_000)))
    assert misconceptions(one=source).explain("total", calls).text == "behaves as if it does one"


ILL = "import numpy as np\ndef total(x):\n    return np.linalg.solve(x.T @ x + {} * np.eye(4), x.T @ np.ones(len(x)))\n"


def test_what_rounding_moves_may_differ_by_as_much(rng):
    def by_lstsq(x):
        rows, ones = np.vstack([x, 1e-4 * np.eye(4)]), np.append(np.ones(len(x)), np.zeros(4))
        return np.linalg.lstsq(rows, ones)[0]

    def ill(x):
        return np.linalg.lstsq(x, np.ones(len(x)))[0]

    left, right = np.linalg.qr(rng.normal(size=(6, 4)))[0], np.linalg.qr(rng.normal(size=(4, 4)))[0]
    inputs = [left * np.geomspace(1, least, 4) @ right for least in (1e-5, 1e-4, 2e-4)]
    student = calls_of(by_lstsq, *inputs)
    answers = [
        AuthoredAnswer("wrong", "total", name, name, frozenset({"total"}), ILL.format(penalty), Path(f"{name}.py"))
        for name, penalty in (("adds a penalty", 1e-8), ("adds another", 2e-8))
    ]
    known = Misconceptions(answers, SimpleNamespace(total=ill))
    assert known.explain("total", student).text == "behaves as if it adds a penalty"


def test_where_nobody_wrote_wrong_answers_the_right_one_is_not_asked(inputs):
    asked = []
    known = Misconceptions((), SimpleNamespace(total=asked.append))
    assert known.explain("total", calls_of(lambda x: 2 * x.sum(), *inputs)) == Explanation()
    assert not asked
