"""divides 0 by 0 for a matrix of zeros."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def condition_number(A):
    A = floats(A)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    sizes = np.linalg.svd(A, compute_uv=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(sizes[0] / sizes[-1])
