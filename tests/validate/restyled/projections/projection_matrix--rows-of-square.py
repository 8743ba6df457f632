"""The identity, less the projection on scipy's null space."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    n, d = X.shape
    across = scipy.linalg.null_space(X.T if n != d else X, rcond=1e-10)
    return np.identity(n, dtype=X.dtype) - np.einsum("ik,jk->ij", across, across)
