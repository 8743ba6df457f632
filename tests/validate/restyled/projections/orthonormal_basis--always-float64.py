"""np.array with dtype=float, then a count of what is large."""

import numpy as np


def orthonormal_basis(X, rtol=1e-10):
    X = np.array(X, dtype=float)
    if X.ndim != 2:
        raise ValueError(f"{X.ndim} dimensions instead of 2")
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    rank = sum(1 for size in s if size / s[0] > max(rtol, 1e-14))
    return U[:, :rank]
