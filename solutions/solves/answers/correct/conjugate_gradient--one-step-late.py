"""Looks at the residual from before the step, and so takes one more."""

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
