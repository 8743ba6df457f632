"""predict(X, w) = Xw."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    different_sizes,
    product_bound,
)


@pytest.mark.exercise("predict")
@pytest.mark.points(1, hint="ŷ = Xw: entry i is the sum over j of X[i, j]·w[j].")
def test_predict_is_the_product(student, reference, rng):
    cases = [(rng.normal(size=(n, d)), rng.normal(size=d)) for n, d in ((7, 4), (4, 4), (2, 5), (6, 1), (1, 1))]
    cases += [(1e200 * rng.normal(size=(5, 3)), 1e-200 * rng.normal(size=3))]
    for (X, w), prediction in answers(student.predict, cases):
        assert_close(prediction, reference.predict(X, w), bound=product_bound(X, w), stating="Xw")


@pytest.mark.exercise("predict")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_predict_keeps_the_precision(student, rng):
    X, w = rng.integers(1, 9, size=(5, 3)), rng.integers(1, 9, size=3)
    cases = [(X.astype(kind), w.astype(kind)) for kind in (np.float64, np.float32, np.int64)] + [(X > 4, w > 0)]
    for (X, _), prediction in answers(student.predict, cases):
        assert_dtype(prediction, np.float32 if X.dtype == np.float32 else np.float64)


@pytest.mark.exercise("predict")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names X and w.")
def test_predict_takes_lists_and_keywords(student, rng):
    X, w = rng.normal(size=(4, 3)), rng.normal(size=3)
    calls = [arguments(X, w), arguments(X.tolist(), w.tolist()), arguments(w=w, X=X)]
    calls.append(arguments(X.copy(order="F"), np.repeat(w, 2)[::2]))
    assert_same_answers(student.predict, calls, (4,), bound=2 * product_bound(X, w))


@pytest.mark.exercise("predict")
@pytest.mark.points(0.5, hint="X *= w changes the caller's array; X * w makes a new one.")
def test_predict_leaves_its_inputs_alone(student, rng):
    prediction = assert_unmodified(student.predict, rng.normal(size=(5, 3)), rng.normal(size=3))
    assert_answer(prediction, (5,))


@pytest.mark.exercise("predict")
@pytest.mark.points(0.5, hint="Compare X.shape[1] with len(w), and name both shapes in the ValueError.")
def test_predict_rejects_shapes_that_do_not_fit(student, rng):
    n, d, other = different_sizes(rng, 3)
    X, w = rng.normal(size=(n, d)), rng.normal(size=d)
    assert_answer(student.predict(X, w), (n,))
    assert_raises(ValueError, student.predict, X, rng.normal(size=other), mentions=(d, other))
    # X * w would spread the one weight over all columns.
    assert_raises(ValueError, student.predict, X, rng.normal(size=1), mentions=(d, 1))


@pytest.mark.exercise("predict")
@pytest.mark.points(0.5, hint="X has two dimensions and w one; anything else is a ValueError.")
def test_predict_rejects_wrong_dimensions(student, rng):
    X, w = rng.normal(size=(4, 3)), rng.normal(size=3)
    assert_shape(student.predict(X, w), (4,))
    assert_raises(ValueError, student.predict, X, w[:, None])
    assert_raises(ValueError, student.predict, X[0], w)
