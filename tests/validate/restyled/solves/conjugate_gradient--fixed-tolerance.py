"""A generator of iterates, the first of which with a residual of 1e-10 is taken."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def iterates(A, b):
    """Every iterate with the residual that belongs to it, from x = 0, without end."""
    x, r, p = np.zeros_like(b), b, b
    while True:
        yield x, r
        image = A.dot(p)
        along = r.dot(r)
        length = along / p.dot(image)
        x, r = x + length * p, r - length * image
        p = r + r.dot(r) / along * p


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    most = 10 * len(b) if max_iter is None else max_iter
    goal = 1e-10 * np.linalg.norm(b)
    return next((x, steps) for steps, (x, r) in enumerate(iterates(A, b)) if steps == most or np.linalg.norm(r) <= goal)
