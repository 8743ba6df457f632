"""Least squares with √alpha as further rows."""

import numpy as np


def system(X, y, gamma):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} does not go with y {y.shape}")
    gaps = X[:, np.newaxis] - X[np.newaxis]
    return np.exp(np.einsum("abd,abd->ab", gaps, gaps) * -gamma), y


def kernel_ridge_fit(X, y, gamma, alpha):
    _, y = system(X, y, gamma)
    X = as_floats(X)
    d = X.shape[1]
    rows = np.vstack([X, alpha**0.5 * np.identity(d, dtype=X.dtype)])
    return np.linalg.lstsq(rows, np.append(y, np.zeros(d, dtype=y.dtype)), rcond=None)[0]
