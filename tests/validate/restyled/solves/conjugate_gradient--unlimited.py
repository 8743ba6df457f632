"""A loop until the residual is short, whatever max_iter says."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    x, r, p, steps = 0 * b, b, b, 0
    while np.linalg.norm(r) > tol * np.linalg.norm(b):
        image = A.dot(p)
        length = p.dot(r) / p.dot(image)
        x, r = x + length * p, r - length * image
        p = r - r.dot(image) / p.dot(image) * p
        steps += 1
    return x, steps
