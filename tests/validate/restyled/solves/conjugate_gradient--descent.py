"""The residual is computed anew from x in every step."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    x = np.zeros_like(b)
    goal = tol * np.linalg.norm(b)
    limit = 100 * b.size if max_iter is None else max_iter
    for steps in range(limit):
        downhill = b - A @ x
        if np.linalg.norm(downhill) <= goal:
            return x, steps
        x = x + np.inner(downhill, downhill) / np.einsum("i,ij,j", downhill, A, downhill) * downhill
    return x, limit
