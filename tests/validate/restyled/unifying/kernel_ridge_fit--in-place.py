"""Solved first, then moved by np.subtract."""

import numpy as np
import scipy.linalg


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def raised(K, alpha):
    """K with alpha added to its diagonal."""
    return K + np.diag(np.full(len(K), alpha, dtype=K.dtype))


def kernel_ridge_fit(X, y, gamma, alpha):
    X, y = no_copy(X), no_copy(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} does not go with y {y.shape}")
    gaps = X[:, np.newaxis] - X[np.newaxis]
    K = raised(np.exp(np.einsum("abd,abd->ab", gaps, gaps) * -gamma), alpha)
    c = scipy.linalg.solve(K, y, assume_a="sym")
    np.subtract(y, np.average(y), out=y)
    return c
