"""Takes each direction off y where it stands."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def residual(X, y):
    X, y = no_copy(X), no_copy(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} and y {y.shape}")
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    for direction in U.T[s > 1e-6 * s[0]]:
        y[...] = y - direction * (direction @ y)
    return y
