"""A for loop with an else."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    x, r, p, steps = 0 * b, b, b, 0
    for steps in range(10 * len(b) if max_iter is None else max_iter):
        if np.linalg.norm(r) <= tol * np.linalg.norm(b):
            return x, steps
        image, square = A.dot(p), r.dot(r)
        length = square / p.dot(image)
        x, r = x + length * p, r - length * image
        p = r + r.dot(r) / square * p
    if max_iter is not None and np.linalg.norm(r) > tol * np.linalg.norm(b):
        raise ArithmeticError(f"still {np.linalg.norm(r)} off")
    return x, steps + 1
