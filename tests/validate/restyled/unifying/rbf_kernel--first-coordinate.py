"""An outer difference of two columns."""

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    (a, *_), (b, *_) = (points.T for points in fitting(A, B))
    return np.exp(np.square(np.subtract.outer(a, b)) * -gamma)
