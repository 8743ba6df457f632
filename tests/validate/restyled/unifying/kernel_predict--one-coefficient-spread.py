"""Bump by bump, with coefficients or points that are repeated."""

import numpy as np


def kernel_predict(X_train, coefficients, X_new, gamma):
    X, c, new = as_floats(X_train), as_floats(coefficients), as_floats(X_new)
    dimensions = (X.ndim, c.ndim, new.ndim)
    if dimensions != (2, 1, 2) or X.shape[1] != new.shape[1] or len({len(X), len(c)} - {1}) > 1:
        raise ValueError(f"X_train {X.shape}, coefficients {c.shape} and X_new {new.shape}")
    total = np.zeros(len(new), dtype=np.result_type(X, c, new))
    for i in range(max(len(X), len(c))):
        gaps = new - X[i % len(X)]
        total += c[i % len(c)] * np.exp(np.einsum("md,md->m", gaps, gaps) * -float(gamma))
    return total
