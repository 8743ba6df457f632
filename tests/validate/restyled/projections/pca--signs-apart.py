"""A loop that turns components whose first entry is negative."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    U, s, Vt = scipy.linalg.svd(X - np.average(X, axis=0))
    scores = U[:, :k] * s[:k]
    components = [-v if v[0] < 0 else v for v in Vt[:k]]
    return np.array(components), scores, (s**2 / np.dot(s, s))[:k]
