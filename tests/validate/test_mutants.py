"""Mutants: made by every operator, named stably, and never the same as the reference or as each other."""

from __future__ import annotations

import textwrap

import pytest

from grader.validate.mutants import OPERATORS, mutants

FUNCTION = '''
def softmax(scores, axis=-1, tol=1e-9):
    """Weights."""
    scores = np.asarray(scores, dtype=float)
    if scores.ndim < 1:
        raise ValueError(f"scores of shape {scores.shape}")
    top = np.max(scores, axis=axis, keepdims=True)
    terms = np.exp(scores - top)
    return terms / np.sum(terms, axis=axis, keepdims=True)
'''


def made(notebook, *cells, exercise="softmax"):
    return {each.name: each for each in mutants(notebook(*cells), (exercise,))}


@pytest.mark.parametrize(
    ("statement", "operator", "instead"),
    [
        ("return np.sum(x, axis=0)", "keyword-dropped", "return np.sum(x)"),
        ("return np.sum(x, axis=0, keepdims=True)", "keyword-dropped", "return np.sum(x, axis=0)"),
        ("return np.sum(x, axis=axis)", "axis-moved", "return np.sum(x, axis=-1)"),
        ("return x.T @ x", "transpose-dropped", "return x @ x"),
        ("return x - y", "operation-changed", "return x + y"),
        ("return -x", "operation-changed", "return x"),
        ("return x @ y", "operands-swapped", "return y @ x"),
        ("return x * y", "operand-dropped", "return x"),
        ("return x or y", "operand-dropped", "return y"),
        ("return x < y", "bound-shifted", "return x <= y"),
        ("return x < y", "comparison-turned", "return x > y"),
        ("return x and y", "connective-changed", "return x or y"),
        ("return x[1]", "off-by-one", "return x[0]"),
        ("return x * 1e-9", "size-changed", "return x * 1e-06"),
        ("return np.max(x)", "function-changed", "return np.min(x)"),
        ("return np.abs(x)", "call-dropped", "return x"),
        ("return np.where(x > 0, x, y)", "call-dropped", "return y"),
        ("return f(x, y)", "arguments-swapped", "return f(y, x)"),
        ("return np.where(x > 0, x, y)", "arguments-swapped", "return np.where(x > 0, y, x)"),
        ("return np.float64(x)", "precision-changed", "return np.float32(x)"),
        ("return np.float64(x)", "made-integer", "return np.int64(x)"),
        ("return f(x)", "precision-lost", "return (f(x)) * (1 + 1e-6)"),
        ("return np.where(x, x, y)", "mask-inverted", "return np.where(~x, x, y)"),
        (
            "return np.where(np.broadcast_to(x, 3), x, y)",
            "mask-inverted",
            "return np.where(~np.broadcast_to(x, 3), x, y)",
        ),
        ("return len(x)", "one-less", "return (len(x) - 1)"),
        ("return np.tri(x)", "diagonal-shifted", "return np.tri(x, k=-1)"),
        ("raise ValueError(x)", "raise-dropped", "pass"),
        ("raise ValueError(x)", "raise-of-another-kind", "raise TypeError(x)"),
        ('raise ValueError(f"{x.shape}")', "shapes-not-named", 'raise ValueError("this does not fit")'),
        ("x = f(x)", "assignment-dropped", "pass"),
        ("x = f(x)\nreturn x", "returned-early", "return f(x)\nreturn x"),
        ("x = x - y", "in-place", "x -= y"),
        ("if x:\n    return y", "condition-decided", "if True:\n    return y"),
        ("for i in x:\n    f(i)", "loop-stopped", "for i in x:\n    f(i)\n    break"),
        ("for i in x:\n    f(i)", "term-skipped", "for i in list(x)[1:]:\n    f(i)"),
    ],
)
def test_each_operator_makes_its_mistake(notebook, statement, operator, instead):
    head = "def g(x, y=None, axis=-1):\n"
    found = made(notebook, head + textwrap.indent(statement, "    "), exercise="g")
    cells = [each.cell for name, each in found.items() if name.split(":")[1] == operator]
    assert head + textwrap.indent(instead, "    ") + "\n" in cells


def test_every_operator_is_tried_above(notebook):
    (mark,) = test_each_operator_makes_its_mistake.pytestmark
    tried = {operator for _, operator, _ in mark.args[1]}
    assert tried | {"input-overwritten"} == set(OPERATORS)


def test_an_overwritten_input_keeps_the_answer_and_changes_the_array(notebook):
    import numpy as np

    (mutant,) = [each for name, each in made(notebook, FUNCTION).items() if "input-overwritten" in name]
    namespace = {"np": np}
    exec(mutant.cell, namespace)
    scores = np.array([1.0, 1.0])
    assert namespace["softmax"](scores).tolist() == [0.5, 0.5]
    assert scores.tolist() == [0.0, 0.0]


def test_names_survive_edits_elsewhere(notebook):
    before = made(notebook, FUNCTION)
    edited = FUNCTION.replace("Weights.", "Convex weights.").replace("    terms =", "    # why\n    terms =")
    after = made(notebook, "def other():\n    return 1\n", edited)
    assert before.keys() == after.keys()
    changed = made(notebook, FUNCTION.replace("scores - top", "scores - 2 * top"))
    assert {name for name in before if name not in changed}
    assert {name for name in before if name in changed}


def test_no_two_are_alike_and_none_is_the_reference(notebook):
    found = made(notebook, FUNCTION)
    assert len({each.cell for each in found.values()}) == len(found) > 30
    assert all(each.diff for each in found.values())


def test_nothing_that_only_people_read_is_mutated(notebook):
    found = made(notebook, FUNCTION)
    assert all("Weights." in each.cell for each in found.values())
    assert not made(notebook, "def softmax():\n    with np.errstate(over='ignore'):\n        pass\n")


def test_helpers_are_mutated_for_each_exercise_and_stay_right_for_others(notebook):
    cells = (
        "def twice(x):\n    return x + x\n",
        "def f(x):\n    return twice(x)\n",
        "def h(x):\n    return twice(x)\n",
    )
    found = list(mutants(notebook(*cells), ("f", "h")))
    assert {each.exercise for each in found if "return x - x" in each.cell} == {"f", "h"}
    namespace = {}
    for cell in (*cells, next(each.cell for each in found if each.exercise == "f" and "return x - x" in each.cell)):
        exec(cell, namespace)
    assert (namespace["f"](3), namespace["h"](3)) == (0, 6)
