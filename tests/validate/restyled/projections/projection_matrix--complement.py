"""Left singular vectors beyond the rank."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    U, s, _ = np.linalg.svd(X)
    rank = int((s > NOISE[X.dtype] * s[0]).sum())
    N = U[:, rank:]
    return N @ N.T
