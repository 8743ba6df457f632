"""The worked examples of the notebook, small enough to check by hand, and the shapes of answers."""

import numpy as np
import pytest

from grader.checks import answers, assert_answer, assert_close, assert_false, assert_orthogonal, assert_true

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
W = np.array([2.0, -1.0])
PREDICTION = np.array([0.0, 2.0, 4.0])
WIDE = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 4.0]])
"""Two examples with three features each."""
TALL = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, -1.0]])
"""Four examples with two features each; their columns are at right angles, and each has squared length 3."""
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""


@pytest.mark.exercise("predict")
@pytest.mark.points(0.25, hint="Row i of X times w: 1·2 + 2·(−1) = 0 is the first prediction of the worked example.")
def test_predict_worked_example(student):
    assert_close(student.predict(X, W), PREDICTION, bound=EXACT, stating="Xw = (0, 2, 4)")


@pytest.mark.exercise("predict")
@pytest.mark.points(0.25, hint="One prediction for each row of X: (2, 3) and (3,) give (2,).")
def test_predict_gives_one_number_an_example(student):
    predictions = student.predict(WIDE, np.array([1.0, 2.0, 3.0]))
    assert_close(predictions, [7.0, 14.0], bound=EXACT, stating="Xw = (1 + 6, 2 + 12)")


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(0.25, hint="2·(1, 3, 5) − 1·(2, 4, 6) = (0, 2, 4).")
def test_combine_columns_worked_example(student):
    assert_close(student.combine_columns(X, W), PREDICTION, bound=EXACT, stating="2·(1, 3, 5) − (2, 4, 6) = (0, 2, 4)")


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(
    0.25, hint="As many terms as columns, each as long as a column: three columns of two entries give (2,)."
)
def test_combine_columns_of_three(student):
    sums = student.combine_columns(WIDE, np.array([1.0, 2.0, 3.0]))
    assert_close(sums, [7.0, 14.0], bound=EXACT, stating="1·(1, 0) + 2·(0, 1) + 3·(2, 4)")


@pytest.mark.exercise("fit")
@pytest.mark.points(0.25, hint="y = (0, 2, 4) is 2·(1, 3, 5) − (2, 4, 6), so the best weights are (2, −1).")
def test_fit_worked_example(student):
    assert_close(student.fit(X, PREDICTION), W, bound=EXACT, stating="w = (2, −1), for which Xw = y")


@pytest.mark.exercise("fit")
@pytest.mark.points(0.25, hint="One weight for each column of X: (4, 2) and (4,) give (2,).")
def test_fit_gives_one_weight_a_column(student):
    weights = student.fit(TALL, np.array([3.0, 0.0, 3.0, 6.0]))
    assert_close(
        assert_answer(weights, (2,)), [4.0, -1.0], bound=EXACT, stating="w = (12, −3)/3, by orthogonal columns"
    )


@pytest.mark.exercise("residual")
@pytest.mark.points(0.25, hint="The residual is y − Xw with the weights w that fit y best.")
def test_residual_worked_example(student):
    r = student.residual(X, np.array([1.0, 2.0, 4.0]))
    assert_close(
        r, [1 / 6, -1 / 3, 1 / 6], bound=EXACT, stating="r = (1/6, −1/3, 1/6), at right angles to both columns"
    )
    assert_orthogonal(X, r, bound=EXACT)


@pytest.mark.exercise("residual")
@pytest.mark.points(0.25, hint="One entry for each example: what the best prediction leaves of it.")
def test_residual_gives_one_number_an_example(student):
    r = student.residual(TALL, np.array([3.0, 0.0, 3.0, 6.0]))
    assert_close(assert_answer(r, (4,)), [-1.0, 1.0, 0.0, 1.0], bound=EXACT, stating="y − Xw with w = (4, −1)")


@pytest.mark.exercise("in_span")
@pytest.mark.points(0.25, hint="(0, 2, 4) is 2·(1, 3, 5) − (2, 4, 6); no weights give (1, 2, 4).")
def test_in_span_worked_example(student):
    (_, inside), (_, outside) = answers(student.in_span, [(X, PREDICTION), (X, np.array([1.0, 2.0, 4.0]))])
    assert_true(inside, "(0, 2, 4) = 2·(1, 3, 5) − (2, 4, 6)")
    assert_false(outside, "no combination of the columns is (1, 2, 4)")


@pytest.mark.exercise("in_span")
@pytest.mark.points(
    0.25,
    hint="A column is the combination that gives it weight 1; a sum and a multiple of columns lie in the span too.",
)
def test_in_span_of_the_columns(student):
    vectors = [X[:, 0], X[:, 0] + X[:, 1], -3 * X[:, 1], np.array([1.0, 0.0, 0.0])]
    for place, (_, answer) in enumerate(answers(student.in_span, [(X, vector) for vector in vectors])):
        if place < 3:
            assert_true(answer, "it is a combination of the two columns")
        else:
            assert_false(answer, "no combination of the columns is (1, 0, 0)")


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(0.25, hint="With one column x the weight is xᵀy / (xᵀx + alpha): here 11 / (25 + alpha).")
def test_fit_ridge_worked_example(student):
    column, y = np.array([[3.0], [4.0]]), np.array([1.0, 2.0])
    for (_, _, alpha), w in answers(student.fit_ridge, [(column, y, 0.0), (column, y, 30.0)]):
        assert_close(w, [11 / (25 + alpha)], bound=EXACT, stating=f"w = 11 / (25 + {alpha:g})")


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(
    0.25, hint="One weight for each column; by orthogonal columns each is xᵀy / (xᵀx + alpha) of its own column x."
)
def test_fit_ridge_gives_one_weight_a_column(student):
    weights = student.fit_ridge(TALL, np.array([3.0, 0.0, 3.0, 6.0]), 3.0)
    assert_close(assert_answer(weights, (2,)), [2.0, -0.5], bound=EXACT, stating="w = (12, −3)/(3 + 3)")
