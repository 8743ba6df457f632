"""divides 0 by 0 when b = 0."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def square_system(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError(f"A {A.shape} and b {b.shape} do not fit")
    return A, b


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


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    limit = 10 * len(b) if max_iter is None else max_iter
    with np.errstate(all="ignore"):
        return cg_steps(A, b, limit, lambda r, b: np.linalg.norm(r) < tol * np.linalg.norm(b))
