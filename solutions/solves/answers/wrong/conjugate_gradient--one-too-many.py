"""counts one step too many when it converges."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_side(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or A.shape[0] != A.shape[1] or b.ndim != 1 or len(A) != len(b):
        raise ValueError(f"{A.shape} and {b.shape} do not fit")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = matrix_and_side(A, b)
    most = 10 * len(b) if max_iter is None else max_iter
    x, r, p, steps = np.zeros_like(b), b.copy(), b.copy(), 0
    goal = tol * np.linalg.norm(b)
    while np.linalg.norm(r) > goal and steps < most:
        Ap, before = A @ p, r @ r
        alpha = before / (p @ Ap)
        x, r = x + alpha * p, r - alpha * Ap
        p = r + (r @ r) / before * p
        steps += 1
    return x, min(steps + 1, most) if steps else 0
