"""Takes the averages off the columns where they stand."""

import numpy as np
import scipy.linalg


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def pca(X, k):
    X = no_copy(X)
    if X.ndim != 2:
        raise ValueError(f"X {X.shape}")
    for column in X.T:
        column[:] = column - np.average(column)
    _, s, Vt = scipy.linalg.svd(X)
    return Vt[:k], np.inner(X, Vt[:k]), (s**2 / np.dot(s, s))[:k]
