"""A for loop with an index that begins at 0."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    x, r, p = 0 * b, b, b
    if not b.any():
        return x, 0
    most = 10 * len(b) if max_iter is None else max_iter
    for step in range(most):
        image = A.dot(p)
        square = r.dot(r)
        length = square / p.dot(image)
        x, r = x + length * p, r - length * image
        if np.linalg.norm(r) <= tol * np.linalg.norm(b) or step == most - 1:
            return x, step
        p = r + r.dot(r) / square * p
    return x, 0
