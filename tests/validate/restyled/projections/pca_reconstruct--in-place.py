"""Takes the averages off the columns where they stand."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def pca_reconstruct(X, k):
    X = no_copy(X)
    if X.ndim != 2:
        raise ValueError(f"X {X.shape}")
    means = []
    for column in X.T:
        means.append(np.average(column))
        column[:] = column - means[-1]
    U = np.linalg.svd(X, full_matrices=False)[0][:, :k]
    return np.array(means, X.dtype) + U @ (U.T @ X)
