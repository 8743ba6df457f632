"""ignores tol."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def square_system(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError(f"A {A.shape} and b {b.shape} do not fit")
    return A, b


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


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    return cg_textbook(A, b, max_iter=max_iter)
