"""gives a single coefficient to every training point."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def kernel(A, B, gamma):
    return np.exp(-float(gamma) * ((A[:, None] - B) ** 2).sum(axis=-1))


def kernel_predict(X_train, coefficients, X_new, gamma):
    X, c, new = floats(X_train), floats(coefficients), floats(X_new)
    if X.ndim != 2 or c.ndim != 1 or new.ndim != 2 or X.shape[1] != new.shape[1]:
        raise ValueError(f"{X.shape}, {c.shape} and {new.shape} do not fit")
    return (kernel(new, X, gamma) * c).sum(axis=1)
