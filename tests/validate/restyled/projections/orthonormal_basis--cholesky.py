"""Forward substitution with scipy's factor."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    L = scipy.linalg.cholesky(X.T @ X, lower=True)
    rows = []
    for i, x in enumerate(X.T):
        rows.append((x - sum(L[i, j] * rows[j] for j in range(i))) / L[i, i])
    return np.transpose(rows)
