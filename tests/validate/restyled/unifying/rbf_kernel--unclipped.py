"""Outer sums of squares, less the inner products."""

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    A, B = fitting(A, B)
    squares = np.add.outer(np.square(A).sum(axis=1), np.square(B).sum(axis=1))
    np.subtract(squares, np.inner(2 * A, B), out=squares)
    return np.exp(squares * -gamma)
