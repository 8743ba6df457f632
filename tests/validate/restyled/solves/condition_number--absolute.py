"""Singular values as eigenvalues of a symmetric matrix of twice the size."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def mirrored(A):
    """Symmetric, with the singular values of A as its eigenvalues, once with each sign."""
    rows, columns = A.shape
    return np.block([[np.zeros((rows, rows)), A], [A.T, np.zeros((columns, columns))]])


def condition_number(A):
    A = table(A)
    sizes = np.linalg.eigvalsh(mirrored(A))[-len(A) :]
    smallest, largest = sizes[0], sizes[-1]
    if smallest <= 1e-12:
        return float("inf")
    return float(largest / smallest)
