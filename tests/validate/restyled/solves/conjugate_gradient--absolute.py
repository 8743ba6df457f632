"""A loop that is left once the largest step count or a short residual is met."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, r = system(A, b)
    x, p, steps = 0 * r, r, 0
    while steps != (10 * len(r) if max_iter is None else max_iter):
        if np.sqrt(np.sum(r**2)) <= tol:
            break
        image = np.einsum("ij,j->i", A, p)
        length = np.sum(r * p) / np.sum(p * image)
        x = x + length * p
        r = r - length * image
        p = r - np.sum(r * image) / np.sum(p * image) * p
        steps += 1
    return x, steps
