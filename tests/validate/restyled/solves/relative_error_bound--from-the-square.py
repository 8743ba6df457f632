"""Singular values of the Gram matrix, and roots of them."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def relative_error_bound(A, relative_residual):
    A = table(A)
    squares = np.linalg.svd(np.tensordot(A, A, axes=(0, 0)))[1]
    if not squares[-1] > 3e-14 * squares[0]:
        return np.inf
    return float(relative_residual * np.sqrt(squares[0]) / np.sqrt(squares[-1]))
