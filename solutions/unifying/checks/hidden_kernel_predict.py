"""kernel_predict(X_train, coefficients, X_new, gamma) = Σ c_i k(x_i, x) for every row x of X_new."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    different_sizes,
    eighths,
    kernel_predict_bound,
)

DEFINITION = "the sum of c_i·k(x_i, x) over all training points"


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(
    1, hint="The kernel between new points (rows) and training points (columns), times the coefficients."
)
def test_kernel_predict_sums_over_the_training_points(student, reference, rng):
    cases = []
    for n, m, d, width in (
        (6, 4, 2, 0.5),
        (4, 4, 3, 1),
        (3, 7, 1, 0.75),
        (5, 1, 2, 2.0),
        (1, 3, 4, 0.1),
        (3, 3, 3, 0.3),
    ):
        cases.append((rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=(m, d)), width))
    X, c, new, width = cases[0]
    cases.append((X, 1e200 * c, new, width))
    for (X, c, new, width), prediction in answers(student.kernel_predict, cases):
        expected, bound = reference.kernel_predict(X, c, new, width), kernel_predict_bound(X, c, new, width)
        assert_close(prediction, expected, bound=bound, stating=DEFINITION)


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(
    0.5, hint="The prediction is linear in the coefficients: neither normalised nor passed through softmax."
)
def test_kernel_predict_is_linear_in_the_coefficients(student, rng):
    X, new, one, two = rng.normal(size=(5, 2)), rng.normal(size=(4, 2)), eighths(rng, 5), eighths(rng, 5)
    cases = [(X, c, new, 0.5) for c in (one, two, 3 * one - 2 * two)]
    first, second, both = (assert_answer(value, (4,)) for _, value in answers(student.kernel_predict, cases))
    bound = kernel_predict_bound(X, 6 * abs(one) + 4 * abs(two), new, 0.5)
    assert_agrees(both, 3 * first - 2 * second, bound=bound, stating="3f − 2g for the coefficients 3c − 2c′")


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(0.5, hint="Far from all training points every bump is 0; at a training point its own bump is 1.")
def test_kernel_predict_near_and_far(student, rng):
    X, c = 100.0 * rng.permutation(np.eye(3)), rng.normal(size=3)
    new = np.vstack([X, np.full((1, 3), -50.0)])
    answer = student.kernel_predict(X, c, new, 1.5)
    bound = kernel_predict_bound(X, c, new, 1.5)
    assert_close(
        answer, [*c, 0.0], bound=bound, stating="c_i at the training points, which are far apart, and 0 far away"
    )


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(
    0.5, hint="Each new point is predicted by itself, and the order of the training points does not matter."
)
def test_kernel_predict_point_by_point(student, rng):
    X, c, new, order = rng.normal(size=(6, 2)), rng.normal(size=6), rng.normal(size=(3, 2)), rng.permutation(6)
    cases = [(X, c, new, 0.5), (X[order], c[order], new, 0.5)] + [(X, c, row[None], 0.5) for row in new]
    every, shuffled, *alone = (value for _, value in answers(student.kernel_predict, cases))
    together, bound = assert_answer(every, (3,)), 2 * kernel_predict_bound(X, c, new, 0.5)
    stating = "the same predictions for training points in another order"
    assert_agrees(shuffled, together, bound=bound, stating=stating)
    for place, value in enumerate(alone):
        stating = "the same prediction for a new point alone as among others"
        assert_agrees(assert_shape(value, (1,)), together[place : place + 1], bound=bound[place], stating=stating)


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(
    0.5, hint="float32 stays float32; integers and bools become float64 before they are subtracted: 0 − 1 may be 255."
)
def test_kernel_predict_keeps_the_precision(student, rng):
    X, c, new = rng.permutation(np.eye(3, dtype=int)), np.array([1, 0, 1]), rng.permutation([[0, 0, 1], [1, 1, 0]])
    kinds = ("f8", "f4", "i8", "u1", "?")
    cases = [(X.astype(kind), c.astype(kind), new.astype(kind), 0.5) for kind in kinds]
    first, bound = None, 2 * kernel_predict_bound(X, c, new, 0.5)
    for (given, *_), prediction in answers(student.kernel_predict, cases):
        first = assert_shape(prediction, (2,)) if first is None else first
        assert_dtype(prediction, np.float32 if given.dtype == np.float32 else np.float64)
        assert_agrees(prediction, first, bound=bound, stating="the same for the same numbers of another type")


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(0.5, hint="Begin with np.asarray; the arguments are called X_train, coefficients, X_new and gamma.")
def test_kernel_predict_takes_lists_and_keywords(student, rng):
    X, c, new = rng.normal(size=(5, 2)), rng.normal(size=5), rng.normal(size=(4, 2))
    calls = [arguments(X, c, new, 0.5), arguments(X.tolist(), c.tolist(), new.tolist(), 0.5)]
    calls.append(arguments(gamma=0.5, X_new=new, coefficients=c, X_train=X))
    calls.append(arguments(X.copy(order="F"), np.repeat(c, 2)[::2], new.copy(order="F"), 0.5))
    calls.append(calls[0])
    assert_same_answers(student.kernel_predict, calls, (4,), bound=2 * kernel_predict_bound(X, c, new, 0.5))


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(0.5, hint="X_new -= … changes the caller's points; X_new - … makes new ones.")
def test_kernel_predict_leaves_its_inputs_alone(student, rng):
    given = rng.normal(size=(5, 2)), rng.normal(size=5), rng.normal(size=(4, 2)), 0.5
    assert_answer(assert_unmodified(student.kernel_predict, *given), (4,))


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(
    0.5, hint="One coefficient per training point, as many columns in X_new as in X_train: else a ValueError with both."
)
def test_kernel_predict_rejects_what_does_not_fit(student, rng):
    n, m, d, other = different_sizes(rng, 4)
    X, c, new = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=(m, d))
    predict = student.kernel_predict
    assert_answer(predict(X, c, new, 0.5), (m,))
    assert_raises(ValueError, predict, X, rng.normal(size=other), new, 0.5, mentions=(n, other))
    assert_raises(ValueError, predict, X, np.ones(1), new, 0.5, mentions=(n, 1))
    assert_raises(ValueError, predict, X, c, rng.normal(size=(m, other)), 0.5, mentions=(d, other))
    assert_raises(ValueError, predict, X, c, new[:, :1], 0.5, mentions=(d, 1))
    assert_raises(ValueError, predict, X, c[:, None], new, 0.5)
    assert_raises(ValueError, predict, X, c, new[0], 0.5)
    assert_raises(ValueError, predict, X[:, 0], c, new, 0.5)
