"""A for loop from 1, which looks before it goes."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    most = 10 * len(b) if max_iter is None else max_iter
    x, r, p = 0 * b, b, b
    for step in range(1, most + 1):
        if np.linalg.norm(r) <= tol * np.linalg.norm(b):
            return x, step if x.any() else 0
        image, square = A.dot(p), r.dot(r)
        length = square / p.dot(image)
        x, r = x + length * p, r - length * image
        p = r + r.dot(r) / square * p
    return x, most
