"""The distances of scipy, which knows float64 only."""

import numpy as np
import scipy.spatial.distance


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    A, B = fitting(A, B)
    return np.exp(scipy.spatial.distance.cdist(A, B, "sqeuclidean") * -gamma)
