"""Unit columns, and a product there and back."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def project(X, y):
    X, y = fitting(X, y)
    units = X / np.sqrt(np.einsum("ij,ij->j", X, X))
    return units @ (units.T @ y)
