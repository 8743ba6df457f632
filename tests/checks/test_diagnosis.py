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
