"""np.hypot, from coordinate to coordinate."""

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    A, B = fitting(A, B)
    distances = np.zeros((len(A), len(B)), dtype=A.dtype)
    for a, b in zip(A.T, B.T, strict=True):
        distances = np.hypot(distances, np.subtract.outer(a, b))
    return np.exp(distances * -gamma)
