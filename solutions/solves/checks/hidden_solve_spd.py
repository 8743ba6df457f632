"""solve_spd(A, b, jitter): the x with (A + jitter·I)x = b, by Cholesky."""

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
    assert_vanishes,
    definite_matrix,
    different_sizes,
    solve_bound,
    solve_residual_bound,
)


def definite(rng, n, condition=10):
    """Positive definite, with eigenvalues from 1 down to 1/condition."""
    return definite_matrix(rng, np.geomspace(1, 1 / condition, n))


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(1, hint="A = LLᵀ; solve Lz = b from the top, then Lᵀx = z from the bottom.")
def test_solve_spd_solves_the_system(student, reference, rng):
    cases = [(3 * definite(rng, n), rng.normal(size=n)) for n in (6, 3, 2, 1)]
    for (A, b), x in answers(student.solve_spd, cases):
        assert_close(x, reference.solve_spd(A, b), bound=solve_bound(A, b), stating="the x with Ax = b")


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    1, hint="The jitter is added to the diagonal, jitter·I, and makes a matrix that is not quite definite solvable."
)
def test_solve_spd_adds_the_jitter_to_the_diagonal(student, reference, rng):
    given = [(definite(rng, 5), 3.0), (definite_matrix(rng, [2, 1, 0.5, -0.25]), 1.0), (np.ones((3, 3)), 0.125)]
    calls = [arguments(A, rng.normal(size=len(A)), jitter) for A, jitter in given]
    calls.append(arguments(definite(rng, 4), rng.normal(size=4), jitter=2))
    for call, x in zip(calls, student.solve_spd.each(calls), strict=True):
        A, b = call.positional[:2]
        jitter = call.keyword.get("jitter", call.positional[-1])
        bound = solve_bound(A + float(jitter) * np.eye(len(A)), b)
        assert_close(x, reference.solve_spd(A, b, jitter), bound=bound, stating="the x with (A + jitter·I)x = b")


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    1, hint="Two triangular solves leave b − Ax at the size of rounding, an explicit inverse of A does not."
)
def test_solve_spd_solves_rather_than_inverts(student, rng):
    cases = []
    for _ in range(4):
        A = definite(rng, 8, 1e9)
        cases.append((A, A @ rng.normal(size=8)))
    for (A, b), answer in answers(student.solve_spd, cases):
        x = assert_shape(answer, b.shape).astype(np.float64)
        assert_vanishes(float(np.linalg.norm(b - A @ x)), bound=solve_residual_bound(A, b), what="‖b − Ax‖")


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    1, hint="A matrix with an eigenvalue of 0 or less has no Cholesky factor; that is a ValueError, and no number."
)
def test_solve_spd_refuses_what_is_not_positive_definite(student, rng):
    A, b = definite(rng, 3), rng.normal(size=3)
    assert_answer(student.solve_spd(A, b), (3,))
    assert_raises(ValueError, student.solve_spd, -A, b)
    assert_raises(ValueError, student.solve_spd, np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), b)
    assert_raises(ValueError, student.solve_spd, np.diag([2.0, 0.0, 1.0]), b)
    assert_raises(ValueError, student.solve_spd, definite_matrix(rng, [2, 1, -0.5]), b, jitter=0.25)
    assert_raises(ValueError, student.solve_spd, definite_matrix(rng, [2, 1, -1e-3]), b)


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    0.5, hint="Whether A is definite does not depend on its size: compare nothing with a fixed small number."
)
def test_solve_spd_at_any_size(student, reference, rng):
    sizes = ((1e-100, 1), (1e100, 1), (1, 1e-100), (1, 1e100), (1e-100, 1e-100))
    cases = [(size_A * definite(rng, 4), size_b * rng.normal(size=4)) for size_A, size_b in sizes]
    for (A, b), x in answers(student.solve_spd, cases):
        assert_close(x, reference.solve_spd(A, b), bound=solve_bound(A, b), stating="the x with Ax = b")


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    0.5, hint="np.eye(n) and np.zeros(n) are float64 and make float32 data float64: give them A's dtype."
)
def test_solve_spd_keeps_the_precision(student, rng):
    A, b = np.eye(4, dtype=int), rng.permutation(4) > 1
    cases = [(A.astype(kind), b.astype(kind), 0.5) for kind in ("f8", "f4", "i8", "?")]
    for (A, b, _), x in answers(student.solve_spd, cases):
        assert_answer(x, b.shape)
        assert_dtype(x, np.float32 if A.dtype == np.float32 else np.float64)


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names A, b and jitter.")
def test_solve_spd_takes_lists_and_keywords(student, rng):
    A, b = definite(rng, 3, 3), rng.normal(size=3)
    calls = [arguments(A, b), arguments(A.tolist(), b.tolist()), arguments(b=b, A=A, jitter=0)]
    calls.append(arguments(A.copy(order="F"), np.repeat(b, 2)[::2], 0.0))
    assert_same_answers(student.solve_spd, calls, (3,), bound=2 * solve_bound(A, b))


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    0.5, hint="A += jitter·I changes the caller's matrix, and solving in the place of b changes the caller's b."
)
def test_solve_spd_leaves_its_inputs_alone(student, rng):
    A, b = definite(rng, 3, 3), rng.normal(size=3)
    assert_answer(assert_unmodified(student.solve_spd, A, b, 0.125), (3,))
    assert_answer(assert_unmodified(student.solve_spd, A.astype(np.float32), b.astype(np.float32), 0.125), (3,))


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(
    0.5, hint="A is square, b has one entry for each of its rows: name both shapes in the ValueError otherwise."
)
def test_solve_spd_rejects_shapes_that_do_not_fit(student, rng):
    n, other = different_sizes(rng, 2)
    A, b = definite(rng, n), rng.normal(size=n)
    assert_answer(student.solve_spd(A, b), (n,))
    assert_raises(ValueError, student.solve_spd, A, rng.normal(size=other), mentions=(n, other))
    assert_raises(ValueError, student.solve_spd, rng.normal(size=(n, other)), b)
    assert_raises(ValueError, student.solve_spd, A, b[:, None])
    assert_raises(ValueError, student.solve_spd, A[0], b)
