"""Who calls whom: from tokens, whatever else stands in the cells."""

from __future__ import annotations

import pytest

from grader.model import Cell
from grader.notebook import callers
from grader.notebook.callers import calls

NAMES = ("softmax", "weights", "attention")


def called(*sources):
    return calls([Cell(number, number, source) for number, source in enumerate(sources)], NAMES)


def test_calls_are_found_in_the_body_of_a_function():
    first = "def softmax(s):\n    return s\n"
    second = "def weights(q):\n    def inner():\n        return softmax(\nq)\n    return inner()\n"
    assert called(f"{first}\n\n{second}", "async def attention(q):\n    return weights(q) + weights(q)\n") == {
        "softmax": set(),
        "weights": {"softmax"},
        "attention": {"weights"},
    }


@pytest.mark.parametrize(
    "body",
    [
        '"""Like softmax(s)."""',
        "# softmax(s)",
        "np.softmax(q)",
        "softmax",
        "def softmax(q): pass",
        "weights(q)",
        "print('softmax(q)')",
    ],
)
def test_what_is_no_call_of_another_is_none(body):
    assert called(f"def weights(q):\n    {body}\n    return q\nsoftmax(1)\n") == {"weights": set()}


def test_the_last_definition_counts():
    assert called("def weights(q):\n    return softmax(q)\n", "def weights(q):\n    return q\n") == {"weights": set()}


@pytest.mark.parametrize("rest", ["%matplotlib inline\n", "x = (\n", "'''", "  what\n is\n", "\0", "$"])
def test_a_cell_that_is_no_python_hides_no_other(rest):
    found = called(rest, f"def weights(q):\n    return softmax(q)\n{rest}")
    assert found == {"weights": {"softmax"}}


def test_what_is_very_long_is_not_read(monkeypatch):
    monkeypatch.setattr(callers, "CELL_CHARACTERS_MAX", 10)
    assert called("def weights(q):\n    return softmax(q)\n") == {}
