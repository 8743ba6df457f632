"""The worked example of the notebook, small enough to check by hand, and the shapes of answers."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_false,
    assert_pair,
    assert_simplex,
    assert_true,
)

Q = np.array([[1.0, 0.0]])
K = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
V = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
TWO_QUERIES = np.array([[1.0, 0.0], [0.0, 2.0]])
WIDE = np.array([[1.0, 0.0, 2.0, 4.0], [0.0, 2.0, 0.0, 4.0], [1.0, 1.0, 0.0, 8.0]])
"""Three values with four coordinates each."""
ROOT = np.sqrt(2.0)
A = np.exp(1 / ROOT)
WEIGHTS = np.array([[A, 1.0, A]]) / (2 * A + 1)
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.25, hint="The query (1, 0) has the products 1, 0, 1 with the three keys; divide them by √2.")
def test_attention_scores_worked_example(student):
    scores = student.attention_scores(Q, K)
    assert_close(scores, [[1 / ROOT, 0.0, 1 / ROOT]], bound=EXACT, stating="(1, 0, 1)/√2 in one row")


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.25, hint="One row for each query, one column for each key: (2, 2) and (3, 2) give (2, 3).")
def test_attention_scores_of_two_queries(student):
    scores = student.attention_scores(TWO_QUERIES, K)
    expected = np.array([[1.0, 0.0, 1.0], [0.0, 2.0, 2.0]]) / ROOT
    assert_close(scores, expected, bound=EXACT, stating="the rows (1, 0, 1)/√2 and (0, 2, 2)/√2")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.25, hint="With a = exp(1/√2) the exponentials are a, 1, a; divide them by their sum.")
def test_attention_weights_worked_example(student):
    assert_close(student.attention_weights(Q, K), WEIGHTS, bound=EXACT, stating="(a, 1, a)/(2a + 1) with a = exp(1/√2)")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.25, hint="Each query has weights of its own, one for each key: every row sums to 1.")
def test_attention_weights_of_two_queries(student):
    weights = student.attention_weights(TWO_QUERIES, K)
    assert_answer(weights, (2, 3))
    assert_simplex(weights)


@pytest.mark.exercise("attention")
@pytest.mark.points(0.25, hint="The output is 0.401·(1, 0) + 0.198·(0, 2) + 0.401·(1, 1), about (0.802, 0.797).")
def test_attention_worked_example(student):
    output, weights = assert_pair(student.attention(Q, K, V), ("output", "weights"))
    assert_close(weights, WEIGHTS, bound=EXACT, stating="the weights of attention_weights", part="weights")
    assert_close(output, WEIGHTS @ V, bound=EXACT, stating="about (0.802, 0.797) in one row", part="output")


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.25, hint="Return the pair (output, weights): for 2 queries, 3 keys and values in 4 coordinates (2, 4) and (2, 3)."
)
def test_attention_returns_a_pair(student):
    output, weights = assert_pair(student.attention(TWO_QUERIES, K, WIDE), ("output", "weights"))
    assert_answer(output, (2, 4), part="output")
    assert_answer(weights, (2, 3), part="weights")


@pytest.mark.exercise("causal_mask")
@pytest.mark.points(0.25, hint="Row 0 permits position 0 only, row 1 positions 0 and 1, row 2 all three.")
def test_causal_mask_worked_example(student):
    expected = [[True, False, False], [True, True, False], [True, True, True]]
    assert_equal(student.causal_mask(3), expected, stating="True on and below the diagonal")


@pytest.mark.exercise("causal_mask")
@pytest.mark.points(
    0.25, hint="A mask says True or False, not 1 or 0: an array of n rows and n columns with dtype bool."
)
def test_causal_mask_of_two(student):
    mask = student.causal_mask(2)
    assert_dtype(mask, bool)
    assert_equal(mask, [[True, False], [True, True]], stating="True on and below the diagonal")


@pytest.mark.exercise("combine_values")
@pytest.mark.points(0.25, hint="0.25·(1, 0) + 0.25·(0, 2) + 0.5·(1, 1) = (0.75, 1).")
def test_combine_values_worked_example(student):
    output = student.combine_values(np.array([0.25, 0.25, 0.5]), V)
    assert_close(output, [0.75, 1.0], bound=EXACT, stating="0.25·(1, 0) + 0.25·(0, 2) + 0.5·(1, 1) = (0.75, 1)")


@pytest.mark.exercise("combine_values")
@pytest.mark.points(
    0.25, hint="Three weights and three values with four coordinates each give one output of shape (4,)."
)
def test_combine_values_gives_one_output(student):
    output = student.combine_values(np.array([0.5, 0.25, 0.25]), WIDE)
    assert_close(output, [0.75, 0.75, 1.0, 5.0], bound=EXACT, stating="the weighted sum of the three values")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(0.25, hint="(0.75, 1) = 0.25·(1, 0) + 0.25·(0, 2) + 0.5·(1, 1); (1, 2) lies beyond the triangle.")
def test_in_hull_worked_example(student):
    (_, inside), (_, outside) = answers(student.in_hull, [(V, np.array([0.75, 1.0])), (V, np.array([1.0, 2.0]))])
    assert_true(inside, "(0.75, 1) = 0.25·(1, 0) + 0.25·(0, 2) + 0.5·(1, 1)")
    assert_false(outside, "(1, 2) is no convex combination of the corners")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    0.25, hint="A corner is the combination that gives it weight 1; (0, 0) is reached with no weights that sum to 1."
)
def test_in_hull_of_the_corners(student):
    for (_, point), answer in answers(student.in_hull, [(V, V[0]), (V, V[1]), (V, V[2]), (V, np.zeros(2))]):
        if point.any():
            assert_true(answer, f"({point[0]:g}, {point[1]:g}) is a corner itself")
        else:
            assert_false(answer, "(0, 0) lies outside the triangle")
