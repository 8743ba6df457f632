"""The basis first, and then X is scaled where it stands."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def orthonormal_basis(X, rtol=1e-10):
    X = no_copy(X)
    if X.ndim != 2:
        raise ValueError(f"X {X.shape}")
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    X[...] = X / np.sqrt(np.sum(X**2))
    return np.compress(s > max(rtol, NOISE[X.dtype]) * s[0], U, axis=1)
