"""What the penalty leaves of the targets: y − alpha·c is Kc."""

import numpy as np
import scipy.linalg


def system(X, y, gamma):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} does not go with y {y.shape}")
    gaps = X[:, np.newaxis] - X[np.newaxis]
    return np.exp(np.einsum("abd,abd->ab", gaps, gaps) * -gamma), y


def raised(K, alpha):
    """K with alpha added to its diagonal."""
    return K + np.diag(np.full(len(K), alpha, dtype=K.dtype))


def kernel_ridge_fit(X, y, gamma, alpha):
    K, y = system(X, y, gamma)
    return y - alpha * scipy.linalg.solve(raised(K, alpha), y, assume_a="sym")
