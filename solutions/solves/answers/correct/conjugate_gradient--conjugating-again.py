"""Makes each direction conjugate to all earlier ones."""

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
