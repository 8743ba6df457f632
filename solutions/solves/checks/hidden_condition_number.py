"""condition_number(A) = σ_max/σ_min, inf for a singular matrix."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_close,
    assert_dtype,
    assert_raises,
    assert_shape,
    assert_unmodified,
    condition_bound,
    conditioned_matrix,
)

RATIO = "σ_max/σ_min, the largest singular value over the smallest"
SAME = "the same answer for lists, keywords and other layouts as for plain arrays"


@pytest.mark.exercise("condition_number")
@pytest.mark.points(1, hint="σ_max/σ_min in the 2-norm; eigenvalues will not do unless A is symmetric.")
def test_condition_number_is_the_ratio_of_singular_values(student, reference, rng):
    cases = [(3 * conditioned_matrix(rng, n, n, condition),) for n, condition in ((6, 8), (4, 100), (2, 1.5), (3, 1))]
    cases += [(np.array([[1.0, rng.uniform(5, 50)], [0.0, 1.0]]),), (rng.uniform(-2, -1, size=(1, 1)),)]
    for (A,), condition in answers(student.condition_number, cases):
        expected = reference.condition_number(A)
        assert_close(condition, expected, bound=condition_bound(A) * expected, stating=RATIO)


@pytest.mark.exercise("condition_number")
@pytest.mark.points(1, hint="The eigenvalues of AᵀA are squares: their root has lost half of the digits. Use the SVD.")
def test_condition_number_stays_accurate_when_ill_conditioned(student, reference, rng):
    cases = [(conditioned_matrix(rng, n, n, condition),) for n, condition in ((4, 1e7), (5, 1e8), (6, 1e9))]
    for (A,), answer in answers(student.condition_number, cases):
        condition, expected = float(assert_shape(answer, ())), reference.condition_number(A)
        assert_close(condition, expected, bound=condition_bound(A) * expected, stating=RATIO)


@pytest.mark.exercise("condition_number")
@pytest.mark.points(0.5, hint="A singular matrix has σ_min = 0: the answer is inf, and neither nan nor an error.")
def test_condition_number_of_a_singular_matrix(student, rng):
    regular = conditioned_matrix(rng, 3, 3, 4)
    singular = (
        [[1, 2], [2, 4]],
        [[3, 0], [0, 0]],
        [[0, 0], [0, 0]],
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        [[1, 0, 1], [0, 2, 0], [1, 0, 1]],
    )
    cases = [(regular,), *((np.array(rows, dtype=np.float64),) for rows in singular)]
    for (A,), answer in answers(student.condition_number, cases):
        condition = float(assert_shape(answer, ()))
        if A is regular:
            assert_close(answer, 4.0, bound=4 * condition_bound(A), stating=RATIO)
        else:
            assert condition > 1e15, f"returned {condition:.6g} for a singular matrix; expected inf, or more than 1e15."


@pytest.mark.exercise("condition_number")
@pytest.mark.points(0.5, hint="A factor cancels in σ_max/σ_min: the size of A says nothing, nor does its determinant.")
def test_condition_number_does_not_depend_on_the_size(student, reference, rng):
    A = conditioned_matrix(rng, 4, 4, 20)
    expected = reference.condition_number(A)
    for (_,), condition in answers(student.condition_number, [(size * A,) for size in (1e-200, 1e-10, 1e10, 1e200)]):
        assert_close(condition, expected, bound=condition_bound(A) * expected, stating=f"{RATIO}, as for any multiple")


@pytest.mark.exercise("condition_number")
@pytest.mark.points(0.5, hint="Return a float, of integers, bools and float32 too: float(s[0] / s[-1]).")
def test_condition_number_is_a_float(student, reference):
    A = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    for (A,), condition in answers(student.condition_number, [(A.astype(kind),) for kind in ("f8", "f4", "i8", "?")]):
        expected = reference.condition_number(A)
        assert_close(condition, expected, bound=condition_bound(A) * expected, stating=RATIO)
        assert_shape(condition, ())
        if A.dtype != np.float32:
            assert_dtype(condition, np.float64)


@pytest.mark.exercise("condition_number")
@pytest.mark.points(0.5, hint="Begin with np.asarray, keep the argument name A, and leave the caller's A as it is.")
def test_condition_number_takes_lists_and_keywords(student, rng):
    A, other = conditioned_matrix(rng, 3, 3, 5), conditioned_matrix(rng, 3, 3, 20)
    plain = float(assert_shape(assert_unmodified(student.condition_number, A), ()))
    assert float(assert_shape(student.condition_number(other), ())) != plain, "returned the same for any matrix."
    forms = [arguments(A.tolist()), arguments(A=A), arguments(A.copy(order="F"))]
    for condition in student.condition_number.each(forms):
        assert_agrees(condition, plain, bound=2 * condition_bound(A) * abs(plain), stating=SAME)


@pytest.mark.exercise("condition_number")
@pytest.mark.points(0.5, hint="A has two dimensions; for a vector the ratio is not defined, which is a ValueError.")
def test_condition_number_rejects_a_vector(student, rng):
    A = conditioned_matrix(rng, 3, 3, 5)
    assert_shape(student.condition_number(A), ())
    assert_raises(ValueError, student.condition_number, A[0])
