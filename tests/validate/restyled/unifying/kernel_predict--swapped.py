"""An axis that is found by its length."""

import numpy as np


def fitted(X_train, coefficients, X_new):
    X, c, new = as_floats(X_train), as_floats(coefficients), as_floats(X_new)
    if X.ndim != 2 or c.shape != X.shape[:1]:
        raise ValueError(f"X_train {X.shape} does not go with coefficients {c.shape}")
    if new.ndim != 2 or new.shape[1] != X.shape[1]:
        raise ValueError(f"X_train {X.shape} does not go with X_new {new.shape}")
    return X, c, new


def bumps(points, new, gamma):
    """One row per new point, one column per bump."""
    gaps = new[:, np.newaxis] - points[np.newaxis]
    return np.exp(np.einsum("mnd,mnd->mn", gaps, gaps) * -gamma)


def kernel_predict(X_train, coefficients, X_new, gamma):
    X, c, new = fitted(X_train, coefficients, X_new)
    K = bumps(new, X, gamma)
    axis = K.shape[::-1].index(len(c))
    return np.tensordot(K, c, axes=(1 - axis, 0))
