"""Takes as many left singular vectors as numpy's matrix_rank says."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def projection_matrix(X):
    X = matrix(X)
    U = np.linalg.svd(X)[0][:, : np.linalg.matrix_rank(X)]
    return np.einsum("ik,jk->ij", U, U)
