"""spans the rows of a square X."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def orthonormal_basis(X, rtol=1e-10):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    U, sizes, Vt = np.linalg.svd(X, full_matrices=False)
    kept = sizes > rtol * sizes[0]
    return Vt[kept].T if X.shape[0] == X.shape[1] else U[:, kept]
