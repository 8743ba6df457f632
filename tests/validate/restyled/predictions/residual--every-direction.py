"""What y has along the columns that a complete Q adds."""

import numpy as np


def examples(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def residual(X, y):
    X, y = examples(X, y)
    Q, _ = np.linalg.qr(X, mode="complete")
    others = Q[:, X.shape[1] :]
    return others @ (y @ others)
