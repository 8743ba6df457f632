"""Squares of the residuals in a list, the older over the newer."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    most = 10 * len(b) if max_iter is None else max_iter
    x, r, p = np.zeros_like(b), b.copy(), b.copy()
    squares = [np.inner(r, r)]
    while np.sqrt(squares[-1]) > tol * np.sqrt(squares[0]) and len(squares) <= most:
        image = np.einsum("ij,j->i", A, p)
        length = squares[-1] / np.inner(p, image)
        x += length * p
        r -= length * image
        squares.append(np.inner(r, r))
        if squares[-1] > 0:
            p = r + squares[-2] / squares[-1] * p
    return x, len(squares) - 1
