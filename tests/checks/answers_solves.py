"""Right answers to `solves`, in other styles than the reference."""

from __future__ import annotations

import math

import numpy as np
import scipy.linalg
import scipy.sparse.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def square_system(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError(f"A {A.shape} and b {b.shape} do not fit")
    return A, b


def examples(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"X {X.shape} and y {y.shape} do not fit")
    return X, y


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def shifted(A, b, jitter):
    A, b = square_system(A, b)
    return A + np.asarray(jitter * np.eye(len(A)), dtype=A.dtype), b


def spd_triangular(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    L = np.linalg.cholesky(A)
    return scipy.linalg.solve_triangular(L.T, scipy.linalg.solve_triangular(L, b, lower=True))


def spd_cho_solve(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    try:
        factor = scipy.linalg.cho_factor(A, lower=False)
    except scipy.linalg.LinAlgError as error:
        raise ValueError("not positive definite") from error
    return scipy.linalg.cho_solve(factor, b)


def spd_two_solves(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    L = np.linalg.cholesky(A)
    return np.linalg.solve(L.T, np.linalg.solve(L, b))


def spd_eigenvectors(A, b, jitter=0.0):
    A, b = square_system(A, b)
    values, V = np.linalg.eigh(A)
    values = values + values.dtype.type(jitter)
    if not (values > 0).all():
        raise ValueError(f"smallest eigenvalue {values.min()}")
    return V @ ((V.T @ b) / values)


def spd_checked_lu(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    if np.linalg.eigvalsh(A).min() <= 0:
        raise ValueError("not positive definite")
    return np.linalg.solve(A, b)


def spd_refusing_asymmetric(A, b, jitter=0.0):
    A, b = square_system(A, b)
    if not np.allclose(A, A.T):
        raise ValueError("not symmetric")
    A = A.copy()
    A[np.diag_indices_from(A)] += jitter
    return scipy.linalg.solve(A, b, assume_a="pos")


def spd_by_hand(A, b, jitter=0.0):
    A, b = square_system(A, b)
    n, kind = len(b), A.dtype
    L = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            rest = float(A[i, j]) + (jitter if i == j else 0) - sum(L[i][k] * L[j][k] for k in range(j))
            if i == j and rest <= 0:
                raise ValueError(f"pivot {rest}")
            L[i][j] = math.sqrt(rest) if i == j else rest / L[j][j]
    x = [float(value) for value in b]
    for i in range(n):
        x[i] = (x[i] - sum(L[i][k] * x[k] for k in range(i))) / L[i][i]
    for i in range(n - 1, -1, -1):
        x[i] = (x[i] - sum(L[k][i] * x[k] for k in range(i + 1, n))) / L[i][i]
    return np.array(x, dtype=kind)


def spd_checked_qr(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    np.linalg.cholesky(A)
    Q, R = np.linalg.qr(A)
    return np.linalg.solve(R, Q.T @ b)


def spd_checked_lstsq(A, b, jitter=0.0):
    A, b = shifted(A, b, jitter)
    np.linalg.cholesky(A)
    return np.linalg.lstsq(A, b)[0]


def qr_triangular(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    return scipy.linalg.solve_triangular(R, Q.T @ y)


def qr_complete(X, y):
    X, y = examples(X, y)
    d = X.shape[1]
    Q, R = np.linalg.qr(X, mode="complete")
    return np.linalg.solve(R[:d], (Q.T @ y)[:d])


def qr_back_substitution(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    c = Q.T @ y
    w = np.zeros_like(c)
    for i in range(len(c) - 1, -1, -1):
        w[i] = (c[i] - np.sum(R[i, i + 1 :] * w[i + 1 :])) / R[i, i]
    return w


def qr_householder(X, y):
    X, y = examples(X, y)
    R, c = X.copy(), y.copy()
    n, d = R.shape
    for j in range(min(n - 1, d)):
        v = R[j:, j].copy()
        v[0] += np.copysign(np.linalg.norm(v), v[0])
        v /= np.linalg.norm(v)
        R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
        c[j:] -= 2 * v * (v @ c[j:])
    return scipy.linalg.solve_triangular(R[:d], c[:d])


def qr_pivoted(X, y):
    X, y = examples(X, y)
    Q, R, order = scipy.linalg.qr(X, mode="economic", pivoting=True)
    w = np.empty(X.shape[1], X.dtype)
    w[order] = scipy.linalg.solve_triangular(R, Q.T @ y)
    return w


def qr_of_both(X, y):
    X, y = examples(X, y)
    d = X.shape[1]
    R = np.linalg.qr(np.column_stack([X, y]), mode="r")
    return scipy.linalg.solve_triangular(R[:d, :d], R[:d, d])


def qr_lstsq(X, y):
    X, y = examples(X, y)
    return np.linalg.lstsq(X, y, rcond=None)[0]


def qr_pinv(X, y):
    X, y = examples(X, y)
    return np.linalg.pinv(X) @ y


def qr_inverse_of_the_triangle(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    return np.linalg.inv(R) @ (Q.T @ y)


def cg_textbook(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    if max_iter is None:
        max_iter = 10 * len(b)
    x = np.zeros_like(b)
    r = b.copy()
    p = r.copy()
    rs_old = r @ r
    norm_b = np.sqrt(rs_old)
    if norm_b == 0:
        return x, 0
    for step in range(1, max_iter + 1):
        Ap = A @ p
        alpha = rs_old / (p @ Ap)
        x += alpha * p
        r -= alpha * Ap
        rs_new = r @ r
        if np.sqrt(rs_new) <= tol * norm_b:
            return x, step
        p = r + (rs_new / rs_old) * p
        rs_old = rs_new
    return x, max_iter


def cg_true_residual(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 20 * len(b) if max_iter is None else max_iter
    x, r = np.zeros_like(b), b
    p, steps = r, 0
    while steps < limit and np.linalg.norm(r) > tol * np.linalg.norm(b):
        alpha = (r @ r) / (p @ (A @ p))
        x = x + alpha * p
        fresh = b - A @ x
        p = fresh + (fresh @ fresh) / (r @ r) * p
        r, steps = fresh, steps + 1
    return x, np.int64(steps)


def cg_checking_first(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = max(1000, 10 * len(b)) if max_iter is None else max_iter
    x, r = np.zeros_like(b), b.copy()
    p, target, steps = r.copy(), tol**2 * np.dot(b, b), 0
    for _ in range(limit):
        rr = np.dot(r, r)
        if rr <= target:
            break
        q = np.dot(A, p)
        x, r = x + rr / np.dot(p, q) * p, r - rr / np.dot(p, q) * q
        p = r + np.dot(r, r) / rr * p
        steps += 1
    return x, steps


def cg_one_step_late(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    x, r = np.zeros_like(b), b.copy()
    p, rr, steps, goal = r.copy(), r @ r, 0, tol * np.linalg.norm(b)
    while rr > 0 and steps < limit:
        q = A @ p
        alpha = rr / (p @ q)
        x, r, before = x + alpha * p, r - alpha * q, rr
        rr = r @ r
        p = r + rr / before * p
        steps += 1
        if np.sqrt(before) <= goal:  # looks at the residual from before the step
            break
    return x, steps


def cg_scaled(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    size = np.abs(b).max()
    if size == 0:
        return np.zeros_like(b), 0
    x, steps = cg_textbook(A / np.abs(A).max(), b / size, tol, max_iter)
    return x * (size / np.abs(A).max()), steps


def cg_conjugating_again(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    x, r, directions, steps = np.zeros_like(b), b.copy(), [], 0
    while np.linalg.norm(r) > tol * np.linalg.norm(b) and steps < limit:
        p = r.copy()
        for d, image, curvature in directions[-len(b) :]:
            p -= (p @ image) / curvature * d
        q = A @ p
        alpha = (p @ r) / (p @ q)
        directions.append((p, q, p @ q))
        x, r, steps = x + alpha * p, r - alpha * q, steps + 1
    return x, steps


def cg_scipy(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    count = [0]

    def seen(_):
        count[0] += 1

    x, _ = scipy.sparse.linalg.cg(A, b, rtol=tol, atol=0.0, maxiter=max_iter, callback=seen)
    return x, count[0]


def cg_python_numbers(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    rows, n, kind = [[float(v) for v in row] for row in A], len(b), b.dtype
    x, r = [0.0] * n, [float(v) for v in b]
    p, rr, steps = list(r), math.fsum(v * v for v in r), 0
    goal = tol * math.sqrt(rr)
    while math.sqrt(rr) > goal and steps != (max_iter if max_iter is not None else 10 * n):
        q = [math.fsum(map(float.__mul__, row, p)) for row in rows]
        alpha = rr / math.fsum(map(float.__mul__, p, q))
        x = [xi + alpha * pi for xi, pi in zip(x, p, strict=True)]
        r = [ri - alpha * qi for ri, qi in zip(r, q, strict=True)]
        before, rr = rr, math.fsum(v * v for v in r)
        p = [ri + rr / before * pi for ri, pi in zip(r, p, strict=True)]
        steps += 1
    return [np.array(x, dtype=kind), steps]


def condition_numpy(A):
    A = matrix(A)
    return np.linalg.cond(A)


def condition_svd(A):
    s = scipy.linalg.svdvals(matrix(A))
    return math.inf if s[-1] == 0 else float(s[0]) / float(s[-1])


def condition_norms(A):
    A = matrix(A)
    try:
        return float(np.linalg.norm(A, 2) * np.linalg.norm(np.linalg.inv(A), 2))
    except np.linalg.LinAlgError:
        return float("inf")


def condition_relative_cut(A):
    s = np.linalg.svd(matrix(A))[1]
    return float(s.max() / s.min()) if s.min() > 1e-14 * s.max() else np.inf


def condition_both_norms(A):
    A = matrix(A)
    s = np.linalg.norm(A, 2), np.linalg.norm(A, -2)
    with np.errstate(divide="ignore"):
        return float(np.divide(*s)) if A.any() else np.inf


def condition_in_float32(A):
    A = floats(A)
    if A.ndim != 2:
        raise ValueError("a matrix, please")
    s = np.linalg.svd(A, compute_uv=False)
    with np.errstate(divide="ignore"):
        return s[0] / s[-1] if s[0] > 0 else np.inf


def bound_numpy(A, relative_residual):
    return np.linalg.cond(matrix(A)) * relative_residual


def bound_svd(A, relative_residual):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    if s[-1] == 0:
        return np.inf
    return float(s[0] * relative_residual / s[-1])


def bound_by_condition(A, relative_residual):
    return relative_residual * condition_norms(A)


def bound_in_float32(A, relative_residual):
    return condition_in_float32(A) * relative_residual


RIGHT = {
    "solve_spd": [
        spd_triangular,
        spd_cho_solve,
        spd_two_solves,
        spd_eigenvectors,
        spd_checked_lu,
        spd_refusing_asymmetric,
        spd_by_hand,
        spd_checked_qr,
        spd_checked_lstsq,
    ],
    "solve_least_squares_qr": [
        qr_triangular,
        qr_complete,
        qr_back_substitution,
        qr_householder,
        qr_pivoted,
        qr_of_both,
        qr_lstsq,
        qr_pinv,
        qr_inverse_of_the_triangle,
    ],
    "conjugate_gradient": [
        cg_textbook,
        cg_true_residual,
        cg_checking_first,
        cg_one_step_late,
        cg_scaled,
        cg_conjugating_again,
        cg_scipy,
        cg_python_numbers,
    ],
    "condition_number": [
        condition_numpy,
        condition_svd,
        condition_norms,
        condition_relative_cut,
        condition_both_norms,
        condition_in_float32,
    ],
    "relative_error_bound": [bound_numpy, bound_svd, bound_by_condition, bound_in_float32],
}
