"""combine_columns(X, w) = w[0]·X[:, 0] + … + w[d−1]·X[:, d−1], the same vector as Xw."""

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


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(1, hint="Begin with zeros, and add w[j] * X[:, j] for every column j.")
def test_combine_columns_equals_the_product(student, reference, rng):
    cases = [(rng.normal(size=(n, d)), rng.normal(size=d)) for n, d in ((7, 4), (4, 4), (2, 5), (6, 1), (1, 1))]
    cases += [(1e200 * rng.normal(size=(5, 3)), 1e-200 * rng.normal(size=3))]
    for (X, w), combination in answers(student.combine_columns, cases):
        assert_close(
            combination,
            reference.predict(X, w),
            bound=product_bound(X, w),
            stating="the sum of w[j]·X[:, j] over all columns j",
        )


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(
    0.5, hint="np.zeros(n) is float64, and zeros of X's type are integers for an integer X: neither serves all."
)
def test_combine_columns_keeps_the_precision(student, rng):
    X, w = rng.integers(1, 9, size=(5, 3)), rng.integers(1, 9, size=3)
    cases = [(X.astype(kind), w.astype(kind)) for kind in (np.float64, np.float32, np.int64)] + [(X > 4, w > 0)]
    for (X, _), combination in answers(student.combine_columns, cases):
        assert_dtype(combination, np.float32 if X.dtype == np.float32 else np.float64)


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names X and w.")
def test_combine_columns_takes_lists_and_keywords(student, rng):
    X, w = rng.normal(size=(4, 3)), rng.normal(size=3)
    calls = [arguments(X, w), arguments(X.tolist(), w.tolist()), arguments(w=w, X=X)]
    calls.append(arguments(X.copy(order="F"), np.repeat(w, 2)[::2]))
    assert_same_answers(student.combine_columns, calls, (4,), bound=2 * product_bound(X, w))


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(0.5, hint="total = X[:, 0] is a view: total += … would change X. Begin with a new array.")
def test_combine_columns_leaves_its_inputs_alone(student, rng):
    combination = assert_unmodified(student.combine_columns, rng.normal(size=(5, 3)), rng.normal(size=3))
    assert_answer(combination, (5,))


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(0.5, hint="Compare X.shape[1] with len(w), and name both shapes in the ValueError.")
def test_combine_columns_rejects_shapes_that_do_not_fit(student, rng):
    n, d, other = different_sizes(rng, 3)
    X, w = rng.normal(size=(n, d)), rng.normal(size=d)
    assert_answer(student.combine_columns(X, w), (n,))
    assert_raises(ValueError, student.combine_columns, X, rng.normal(size=other), mentions=(d, other))
    # X * w would spread the one weight over all columns.
    assert_raises(ValueError, student.combine_columns, X, rng.normal(size=1), mentions=(d, 1))


@pytest.mark.exercise("combine_columns")
@pytest.mark.points(0.5, hint="X has two dimensions and w one; anything else is a ValueError.")
def test_combine_columns_rejects_wrong_dimensions(student, rng):
    X, w = rng.normal(size=(4, 3)), rng.normal(size=3)
    assert_shape(student.combine_columns(X, w), (4,))
    assert_raises(ValueError, student.combine_columns, X, w[:, None])
    assert_raises(ValueError, student.combine_columns, X[0], w)
