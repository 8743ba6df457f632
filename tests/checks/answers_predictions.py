"""Answers to `predictions`: right ones in other styles, and wrong ones with what they must lose."""

from __future__ import annotations

import math

import numpy as np
import scipy.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_weights(X, w):
    X, w = floats(X), floats(w)
    if X.ndim != 2 or w.ndim != 1 or X.shape[1] != len(w):
        raise ValueError(f"{X.shape} and {w.shape} do not fit")
    return X, w


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def predict_einsum(X, w):
    X, w = matrix_and_weights(X, w)
    return np.einsum("ij,j->i", X, w)


def predict_rows(X, w):
    X, w = matrix_and_weights(X, w)
    return np.array([math.fsum(row * w) for row in X], dtype=X.dtype)


def predict_dot(X, w):
    X, w = matrix_and_weights(X, w)
    return np.dot(w[::-1], X.T[::-1])


def combine_accumulate(X, w):
    X, w = matrix_and_weights(X, w)
    out = np.zeros_like(X[:, 0])
    for j in reversed(range(X.shape[1])):
        out += w[j] * X[:, j]
    return out


def combine_sum(X, w):
    X, w = matrix_and_weights(X, w)
    return sum(w[j] * X[:, j] for j in range(len(w)))


def combine_broadcast(X, w):
    X, w = matrix_and_weights(X, w)
    return (X * w).sum(axis=1)


def fit_pinv(X, y):
    X, y = matrix_and_targets(X, y)
    return np.linalg.pinv(X) @ y


def fit_lstsq(X, y):
    X, y = matrix_and_targets(X, y)
    return np.linalg.lstsq(X, y)[0]


