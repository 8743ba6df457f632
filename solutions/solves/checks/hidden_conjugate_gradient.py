"""conjugate_gradient(A, b, tol, max_iter): the pair of the last iterate x and the number of steps taken."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_pair,
    assert_raises,
    assert_shape,
    assert_unmodified,
    definite_matrix,
    different_sizes,
    iterate_bound,
    iteration_residual_bound,
)

PARTS = ("solution x", "iterations")
DEFAULT_TOL = 1e-10
MOST_STEPS = 1000
"""Far more than any check waits for; a larger count would allow for any residual."""
NEVER = 1e-300
"""A tolerance that only a residual of 0 meets: the reference takes just the steps that it is told to."""


def definite(rng, n, condition=10):
    """Positive definite, with eigenvalues from 1 down to 1/condition."""
    return definite_matrix(rng, np.geomspace(1, 1 / condition, n))


def clustered(rng, n):
    """Eigenvalues within a thousandth of 1 or of 4: after two steps the residual is about 1e-3, after six 1e-10."""
    spread = np.linspace(-1e-3, 1e-3, n)
    return definite_matrix(rng, (1 + spread) * np.where(np.arange(n) % 2, 1, 4))


def parts_of(answer, n):
    """The iterate in float64, of the right shape, and the count."""
    x, iterations = assert_pair(answer, PARTS)
    x, count = assert_shape(x, (n,), PARTS[0]), assert_shape(iterations, (), PARTS[1])
    return x.astype(np.float64), float(count)


def assert_small_residual(A, b, x, iterations, tol=DEFAULT_TOL):
    """The residual that x leaves is as small as tol asks for."""
    left = float(np.linalg.norm(b - A @ x))
    bound = iteration_residual_bound(A, b, tol, int(min(MOST_STEPS, abs(iterations))))
    assert left <= bound, (
        f"stopped after {iterations:g} steps with ‖b − Ax‖ = {left / np.linalg.norm(b):.2g}·‖b‖; "
        f"expected at most tol·‖b‖, tol = {tol:g}."
    )


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(1, hint="Follow the five updates of the text; stop when ‖r‖ ≤ tol·‖b‖, not ‖r‖² ≤ tol·‖b‖².")
def test_conjugate_gradient_solves_the_system(student, rng):
    cases = [(3 * definite(rng, n), rng.normal(size=n)) for n in (24, 5, 2, 1)]
    for (A, b), answer in answers(student.conjugate_gradient, cases):
        x, iterations = parts_of(answer, len(b))
        assert np.isfinite(iterations), f"returned iterations = {iterations}; expected the number of steps taken."
        assert_small_residual(A, b, x, iterations)


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(
    0.5, hint="Conjugate directions need one step for each distinct eigenvalue; plain descent along r needs many."
)
def test_conjugate_gradient_needs_a_step_for_each_distinct_eigenvalue(student, rng):
    spectra = [np.resize(values, 9) for values in ([2.0], [1.0, 3.0], [1.0, 2.0, 5.0])]
    cases = [(definite_matrix(rng, spectrum), rng.normal(size=9)) for spectrum in spectra]
    for distinct, ((A, b), answer) in enumerate(answers(student.conjugate_gradient, cases), start=1):
        x, iterations = parts_of(answer, 9)
        assert abs(iterations - distinct) <= 1, (
            f"returned iterations = {iterations:g}; expected {distinct}, one for each distinct eigenvalue."
        )
        assert_small_residual(A, b, x, iterations)
    # With 2·I every product and quotient is exact, and so is the count.
    x, iterations = parts_of(student.conjugate_gradient(2 * np.eye(9), cases[0][1]), 9)
    assert iterations == 1, f"returned iterations = {iterations:g} for 2·I; expected 1, which finds the solution."


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(1, hint="Stop when ‖r‖ ≤ tol·‖b‖: relative to ‖b‖, so that b in other units takes as many steps.")
def test_conjugate_gradient_stops_on_the_relative_residual(student, reference, rng):
    matrix, side = clustered(rng, 12), rng.normal(size=12)
    cases = [(matrix, size * side) for size in (1, 1e9, 1e-9)]
    for (A, b), answer in answers(student.conjugate_gradient, cases, tol=1e-2):
        x, iterations = parts_of(answer, 12)
        assert_small_residual(A, b, x, iterations, 1e-2)
        assert 1 <= iterations <= 3, (
            f"returned iterations = {iterations:g}; expected 2, after which ‖b − Ax‖ is below tol·‖b‖."
        )
    matrix, side = definite(rng, 60), rng.normal(size=60)
    _, iterations = parts_of(student.conjugate_gradient(matrix, side), 60)
    _, expected = reference.conjugate_gradient(matrix, side)
    assert iterations <= expected + 3, (
        f"returned iterations = {iterations:g}; expected {expected}, after which ‖b − Ax‖ is below 1e-10·‖b‖."
    )


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(
    1, hint="When max_iter steps were taken, return the last x and max_iter: that is no error, and not max_iter − 1."
)
def test_conjugate_gradient_returns_the_last_iterate(student, reference, rng):
    # Six distinct eigenvalues: without max_iter there are six steps, not as many as there are unknowns.
    A, b = definite_matrix(rng, np.resize(np.geomspace(1, 0.1, 6), 8)), rng.normal(size=8)
    calls = [arguments(A, b, 1e-10, 1), *(arguments(A, b, max_iter=most) for most in (2, 3))]
    for most, answer in enumerate(student.conjugate_gradient.each(calls), start=1):
        x, iterations = parts_of(answer, 8)
        expected, _ = reference.conjugate_gradient(A, b, NEVER, most)
        stating = f"the best combination of b, Ab, …: the iterate after max_iter = {most} steps"
        assert_close(x, expected, bound=iterate_bound(A, b, most), stating=stating, part=PARTS[0])
        assert_equal(iterations, most, stating=f"the {most} steps taken", part=PARTS[1])


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(0.5, hint="Rounding delays the end beyond n steps: without max_iter allow for 10n at least.")
def test_conjugate_gradient_allows_for_many_steps(student, rng):
    tol = 1e-12
    easy, hard = [(A, A @ rng.normal(size=30)) for A in (definite(rng, 30, 2), definite(rng, 30, 1e10))]
    (_, quick), ((A, b), slow) = answers(student.conjugate_gradient, [easy, hard], tol=tol)
    _, iterations = parts_of(quick, 30)
    assert iterations < 100, f"returned iterations = {iterations:g} for a matrix of condition 2; expected about 20."
    x, iterations = parts_of(slow, 30)
    left = float(np.linalg.norm(b - A @ x) / np.linalg.norm(b))
    # Other ways to round may be quicker; so far above tol, only a limit can have ended it.
    assert left <= 10 * tol or iterations >= 299, (
        f"stopped after {iterations:g} steps with ‖b − Ax‖ = {left:.2g}·‖b‖; "
        "expected to go on, for 10n = 300 steps at least."
    )


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(0.5, hint="With b = 0 the residual is 0 from the start: mind 0/0 in the length of the first step.")
def test_conjugate_gradient_of_zero(student, rng):
    A = definite(rng, 4)
    (((_, b), answer), (_, of_zero)) = answers(student.conjugate_gradient, [(A, rng.normal(size=4)), (A, np.zeros(4))])
    assert_small_residual(A, b, *parts_of(answer, 4))
    x, iterations = parts_of(of_zero, 4)
    assert_equal(x, np.zeros(4), stating="x = 0, since b = 0", part=PARTS[0])
    assert abs(iterations) <= 1, f"returned iterations = {iterations:g}; expected 0, since b = 0."


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(
    0.5, hint="x is float32 for float32 data and float64 otherwise; the number of steps is an int, not a float."
)
def test_conjugate_gradient_keeps_the_precision(student, rng):
    A, b = np.diag([1, 1, 2, 2]), rng.permutation(4)
    cases = [(A.astype(kind), b.astype(kind), 1e-4) for kind in ("f8", "f4", "i8")]
    cases.append((np.eye(4, dtype=bool), b > 1, 1e-4))
    for (A, b, _), answer in answers(student.conjugate_gradient, cases):
        x, iterations = assert_pair(answer, PARTS)
        assert_answer(x, b.shape, PARTS[0])
        assert_dtype(x, np.float32 if A.dtype == np.float32 else np.float64, PARTS[0])
        count = assert_shape(iterations, (), PARTS[1])
        assert count.dtype.kind in "iu", f"returned {count.dtype.name} for the iterations; expected an int."


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names A, b, tol and max_iter.")
def test_conjugate_gradient_takes_lists_and_keywords(student, rng):
    A, b = definite_matrix(rng, [3, 3, 1, 1, 1]), rng.normal(size=5)
    calls = [arguments(A, b), arguments(A.tolist(), b.tolist()), arguments(max_iter=None, tol=1e-10, b=b, A=A)]
    calls.append(arguments(A.copy(order="F"), np.repeat(b, 2)[::2], 1e-10, 40))
    first = None
    for answer in student.conjugate_gradient.each(calls):
        x, _ = parts_of(answer, 5)
        if first is None:
            first = assert_answer(x, (5,), PARTS[0])
        stating = "the same answer for lists, keywords and other layouts as for plain arrays"
        assert_agrees(x, first, bound=2 * iterate_bound(A, b, 3), stating=stating, part=PARTS[0])


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(0.5, hint="With r = b, the update r -= … changes the caller's b: begin with a copy of it.")
def test_conjugate_gradient_leaves_its_inputs_alone(student, rng):
    A, b = definite_matrix(rng, [3, 1, 1]), rng.normal(size=3)
    for kind in (np.float64, np.float32):
        answer = assert_unmodified(student.conjugate_gradient, A.astype(kind), b.astype(kind), 1e-4)
        assert_answer(assert_pair(answer, PARTS)[0], (3,), PARTS[0])


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(
    0.5, hint="A is square, b has one entry for each of its rows: name both shapes in the ValueError otherwise."
)
def test_conjugate_gradient_rejects_shapes_that_do_not_fit(student, rng):
    n, other = different_sizes(rng, 2)
    A, b = definite(rng, n), rng.normal(size=n)
    parts_of(student.conjugate_gradient(A, b), n)
    assert_raises(ValueError, student.conjugate_gradient, A, rng.normal(size=other), mentions=(n, other))
    assert_raises(ValueError, student.conjugate_gradient, rng.normal(size=(n, other)), b)
    assert_raises(ValueError, student.conjugate_gradient, A, b[:, None])
    assert_raises(ValueError, student.conjugate_gradient, A[0], b)
