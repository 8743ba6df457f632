"""Weights of 1/d in a sum of squares."""

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    A, B = fitting(A, B)
    shares = np.full(A.shape[1], 1 / A.shape[1], dtype=A.dtype)
    return np.exp(np.square(A[:, np.newaxis] - B[np.newaxis]) @ shares * -gamma)
