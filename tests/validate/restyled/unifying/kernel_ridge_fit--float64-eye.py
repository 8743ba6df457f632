"""A diagonal matrix of Python’s floats, and LU."""

import numpy as np
import scipy.linalg


def system(X, y, gamma):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} does not go with y {y.shape}")
    gaps = X[:, np.newaxis] - X[np.newaxis]
    return np.exp(np.einsum("abd,abd->ab", gaps, gaps) * -gamma), y


def kernel_ridge_fit(X, y, gamma, alpha):
    K, y = system(X, y, gamma)
    return scipy.linalg.lu_solve(scipy.linalg.lu_factor(K + np.diag(len(K) * [float(alpha)])), y)
