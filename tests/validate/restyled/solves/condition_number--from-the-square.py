"""Singular values of the Gram matrix, and roots of them."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    A = table(A)
    gram = np.einsum("ki,kj->ij", A, A)
    squares = np.linalg.svd(gram, compute_uv=False)
    if not squares[-1] > 3e-14 * squares[0]:
        return np.inf
    return float(np.sqrt(squares[0]) / np.sqrt(squares[-1]))
