"""does not look at the shapes."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = floats(A), floats(b)
    b_norm, x, r = np.linalg.norm(b), np.zeros_like(b), b
    p, steps = r, 0
    while np.linalg.norm(r) > tol * b_norm and steps < (10 * len(b) if max_iter is None else max_iter):
        q = A @ p
        alpha = np.vdot(r, r) / np.vdot(p, q)
        x, after = x + alpha * p, r - alpha * q
        p, r, steps = after + np.vdot(after, after) / np.vdot(r, r) * p, after, steps + 1
    return x, steps
