"""convex_combination(weights, points) = Σ weights[i]·points[i], for convex weights only."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_each_raises,
    assert_in_hull,
    assert_raises,
    assert_shape,
    assert_unmodified,
    different_sizes,
    eighths,
    product_bound,
    sum_bound,
)

DEFINITION = "the sum of weights[i]·points[i] over all points i"


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.5, hint="weights @ points, or the sum of weights[i] * points[i]: one number per coordinate.")
def test_convex_combination_is_the_weighted_sum(student, reference, rng):
    cases = [(rng.dirichlet(np.ones(k)), rng.normal(size=(k, d))) for k, d in ((5, 2), (3, 3), (2, 6), (1, 4), (6, 1))]
    for (weights, points), point in answers(student.convex_combination, cases):
        expected = reference.convex_combination(weights, points)
        assert_close(point, expected, bound=product_bound(weights, points), stating=DEFINITION)


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(
    0.5, hint="A weighted mean lies between its points: outside their hull the weights were not used as they are."
)
def test_convex_combination_lies_in_the_hull(student, rng):
    cases = [(rng.dirichlet(np.ones(k)), rng.normal(size=(k, 2))) for k in (3, 5, 6)]
    for (_, points), point in answers(student.convex_combination, cases):
        assert_in_hull(assert_answer(point, (2,)), points)


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.5, hint="Moving all points by c moves their weighted mean by c, since the weights sum to 1.")
def test_convex_combination_moves_with_its_points(student, rng):
    weights, points, c = rng.dirichlet(np.ones(5)), eighths(rng, (5, 3)), eighths(rng, 3, largest=40)
    cases = [(weights, points), (weights, points + c)]
    (_, here), (_, there) = answers(student.convex_combination, cases)
    moved = assert_answer(there, (3,)) - assert_answer(here, (3,))
    # The weights themselves sum to 1 up to rounding only, which c magnifies.
    bound = product_bound(weights, points) + product_bound(weights, points + c) + sum_bound(weights) * abs(c)
    assert_close(moved, c, bound=bound, stating="a move by c when every point moves by c", part="move of the answer")


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.5, hint="Negative weights, weights that do not sum to 1, and nan are a ValueError.")
def test_convex_combination_rejects_weights_that_are_not_convex(student, rng):
    points, convex = rng.normal(size=(4, 2)), rng.dirichlet(np.ones(4))
    assert_answer(student.convex_combination(convex, points), (2,))
    negative = [np.array([1.0 + dip, -dip, 0.0, 0.0])[rng.permutation(4)] for dip in (0.5, 5e-4)]
    unknown = np.where(np.arange(4) == rng.integers(4), np.nan, convex)
    others = (1.25 * convex, 0.5 * convex, (1 + 5e-4) * convex, (1 - 5e-4) * convex, *negative, unknown)
    cases = [(arguments(weights, points), ()) for weights in others]
    assert_each_raises(ValueError, student.convex_combination, cases)


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(
    0.5, hint="The shapes (k,) and (k, d) must agree in k; anything else is a ValueError that names both."
)
def test_convex_combination_rejects_shapes_that_do_not_fit(student, rng):
    k, d, other = different_sizes(rng, 3)
    weights = rng.dirichlet(np.ones(k))
    assert_shape(student.convex_combination(weights, rng.normal(size=(k, d))), (d,))
    assert_raises(ValueError, student.convex_combination, weights, rng.normal(size=(other, d)), mentions=(k, other))
    # A single weight is convex, and weights[:, None] * points would give all of it to every point.
    assert_raises(ValueError, student.convex_combination, np.ones(1), rng.normal(size=(k, d)), mentions=(1, k))
    assert_raises(ValueError, student.convex_combination, weights, rng.normal(size=k))
    assert_raises(ValueError, student.convex_combination, np.full((k, k), 1 / k**2), rng.normal(size=(k, d)))


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_convex_combination_keeps_the_precision(student, rng):
    points, corner = rng.integers(0, 2, size=(4, 3)), np.eye(4, dtype=int)[rng.integers(4)]
    cases = [(corner.astype(kind), points.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (weights, _), point in answers(student.convex_combination, cases):
        assert_dtype(point, np.float32 if weights.dtype == np.float32 else np.float64)


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.5, hint="Begin with np.asarray, work on copies, and keep the argument names weights and points.")
def test_convex_combination_leaves_its_inputs_alone(student, rng):
    weights, points = rng.dirichlet(np.ones(4)), rng.normal(size=(4, 3))
    first = assert_answer(assert_unmodified(student.convex_combination, weights, points), (3,))
    again = student.convex_combination(points=points.tolist(), weights=weights.tolist())
    assert_agrees(
        again, first, bound=2 * product_bound(weights, points), stating="the same answer for lists and keywords"
    )
