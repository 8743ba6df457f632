"""A for loop over the unknowns."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    if max_iter is None:
        max_iter = b.size
    goal = tol * np.linalg.norm(b)
    x, r, p = 0 * b, b, b
    for steps in range(max_iter):
        if np.linalg.norm(r) <= goal:
            return x, steps
        image = p @ A.T
        square = np.vdot(r, r)
        length = square / np.vdot(image, p)
        x, r = x + p * length, r - image * length
        p = r + p * (np.vdot(r, r) / square)
    return x, max_iter
