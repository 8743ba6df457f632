"""Computes b − Ax anew in every step."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def square_system(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError(f"A {A.shape} and b {b.shape} do not fit")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
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
