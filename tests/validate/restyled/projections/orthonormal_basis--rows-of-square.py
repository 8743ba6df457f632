"""Q, and then the left singular vectors of R, of what is made tall."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    rows, columns = X.shape
    Q, R = np.linalg.qr(X if rows != columns else np.transpose(X))
    U, s, _ = np.linalg.svd(R, full_matrices=False)
    return Q @ np.compress(s > rtol * s.max(), U, axis=1)