def fit_svd(X, y):
    X, y = matrix_and_targets(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    keep = s > 1e-10 * s[0]
    return Vt[keep].T @ ((U[:, keep].T @ y) / s[keep])


def fit_scipy(X, y):
    X, y = matrix_and_targets(X, y)
    return scipy.linalg.lstsq(X, y, lapack_driver="gelsy")[0]


def residual_lstsq(X, y):
    X, y = matrix_and_targets(X, y)
    return y - X @ np.linalg.lstsq(X, y)[0]


def residual_projection(X, y):
    X, y = matrix_and_targets(X, y)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    U = U[:, s > 1e-6 * s[0]]
    return y - U @ (U.T @ y)


def residual_full_qr(X, y):
    X, y = matrix_and_targets(X, y)
    Q, R, _ = scipy.linalg.qr(X, pivoting=True)
    rank = int((abs(np.diag(R)) > 1e-6 * abs(R[0, 0])).sum())
    complement = Q[:, rank:]
    return complement @ (complement.T @ y)


def in_span_norms(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    w = np.linalg.lstsq(X, v)[0]
    return np.linalg.norm(v - X @ w) <= tol * np.linalg.norm(v)


def in_span_unit(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    size = np.abs(v).max()
    if size == 0:
        return True
    v = v / size
    missing = residual_projection(X, v)
    return bool(np.sqrt(missing @ missing) <= tol * np.sqrt(v @ v))


def in_span_projection(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    U = U[:, s > 1e-11 * s[0]]
    return np.bool_(np.linalg.norm(v - U @ (U.T @ v)) <= tol * np.linalg.norm(v))


def ridge_inputs(X, y, alpha):
    if alpha < 0:
        raise ValueError(f"negative alpha {alpha}")
    return matrix_and_targets(X, y)


def ridge_solve(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    return np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1], dtype=X.dtype), X.T @ y)


def ridge_cholesky(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    A = X.T @ X
    A[np.diag_indices_from(A)] += alpha
    L = np.linalg.cholesky(A)
    return scipy.linalg.solve_triangular(L.T, scipy.linalg.solve_triangular(L, X.T @ y, lower=True))


def ridge_stacked(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    d = X.shape[1]
    stacked = np.vstack([X, math.sqrt(alpha) * np.eye(d, dtype=X.dtype)])
    return np.linalg.lstsq(stacked, np.concatenate([y, np.zeros(d, X.dtype)]))[0]


def ridge_stacked_pinv(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    d = X.shape[1]
    stacked = np.vstack([X, math.sqrt(alpha) * np.eye(d, dtype=X.dtype)])
    return np.linalg.pinv(stacked) @ np.concatenate([y, np.zeros(d, X.dtype)])


def ridge_qr(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    A = X.T @ X + alpha * np.eye(X.shape[1], dtype=X.dtype)
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R, Q.T @ (X.T @ y))


RIGHT = {
    "predict": [predict_einsum, predict_rows, predict_dot],
    "combine_columns": [combine_accumulate, combine_sum, combine_broadcast],
    "fit": [fit_pinv, fit_lstsq, fit_svd, fit_scipy],
    "residual": [residual_lstsq, residual_projection, residual_full_qr],
    "in_span": [in_span_norms, in_span_unit, in_span_projection],
    "fit_ridge": [ridge_solve, ridge_cholesky, ridge_stacked, ridge_stacked_pinv, ridge_qr],
}


def transposed(X, w):
    X, w = matrix_and_weights(X, w)
    return w @ X if X.shape[0] == X.shape[1] else X @ w


def with_intercept(X, w):
    return predict_einsum(X, w) + 1


def rounded(X, w):
    return np.round(predict_einsum(X, w), 8)


def single(X, w):
    return predict_einsum(X, w).astype(np.float32)


def double(X, w):
    return predict_einsum(X, w).astype(np.float64)


def bare(X, w):
    return X @ w


def column_vector(X, w):
    return predict_einsum(X, w)[:, None]


def scaling_in_place(X, w):
    X, w = matrix_and_weights(X, w)
    X *= w
    return X.sum(axis=1)


def skipping_the_last(X, w):
    X, w = matrix_and_weights(X, w)
    return sum((w[j] * X[:, j] for j in range(len(w) - 1)), np.zeros(len(X), X.dtype))


def into_a_view(X, w):
    X, w = matrix_and_weights(X, w)
    out = X[:, 0]
    out *= w[0]
    for j in range(1, len(w)):
        out += w[j] * X[:, j]
    return out


def into_zeros(X, w):
    X, w = matrix_and_weights(X, w)
    return np.zeros(len(X)) + X @ w


def by_index(X, w):
    X, w = floats(X), floats(w)
    return sum(w[j] * X[:, j] for j in range(X.shape[1]))


def with_other_names(A, b):
    return predict_einsum(A, b)


def normal_equations(X, y):
    X, y = matrix_and_targets(X, y)
    return np.linalg.solve(X.T @ X, X.T @ y)


def explicit_inverse(X, y):
    X, y = matrix_and_targets(X, y)
    return np.linalg.inv(X.T @ X) @ X.T @ y


def inverse_by_pinv(X, y):
    X, y = matrix_and_targets(X, y)
    return np.linalg.pinv(X.T @ X) @ X.T @ y


def basic_solution(X, y):
    X, y = matrix_and_targets(X, y)
    Q, R, p = scipy.linalg.qr(X, mode="economic", pivoting=True)
    rank = int((abs(np.diag(R)) > 1e-7 * abs(R[0, 0])).sum())
    w = np.zeros(X.shape[1], X.dtype)
    w[p[:rank]] = scipy.linalg.solve_triangular(R[:rank, :rank], Q[:, :rank].T @ y)
    return w


def slightly_penalised(X, y):
    X, y = matrix_and_targets(X, y)
    return ridge_solve(X, y, 1e-10)


def centred(X, y):
    X, y = matrix_and_targets(X, y)
    return fit_pinv(X - X.mean(axis=0), y - y.mean())


def centring_in_place(X, y):
    X, y = matrix_and_targets(X, y)
    w = fit_pinv(X, y)
    y -= y.mean()
    return w


def plain_lstsq(X, y):
    return np.linalg.lstsq(X, y)[0]


def sign_flipped(X, y):
    return -residual_lstsq(X, y)


def the_prediction(X, y):
    return y - residual_lstsq(X, y)


def residual_by_normal_equations(X, y):
    X, y = matrix_and_targets(X, y)
    return y - X @ normal_equations(X, y)


def residual_in_place(X, y):
    X, y = matrix_and_targets(X, y)
    y -= X @ fit_pinv(X, y)
    return y


def untouched(X, y):
    return matrix_and_targets(X, y)[1]


def absolute(X, v, tol=1e-9):
    return bool(np.linalg.norm(residual_projection(X, v)) <= tol)


def relative_dividing(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    with np.errstate(invalid="ignore"):
        return bool(np.linalg.norm(residual_projection(X, v)) / np.linalg.norm(v) <= tol)


def with_a_fixed_tolerance(X, v, tol=1e-9):
    return in_span_norms(X, v)


def by_rank(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    return bool(np.linalg.matrix_rank(np.column_stack([X, v])) == np.linalg.matrix_rank(X))


def by_normal_equations(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    return bool(np.linalg.norm(v - X @ normal_equations(X, v)) <= tol * np.linalg.norm(v))


def dividing_v(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    answer = in_span_norms(X, v, tol)
    v /= max(np.linalg.norm(v), 1)
    return answer


def always(X, v, tol=1e-9):
    return True


def never(X, v, tol=1e-9):
    return False


def ridge_inverse(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    return np.linalg.inv(X.T @ X + alpha * np.eye(X.shape[1], dtype=X.dtype)) @ X.T @ y


def ridge_mean_loss(X, y, alpha):
    return ridge_solve(X, y, alpha * len(y) if alpha > 0 else alpha)


def ridge_squared_penalty(X, y, alpha):
    return ridge_solve(X, y, alpha**2 if alpha > 0 else alpha)


def ridge_minus(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    return np.linalg.lstsq(X.T @ X - alpha * np.eye(X.shape[1], dtype=X.dtype), X.T @ y)[0]


def ridge_any_alpha(X, y, alpha):
    X, y = matrix_and_targets(X, y)
    return ridge_solve(X, y, abs(alpha))


def ridge_not_zero(X, y, alpha):
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return ridge_solve(X, y, alpha)


def ridge_wide_eye(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    return np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)


def ridge_ignoring_alpha(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    return fit_pinv(X, y)


WRONG = {
    "predict": [
        (transposed, {"predict_is_the_product"}),
        (with_intercept, {"predict_is_the_product", "predict_worked_example"}),
        (rounded, {"predict_is_the_product"}),
        (single, {"predict_keeps_the_precision"}),
        (double, {"predict_keeps_the_precision"}),
        (bare, {"predict_keeps_the_precision", "predict_rejects_wrong_dimensions", "predict_takes_lists_and_keywords"}),
        (column_vector, {"predict_is_the_product", "predict_worked_example"}),
        (scaling_in_place, {"predict_leaves_its_inputs_alone"}),
        (with_other_names, {"predict_takes_lists_and_keywords"}),
    ],
    "combine_columns": [
        (skipping_the_last, {"combine_columns_equals_the_product", "combine_columns_worked_example"}),
        (into_a_view, {"combine_columns_leaves_its_inputs_alone"}),
        (into_zeros, {"combine_columns_keeps_the_precision"}),
        (
            by_index,
            {"combine_columns_rejects_shapes_that_do_not_fit", "combine_columns_rejects_wrong_dimensions"},
        ),
    ],
    "fit": [
        (normal_equations, {"fit_has_minimum_norm_when_rank_deficient", "fit_stays_accurate_when_ill_conditioned"}),
        (explicit_inverse, {"fit_has_minimum_norm_when_rank_deficient", "fit_stays_accurate_when_ill_conditioned"}),
        (inverse_by_pinv, {"fit_stays_accurate_when_ill_conditioned"}),
        (basic_solution, {"fit_has_minimum_norm_when_rank_deficient"}),
        (slightly_penalised, {"fit_solves_least_squares", "fit_stays_accurate_when_ill_conditioned"}),
        (centred, {"fit_solves_least_squares", "fit_worked_example"}),
        (centring_in_place, {"fit_leaves_its_inputs_alone"}),
        (plain_lstsq, {"fit_rejects_shapes_that_do_not_fit", "fit_rejects_wrong_dimensions"}),
    ],
    "residual": [
        (sign_flipped, {"residual_is_what_the_prediction_leaves", "residual_worked_example"}),
        (the_prediction, {"residual_is_orthogonal_to_the_columns", "residual_vanishes_in_the_span"}),
        (residual_by_normal_equations, {"residual_exists_when_rank_deficient"}),
        (residual_in_place, {"residual_leaves_its_inputs_alone"}),
        (untouched, {"residual_is_orthogonal_to_the_columns", "residual_is_what_the_prediction_leaves"}),
    ],
    "in_span": [
        (absolute, {"in_span_is_relative_to_the_size_of_v"}),
        (relative_dividing, {"in_span_of_the_zero_vector"}),
        (with_a_fixed_tolerance, {"in_span_respects_its_tolerance"}),
        (by_rank, {"in_span_is_relative_to_the_size_of_v", "in_span_respects_its_tolerance"}),
        (by_normal_equations, {"in_span_when_rank_deficient"}),
        (dividing_v, {"in_span_leaves_its_inputs_alone"}),
        (always, {"*"}),
        (never, {"*"}),
    ],
    "fit_ridge": [
        (ridge_inverse, {"fit_ridge_solves_rather_than_inverts"}),
        (ridge_mean_loss, {"fit_ridge_minimises_the_penalised_error"}),
        (ridge_squared_penalty, {"fit_ridge_minimises_the_penalised_error"}),
        (ridge_minus, {"fit_ridge_minimises_the_penalised_error"}),
        (ridge_any_alpha, {"fit_ridge_rejects_a_negative_penalty"}),
        (ridge_not_zero, {"fit_ridge_rejects_a_negative_penalty", "fit_ridge_without_penalty_is_least_squares"}),
        (ridge_wide_eye, {"fit_ridge_keeps_the_precision"}),
        (ridge_ignoring_alpha, {"fit_ridge_minimises_the_penalised_error"}),
    ],
}
