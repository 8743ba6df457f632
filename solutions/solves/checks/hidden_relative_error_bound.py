"""relative_error_bound(A, relative_residual) = κ(A)·‖r‖/‖b‖, which no relative error exceeds."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_close,
    assert_raises,
    assert_shape,
    assert_unmodified,
    condition_bound,
    conditioned_matrix,
)

PRODUCT = "κ(A)·‖r‖/‖b‖, the condition number times the relative residual"
SAME = "the same answer for lists, keywords, integers and other layouts as for plain arrays"


def assert_product(answer, A, residual, reference):
    """The answer is what the reference finds, as precisely as the condition allows."""
    expected = reference.relative_error_bound(A, residual)
    assert_close(answer, expected, bound=condition_bound(A) * expected, stating=PRODUCT)


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(1, hint="The condition number times the relative residual, which is given and is no vector.")
def test_relative_error_bound_is_condition_times_residual(student, reference, rng):
    given = ((5, 10, 1e-3), (3, 200, 1e-12), (4, 3, 1), (2, 50, 7e-9), (1, 1, 0.125), (3, 20, 0.0))
    cases = [(2 * conditioned_matrix(rng, n, n, condition), residual) for n, condition, residual in given]
    for (A, residual), bound in answers(student.relative_error_bound, cases):
        assert_product(bound, A, residual, reference)


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(
    1, hint="The worst case: b along the longest axis of the ellipsoid, r along the shortest. The bound is met exactly."
)
def test_relative_error_bound_is_met_in_the_worst_case(student, rng):
    cases, worst = [], []
    for n, condition in ((4, 30), (3, 1000), (2, 5)):
        left, _ = np.linalg.qr(rng.normal(size=(n, n)))
        right, _ = np.linalg.qr(rng.normal(size=(n, n)))
        stretched = np.geomspace(1, 1 / condition, n)
        relative_residual = rng.uniform(0.001, 0.1)
        # b = A·right[:, 0] has length 1, and r = ρ·left[:, -1] moves x by ρ/σ_min.
        cases.append(((left * stretched) @ right.T, relative_residual))
        worst.append(relative_residual / stretched[-1])
    for ((A, _), bound), error in zip(answers(student.relative_error_bound, cases), worst, strict=True):
        stating = "the relative error ‖x − x̃‖/‖x‖ in the worst case"
        assert_close(bound, error, bound=condition_bound(A) * error, stating=stating)


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(0.5, hint="The bound is needed most where A is ill-conditioned: get κ from the SVD of A itself.")
def test_relative_error_bound_stays_accurate_when_ill_conditioned(student, reference, rng):
    given = ((4, 1e7, 1e-9), (5, 1e8, 1e-6), (6, 1e9, 1e-14))
    cases = [(conditioned_matrix(rng, n, n, condition), residual) for n, condition, residual in given]
    for (A, residual), bound in answers(student.relative_error_bound, cases):
        assert_product(float(assert_shape(bound, ())), A, residual, reference)


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(0.5, hint="When A is singular, no residual says anything about the error: the bound is inf.")
def test_relative_error_bound_of_a_singular_matrix(student, reference, rng):
    regular = conditioned_matrix(rng, 3, 3, 4)
    singular = ([[1, 2], [2, 4]], [[3, 0], [0, 0]], [[1, 0, 1], [0, 2, 0], [1, 0, 1]])
    cases = [(regular, 0.25), *((np.array(rows, dtype=np.float64), 0.25) for rows in singular)]
    for (A, residual), answer in answers(student.relative_error_bound, cases):
        bound = float(assert_shape(answer, ()))
        if A is regular:
            assert_product(answer, A, residual, reference)
        else:
            assert bound > 2.5e14, f"returned {bound:.6g} for a singular matrix; expected inf, or more than 2.5e14."


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(0.5, hint="A factor of A cancels in the condition number, and the bound grows with the residual.")
def test_relative_error_bound_at_any_size(student, reference, rng):
    A = conditioned_matrix(rng, 4, 4, 20)
    cases = [(size * A, residual) for size, residual in ((1e-200, 0.5), (1e200, 0.5), (1.0, 1e-200), (1e-10, 1e-16))]
    for (A, residual), bound in answers(student.relative_error_bound, cases):
        assert_product(bound, A, residual, reference)


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(
    0.5, hint="Begin with np.asarray, keep the names A and relative_residual, and leave the caller's A as it is."
)
def test_relative_error_bound_takes_lists_and_keywords(student, rng):
    A, whole = conditioned_matrix(rng, 3, 3, 5), np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    plain = float(assert_shape(assert_unmodified(student.relative_error_bound, A, 0.5), ()))
    forms = [arguments(A.tolist(), 0.5), arguments(relative_residual=0.5, A=A), arguments(A.copy(order="F"), 0.5)]
    for bound in student.relative_error_bound.each(forms):
        assert_agrees(bound, plain, bound=2 * condition_bound(A) * abs(plain), stating=SAME)
    floating, *others = (whole.astype(kind) for kind in ("f8", "i8", "?"))
    of_floats = float(assert_shape(student.relative_error_bound(floating, 0.5), ()))
    assert of_floats != plain, "returned the same for any matrix."
    for _, bound in answers(student.relative_error_bound, [(matrix, 0.5) for matrix in others]):
        assert_agrees(bound, of_floats, bound=2 * condition_bound(whole) * abs(of_floats), stating=SAME)


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(0.5, hint="A has two dimensions; a vector has no condition number, which is a ValueError.")
def test_relative_error_bound_rejects_a_vector(student, rng):
    A = conditioned_matrix(rng, 3, 3, 5)
    assert_shape(student.relative_error_bound(A, 0.5), ())
    assert_raises(ValueError, student.relative_error_bound, A[0], 0.5)
