"""Wrong answers to `solves`, with what they must lose."""

from __future__ import annotations

import numpy as np
import scipy.linalg

from tests.checks.answers_solves import (
    cg_textbook,
    condition_svd,
    examples,
    floats,
    matrix,
    qr_triangular,
    shifted,
    spd_two_solves,
    square_system,
)


def spd_inverse(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    np.linalg.cholesky(A)
    return np.linalg.inv(A) @ b


def spd_jitter_everywhere(A, b, jitter=0.0):
    A, b = square_system(A, b)
    return spd_two_solves(A + A.dtype.type(jitter), b)


def spd_without_jitter(A, b, jitter=0.0):
    return spd_two_solves(A, b)


def spd_jitter_subtracted(A, b, jitter=0.0):
    return spd_two_solves(A, b, -jitter)


def spd_relative_jitter(A, b, jitter=0.0):
    A, b = square_system(A, b)
    return spd_two_solves(A, b, jitter * float(np.mean(np.diag(A))))


def spd_half_way(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    return np.linalg.solve(np.linalg.cholesky(A), b)


def spd_same_triangle_twice(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    L = np.linalg.cholesky(A)
    return np.linalg.solve(L, np.linalg.solve(L, b))


def spd_wrong_order(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    L = np.linalg.cholesky(A)
    return np.linalg.solve(L, np.linalg.solve(L.T, b))


def spd_any_matrix(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    return np.linalg.solve(A, b)


def spd_semidefinite(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    if np.linalg.eigvalsh(A).min() < 0:
        raise ValueError("a negative eigenvalue")
    return np.linalg.lstsq(A, b)[0]


def spd_diagonal_only(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    if np.diag(A).min() <= 0:
        raise ValueError("the diagonal must be positive")
    return np.linalg.solve(A, b)


def spd_nan(A, b, jitter=0.0):
    try:
        return spd_two_solves(A, b, jitter)
    except np.linalg.LinAlgError:
        return np.full(len(b), np.nan)


def spd_wide_eye(A, b, jitter=0.0):
    A, b = square_system(A, b)
    return spd_two_solves(A + jitter * np.eye(len(A)), b)


def spd_in_place(A, b, jitter=0.0):
    A, b = square_system(A, b)
    A[np.diag_indices_from(A)] += jitter
    return spd_two_solves(A, b)


def spd_absolute(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    if np.linalg.eigvalsh(A).min() < 1e-12:
        raise ValueError("not positive definite")
    return np.linalg.solve(A, b)


def spd_unchecked(A, b, jitter=0.0):
    A, b = floats(A), floats(b)
    L = np.linalg.cholesky(A + np.asarray(jitter * np.eye(len(A)), dtype=A.dtype))
    return np.linalg.solve(L.T, np.linalg.solve(L, b))


def spd_silent(A, b, jitter=0.0):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError("the shapes do not fit")
    return spd_two_solves(A, b, jitter)


def qr_normal_equations(X, y):
    X, y = examples(X, y)
    return np.linalg.solve(X.T @ X, X.T @ y)


def qr_cholesky_of_the_square(X, y):
    X, y = examples(X, y)
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(X.T @ X), X.T @ y)


def qr_without_r(X, y):
    X, y = examples(X, y)
    return np.linalg.qr(X)[0].T @ y


def qr_transposed_triangle(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    return np.linalg.solve(R.T, Q.T @ y)


def qr_product_instead(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    return R @ (Q.T @ y)


def qr_centred(X, y):
    X, y = examples(X, y)
    return np.linalg.lstsq(X - X.mean(axis=0), y - y.mean())[0]


def qr_penalised(X, y):
    X, y = examples(X, y)
    d = X.shape[1]
    return np.linalg.lstsq(np.vstack([X, 1e-5 * np.eye(d)]).astype(X.dtype), np.append(y, np.zeros(d, y.dtype)))[0]


def qr_in_place(X, y):
    X, y = examples(X, y)
    w = qr_triangular(X, y)
    for j in range(X.shape[1]):
        X[:, j] -= X[:, :j] @ (X[:, :j].T @ X[:, j])
        X[:, j] /= np.linalg.norm(X[:, j])
    return w


def qr_gram_schmidt(X, y):
    X, y = examples(X, y)
    Q, R = X.copy(), np.zeros((X.shape[1], X.shape[1]), X.dtype)
    for j in range(X.shape[1]):
        R[:j, j] = Q[:, :j].T @ X[:, j]
        Q[:, j] -= Q[:, :j] @ R[:j, j]
        R[j, j] = np.linalg.norm(Q[:, j])
        Q[:, j] /= R[j, j]
    return np.linalg.solve(R, Q.T @ y)


def qr_always_float64(X, y):
    return qr_triangular(X, y).astype(np.float64)


def qr_absolute(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    if np.abs(np.diag(R)).min() < 1e-12:
        raise ValueError("X is rank-deficient")
    return np.linalg.solve(R, Q.T @ y)


def qr_unchecked(X, y):
    Q, R = np.linalg.qr(floats(X))
    return np.linalg.solve(R, Q.T @ floats(y))


def qr_silent(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError("the shapes do not fit")
    return qr_triangular(X, y)


def cg_steps(A, b, limit, is_done, turned=None):
    """Steps of the method until `is_done(r, b)`, or `limit` of them; `turned` gives the next direction."""
    x, r = np.zeros_like(b), b.copy()
    p, steps = r.copy(), 0
    while not is_done(r, b) and steps < limit:
        q = A @ p
        alpha = (r @ r) / (p @ q)
        x, after = x + alpha * p, r - alpha * q
        p = after + (after @ after) / (r @ r) * p if turned is None else turned(after, r, p)
        r, steps = after, steps + 1
    return x, steps


def cg_absolute(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    return cg_steps(A, b, limit, lambda r, b: np.linalg.norm(r) <= tol)


def cg_squares(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    return cg_steps(A, b, limit, lambda r, b: r @ r <= tol * (b @ b))


def cg_index(A, b, tol=1e-10, max_iter=None):
    x, steps = cg_textbook(A, b, tol, max_iter)
    return x, max(steps - 1, 0)


def cg_n_steps(A, b, tol=1e-10, max_iter=None):
    return cg_textbook(A, b, tol, len(b) if max_iter is None else max_iter)


def cg_raising(A, b, tol=1e-10, max_iter=None):
    x, steps = cg_textbook(A, b, tol, max_iter)
    if np.linalg.norm(b - np.asarray(A) @ x) > 2 * tol * np.linalg.norm(b) and len(b) < 30:
        raise RuntimeError("no convergence")
    return x, steps


def cg_descent(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 100 * len(b) if max_iter is None else max_iter
    small = lambda r, b: np.linalg.norm(r) <= tol * np.linalg.norm(b)  # noqa: E731
    return cg_steps(A, b, limit, small, lambda after, r, p: after)


def cg_inverted_beta(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    small = lambda r, b: np.linalg.norm(r) <= tol * np.linalg.norm(b)  # noqa: E731
    return cg_steps(A, b, limit, small, lambda after, r, p: after + (r @ r) / (after @ after) * p)


def cg_dividing_by_zero(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    with np.errstate(all="ignore"):
        return cg_steps(A, b, limit, lambda r, b: np.linalg.norm(r) < tol * np.linalg.norm(b))


def cg_fixed_tolerance(A, b, tol=1e-10, max_iter=None):
    return cg_textbook(A, b, max_iter=max_iter)


def cg_never_limited(A, b, tol=1e-10, max_iter=None):
    return cg_textbook(A, b, tol, 20 * len(b))


def cg_in_place(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    x, steps = cg_textbook(A, b, tol, max_iter)
    b -= A @ x
    return x, steps


def cg_only_x(A, b, tol=1e-10, max_iter=None):
    return cg_textbook(A, b, tol, max_iter)[0]


def cg_float64(A, b, tol=1e-10, max_iter=None):
    x, steps = cg_textbook(A, b, tol, max_iter)
    return np.zeros(len(x)) + x, steps


def cg_float_count(A, b, tol=1e-10, max_iter=None):
    x, steps = cg_textbook(A, b, tol, max_iter)
    return x, float(steps)


def cg_direct(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    return np.linalg.solve(A, b), len(b)


def cg_swapped(A, b, tol=1e-10, max_iter=None):
    return cg_textbook(A, b, tol, max_iter)[::-1]


def cg_unchecked(A, b, tol=1e-10, max_iter=None):
    A, b = floats(A), floats(b)
    b_norm, x, r = np.linalg.norm(b), np.zeros_like(b), b
    p, steps = r, 0
    while np.linalg.norm(r) > tol * b_norm and steps < (10 * len(b) if max_iter is None else max_iter):
        q = A @ p
        alpha = np.vdot(r, r) / np.vdot(p, q)
        x, after = x + alpha * p, r - alpha * q
        p, r, steps = after + np.vdot(after, after) / np.vdot(r, r) * p, after, steps + 1
    return x, steps


def condition_inverted(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(s[-1] / s[0])


def condition_of_eigenvalues(A):
    sizes = np.abs(np.linalg.eigvals(matrix(A)))
    return float(sizes.max() / sizes.min()) if sizes.min() > 1e-15 * sizes.max() else np.inf


def condition_frobenius(A):
    return float(np.linalg.cond(matrix(A), "fro")) if condition_svd(A) < 1e15 else np.inf


def condition_one_norm(A):
    return float(np.linalg.cond(matrix(A), 1)) if condition_svd(A) < 1e15 else np.inf


def condition_squared(A):
    return condition_svd(A) ** 2


def condition_from_the_square(A):
    A = matrix(A)
    values = np.linalg.eigvalsh(A.T @ A)
    return float(np.sqrt(values[-1] / values[0])) if values[0] > 1e-14 * values[-1] else np.inf


def condition_raising(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    if s[-1] <= 1e-14 * s[0]:
        raise ValueError("A is singular")
    return float(s[0] / s[-1])


def condition_zero(A):
    value = condition_svd(A)
    return value if value < 1e15 else 0.0


def condition_absolute(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(s[0] / s[-1]) if s[-1] > 1e-12 else np.inf


def condition_determinant(A):
    determinant = abs(np.linalg.det(matrix(A)))
    return float(1 / determinant) if determinant > 1e-15 else np.inf


def condition_difference(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(s[0] - s[-1]) if s[-1] > 1e-15 * s[0] else np.inf


def condition_unchecked(A):
    return condition_svd(np.atleast_2d(np.asarray(A, dtype=float)))


def condition_array(A):
    return np.array([condition_svd(A)])


def condition_float32(A):
    return np.float32(condition_svd(A))


def bound_is_the_residual(A, relative_residual):
    matrix(A)
    return float(relative_residual)


def bound_divided(A, relative_residual):
    return relative_residual / condition_svd(A)


def bound_squared(A, relative_residual):
    return condition_svd(A) ** 2 * relative_residual


def bound_frobenius(A, relative_residual):
    return condition_frobenius(A) * relative_residual


def bound_norm(A, relative_residual):
    return float(np.linalg.norm(matrix(A), 2) * relative_residual)


def bound_of_the_inverse(A, relative_residual):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(relative_residual / s[-1]) if s[-1] > 1e-15 * s[0] else np.inf


def bound_added(A, relative_residual):
    return condition_svd(A) + relative_residual


def bound_both_squared(A, relative_residual):
    return condition_svd(A) * relative_residual**2


def bound_capped(A, relative_residual):
    return min(1.0, condition_svd(A) * relative_residual) if condition_svd(A) < 1e15 else np.inf


def bound_raising(A, relative_residual):
    return condition_raising(A) * relative_residual


def bound_from_the_square(A, relative_residual):
    return condition_from_the_square(A) * relative_residual


def bound_unchecked(A, relative_residual):
    return condition_unchecked(A) * relative_residual


SPD_VALUES = {"solve_spd_solves_the_system", "solve_spd_worked_example"}
JITTER = "solve_spd_adds_the_jitter_to_the_diagonal"
INDEFINITE = "solve_spd_refuses_what_is_not_positive_definite"
QR_VALUES = {"solve_least_squares_qr_minimises_the_residual", "solve_least_squares_qr_worked_example"}
QR_ACCURACY = "solve_least_squares_qr_stays_accurate_when_ill_conditioned"
CG_RELATIVE = "conjugate_gradient_stops_on_the_relative_residual"
CG_LAST = "conjugate_gradient_returns_the_last_iterate"
CG_SOLVES = "conjugate_gradient_solves_the_system"
RATIO = {"condition_number_is_the_ratio_of_singular_values"}
SINGULAR = "condition_number_of_a_singular_matrix"
PRODUCT = {"relative_error_bound_is_condition_times_residual", "relative_error_bound_is_met_in_the_worst_case"}

WRONG = {
    "solve_spd": [
        (spd_inverse, {"solve_spd_solves_rather_than_inverts"}),
        (spd_jitter_everywhere, {JITTER}),
        (spd_without_jitter, {JITTER}),
        (spd_jitter_subtracted, {JITTER}),
        (spd_relative_jitter, {JITTER}),
        (spd_half_way, SPD_VALUES),
        (spd_same_triangle_twice, SPD_VALUES),
        (spd_wrong_order, SPD_VALUES),
        (spd_any_matrix, {INDEFINITE}),
        (spd_semidefinite, {INDEFINITE}),
        (spd_diagonal_only, {INDEFINITE}),
        (spd_nan, {INDEFINITE}),
        (spd_wide_eye, {"solve_spd_keeps_the_precision"}),
        (spd_in_place, {"solve_spd_leaves_its_inputs_alone"}),
        (spd_absolute, {"solve_spd_at_any_size"}),
        (spd_unchecked, {"solve_spd_rejects_shapes_that_do_not_fit"}),
        (spd_silent, {"solve_spd_rejects_shapes_that_do_not_fit"}),
    ],
    "solve_least_squares_qr": [
        (qr_normal_equations, {QR_ACCURACY}),
        (qr_cholesky_of_the_square, {QR_ACCURACY}),
        (qr_without_r, QR_VALUES),
        (qr_transposed_triangle, QR_VALUES),
        (qr_product_instead, QR_VALUES),
        (qr_centred, QR_VALUES),
        (qr_penalised, {QR_ACCURACY}),
        (qr_in_place, {"solve_least_squares_qr_leaves_its_inputs_alone"}),
        (qr_gram_schmidt, {QR_ACCURACY}),
        (qr_always_float64, {"solve_least_squares_qr_keeps_the_precision"}),
        (qr_absolute, {"solve_least_squares_qr_at_any_size"}),
        (qr_unchecked, {"solve_least_squares_qr_rejects_wrong_dimensions"}),
        (qr_silent, {"solve_least_squares_qr_rejects_shapes_that_do_not_fit"}),
    ],
    "conjugate_gradient": [
        (cg_absolute, {CG_RELATIVE}),
        (cg_squares, {CG_SOLVES}),
        (cg_index, {CG_LAST}),
        (cg_n_steps, {"conjugate_gradient_allows_for_many_steps"}),
        (cg_raising, {CG_LAST}),
        (cg_descent, {"conjugate_gradient_needs_a_step_for_each_distinct_eigenvalue", CG_LAST}),
        (cg_inverted_beta, {"conjugate_gradient_needs_a_step_for_each_distinct_eigenvalue", CG_LAST}),
        (cg_dividing_by_zero, {"conjugate_gradient_of_zero"}),
        (cg_fixed_tolerance, {CG_RELATIVE}),
        (cg_never_limited, {CG_LAST}),
        (cg_in_place, {"conjugate_gradient_leaves_its_inputs_alone"}),
        (cg_only_x, {"*"}),
        (cg_float64, {"conjugate_gradient_keeps_the_precision"}),
        (cg_float_count, {"conjugate_gradient_keeps_the_precision"}),
        (cg_direct, {CG_LAST, CG_RELATIVE}),
        (cg_swapped, {"*"}),
        (cg_unchecked, {"conjugate_gradient_rejects_shapes_that_do_not_fit"}),
    ],
    "condition_number": [
        (condition_inverted, RATIO | {SINGULAR, "condition_number_worked_example"}),
        (condition_of_eigenvalues, RATIO),
        (condition_frobenius, RATIO),
        (condition_one_norm, RATIO),
        (condition_squared, RATIO | {"condition_number_worked_example"}),
        (condition_from_the_square, {"condition_number_stays_accurate_when_ill_conditioned"}),
        (condition_raising, {SINGULAR}),
        (condition_zero, {SINGULAR}),
        (condition_absolute, {"condition_number_does_not_depend_on_the_size"}),
        (condition_determinant, RATIO),
        (condition_difference, RATIO),
        (condition_unchecked, {"condition_number_rejects_a_vector"}),
        (condition_array, {"*"}),
        (condition_float32, {"condition_number_is_a_float"}),
    ],
    "relative_error_bound": [
        (bound_is_the_residual, PRODUCT),
        (bound_divided, PRODUCT),
        (bound_squared, PRODUCT),
        (bound_frobenius, PRODUCT),
        (bound_norm, PRODUCT),
        (bound_of_the_inverse, {"relative_error_bound_at_any_size"}),
        (bound_added, PRODUCT),
        (bound_both_squared, PRODUCT),
        (bound_capped, {"relative_error_bound_stays_accurate_when_ill_conditioned"}),
        (bound_raising, {"relative_error_bound_of_a_singular_matrix"}),
        (bound_from_the_square, {"relative_error_bound_stays_accurate_when_ill_conditioned"}),
        (bound_unchecked, {"relative_error_bound_rejects_a_vector"}),
    ],
}
