"""in_hull(V, o, tol): whether o is a convex combination of the rows of V."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_each_raises,
    assert_false,
    assert_true,
    assert_unmodified,
    conditioned_matrix,
    different_sizes,
)

INSIDE = "o is a convex combination of the rows of V"


def beyond(V, o):
    """A point on the ray from the centre of V through the corner farthest along o − centre, just outside the hull."""
    centre = V.mean(axis=0)
    direction = (o - centre) / np.linalg.norm(o - centre)
    reach = max((V - centre) @ direction)
    return centre + (reach + 0.01 * (reach + 1)) * direction


def assert_tells_apart(student, inside, outside, reason):
    """Pairs of (V, o) with o in the hull, and pairs with o outside for `reason`; all in one crossing."""
    for place, (_, answer) in enumerate(answers(student.in_hull, [*inside, *outside])):
        if place < len(inside):
            assert_true(answer, INSIDE)
        else:
            assert_false(answer, reason)


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    1, hint="Look for weights that are non-negative, sum to 1, and give o: all three conditions at once."
)
def test_in_hull_tells_inside_from_outside(student, rng):
    inside, outside = [], []
    for n_k, d_v in ((6, 2), (8, 3), (3, 2)):
        V = rng.normal(size=(n_k, d_v))
        inside += [(V, rng.dirichlet(np.full(n_k, spread)) @ V) for spread in (1.0, 0.2)]
        outside.append((V, beyond(V, V[0])))
    corner, square = np.array([[0.0, 0.0], [-1.0, 0.0], [0.0, -1.0]]), np.array([[1.0, 1.0], [3.0, 2.0], [2.0, 4.0]])
    inside += [(corner, np.array([-0.25, -0.5])), (square, np.array([2.0, 2.0])), (1e4 * V, 1e4 * inside[-1][1])]
    outside += [(corner, np.array([-1.0, -0.5])), (square, np.array([3.0, 3.0])), (1e4 * V, 1e4 * outside[-1][1])]
    assert_tells_apart(student, inside, outside, "a plane separates o from all corners")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    0.5, hint="Corners and edges belong to the hull; a weight may be exactly 0, and one weight exactly 1."
)
def test_in_hull_includes_corners_and_edges(student, rng):
    V, many = rng.normal(size=(3, 2)), rng.normal(size=(6, 2))
    share = rng.uniform(0.2, 0.8)
    inside = [(V, share * V[0] + (1 - share) * V[1]), (V[:1], V[0]), *((many, corner) for corner in many)]
    assert_tells_apart(student, inside, [(V, 2.0 * V[0] - V[1])], "o continues an edge beyond its corner")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    0.5, hint="A hull is smaller than the box around it: checking each coordinate by itself is not enough."
)
def test_in_hull_is_no_box(student, rng):
    V = np.vstack([np.zeros(3), np.diag(rng.uniform(1, 2, size=3))]) + rng.normal(size=3)
    inside = V[0] + 0.3 * (V[1:] - V[0]).sum(axis=0)
    outside = V[0] + 0.5 * (V[1:] - V[0]).sum(axis=0)
    assert_tells_apart(student, [(V, inside)], [(V, outside)], "its weights would have to sum to 1.5")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    0.5, hint="Combinations with negative weights fill the whole plane through the corners, not the hull."
)
def test_in_hull_is_no_span(student, rng):
    V = conditioned_matrix(rng, 3, 3, 3)
    inside = rng.dirichlet(np.ones(3)) @ V
    outside = [(V, 0.5 * inside), (V, np.zeros(3)), (V, 1.2 * V[0] - 0.1 * (V[1] + V[2]))]
    assert_tells_apart(student, [(V, inside)], outside, "its weights would be negative, or not sum to 1")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    0.5, hint="Flat hulls have no inside to aim at: equal corners, corners on a line, fewer corners than dimensions."
)
def test_in_hull_of_flat_hulls(student, rng):
    line = np.outer(np.array([0.0, 0.4, 1.0, 1.0]), rng.normal(size=2)) + rng.normal(size=2)
    plane = rng.normal(size=(3, 4))
    normal = np.linalg.svd(plane[1:] - plane[0])[2][-1]
    inside = [(line, 0.3 * line[0] + 0.7 * line[2]), (plane, rng.dirichlet(np.ones(3)) @ plane)]
    inside += [(np.zeros((3, 2)), np.zeros(2)), (np.ones((3, 2)), np.ones(2))]
    outside = [(line, 1.3 * line[2] - 0.3 * line[0]), (plane, inside[1][1] + 1e-3 * normal)]
    assert_tells_apart(student, inside, outside, "o lies beyond the end of the line, or off the plane")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(0.5, hint="tol is how far from the hull o may be, compared with the size of the data.")
def test_in_hull_respects_its_tolerance(student, rng):
    V, x = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), rng.uniform(0.2, 0.8)
    near, large = np.array([x, -1e-4]), np.array([1e4 * x, -1e-4])
    cases = [
        (arguments(V, near, 0.05), "o is 0.0001 away from the hull, which tol allows"),
        (arguments(V=V, o=near, tol=0.01), "o is 0.0001 away from the hull, which tol allows"),
        (arguments(1e4 * V, large, 0.05), "o is 0.0001 away from a hull of size 10,000, which tol allows"),
        (arguments(V, np.array([x, -1e-10])), "o is 1e-10 away from the hull, which the default tol of 1e-9 allows"),
        (arguments(V=V, o=near, tol=1e-7), "o is 0.0001 away from the hull, more than tol allows"),
        (arguments(V, np.array([x, -8e-7])), "o is 8e-7 away from the hull, more than the default tol of 1e-9 allows"),
    ]
    for (_, reason), answer in zip(cases, student.in_hull.each([call for call, _ in cases]), strict=True):
        (assert_false if "more than" in reason else assert_true)(answer, reason)


@pytest.mark.exercise("in_hull")
@pytest.mark.points(0.5, hint="V -= o changes the caller's corners; V - o makes a new array. Lists are welcome too.")
def test_in_hull_leaves_its_inputs_alone(student, rng):
    V = rng.normal(size=(5, 2))
    inside = rng.dirichlet(np.ones(5)) @ V
    assert_true(assert_unmodified(student.in_hull, V, inside), INSIDE)
    assert_false(assert_unmodified(student.in_hull, V.tolist(), beyond(V, V[0]).tolist()), "a line separates o from V")


@pytest.mark.exercise("in_hull")
@pytest.mark.points(
    0.5, hint="Compare V.shape[1] with len(o), and name both shapes in the ValueError; V has two dimensions and o one."
)
def test_in_hull_rejects_shapes_that_do_not_fit(student, rng):
    n_k, d_v, other = different_sizes(rng, 3)
    V = rng.normal(size=(n_k, d_v))
    assert_true(student.in_hull(V, V.mean(axis=0)), "the mean of the corners lies in their hull")
    square = rng.normal(size=(d_v, d_v))
    cases = [
        (arguments(V, rng.normal(size=other)), (d_v, other)),
        (arguments(V, np.zeros(1)), ()),
        (arguments(V[:, 0], V[:, 0]), ()),
        (arguments(square, square[:, :1]), ()),
    ]
    assert_each_raises(ValueError, student.in_hull, cases)
