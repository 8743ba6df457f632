"""combine_values(weights, V) = weights[0]·V[0] + … + weights[n_k−1]·V[n_k−1]."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_each_raises,
    assert_in_hull,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    different_sizes,
    product_bound,
)

DEFINITION = "the sum of weights[i]·V[i] over all keys i"


@pytest.mark.exercise("combine_values")
@pytest.mark.points(1, hint="Begin with zeros, and add weights[i] * V[i] for every key i: V[i] is a row.")
def test_combine_values_equals_the_product(student, reference, rng):
    cases = [(rng.dirichlet(np.ones(n)), rng.normal(size=(n, d))) for n, d in ((6, 2), (4, 4), (2, 5), (1, 3), (5, 1))]
    for (weights, V), output in answers(student.combine_values, cases):
        expected, bound = reference.combine_values(weights, V), product_bound(weights, V)
        assert_close(output, expected, bound=bound, stating=DEFINITION)


@pytest.mark.exercise("combine_values")
@pytest.mark.points(0.5, hint="With convex weights the result is a weighted mean of the rows of V, inside their hull.")
def test_combine_values_stays_in_the_hull(student, rng):
    cases = [(rng.dirichlet(np.ones(n)), rng.normal(size=(n, 2))) for n in (3, 5, 6)]
    for (_, V), output in answers(student.combine_values, cases):
        assert_in_hull(assert_answer(output, (2,)), V)


@pytest.mark.exercise("combine_values")
@pytest.mark.points(
    0.5, hint="np.zeros(d_v) is float64, and zeros of V's type are integers for an integer V: neither serves all."
)
def test_combine_values_keeps_the_precision(student, rng):
    V, corner = rng.integers(0, 2, size=(4, 3)), np.eye(4, dtype=int)[rng.integers(4)]
    cases = [(corner.astype(kind), V.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (weights, _), output in answers(student.combine_values, cases):
        assert_dtype(output, np.float32 if weights.dtype == np.float32 else np.float64)


@pytest.mark.exercise("combine_values")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names weights and V.")
def test_combine_values_takes_lists_and_keywords(student, rng):
    weights, V = rng.dirichlet(np.ones(4)), rng.normal(size=(4, 3))
    calls = [arguments(weights, V), arguments(weights.tolist(), V.tolist()), arguments(V=V, weights=weights)]
    calls.append(arguments(weights, V.copy(order="F")))
    assert_same_answers(student.combine_values, calls, (3,), bound=2 * product_bound(weights, V))


@pytest.mark.exercise("combine_values")
@pytest.mark.points(0.5, hint="output = V[0] is a view: output += … would change V. Begin with a new array.")
def test_combine_values_leaves_its_inputs_alone(student, rng):
    output = assert_unmodified(student.combine_values, rng.dirichlet(np.ones(4)), rng.normal(size=(4, 3)))
    assert_answer(output, (3,))


@pytest.mark.exercise("combine_values")
@pytest.mark.points(
    0.5, hint="The shapes (n_k,) and (n_k, d_v) must agree in n_k; else raise a ValueError that names both."
)
def test_combine_values_rejects_shapes_that_do_not_fit(student, rng):
    n, d, other = different_sizes(rng, 3)
    weights = rng.dirichlet(np.ones(n))
    assert_shape(student.combine_values(weights, rng.normal(size=(n, d))), (d,))
    cases = [
        (arguments(weights, rng.normal(size=(other, d))), (n, other)),
        # weights[:, None] * V would give the one weight to every value.
        (arguments(np.ones(1), rng.normal(size=(n, d))), (1, n)),
        (arguments(weights, rng.normal(size=n)), ()),
        (arguments(weights[:, None], rng.normal(size=(n, d))), ()),
    ]
    assert_each_raises(ValueError, student.combine_values, cases)
