"""Row by row, in whatever type comes in."""

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    fitting(A, B)
    columns = np.asarray(B)
    return np.stack([np.exp(-gamma * np.square(np.subtract(row, columns)).sum(axis=1)) for row in np.asarray(A)])
