"""x begins as zeros of the kind that np.zeros makes."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    x, r, p, steps = np.zeros(len(b)), b, b, 0
    most = max_iter if max_iter is not None else 10 * len(b)
    while np.linalg.norm(r) > tol * np.linalg.norm(b) and steps < most:
        image = A.dot(p)
        length = p.dot(r) / p.dot(image)
        x += length * p
        r = r - length * image
        p = r - r.dot(image) / p.dot(image) * p
        steps += 1
    return x, steps
