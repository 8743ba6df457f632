"""A pivoted QR decomposition with the square Q."""

import scipy.linalg


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def project(X, y):
    X, y = fitting(X, y)
    Q, R, _ = scipy.linalg.qr(X, pivoting=True, mode="full")
    Q = Q[:, : sum(abs(pivot) > NOISE[X.dtype] * abs(R[0, 0]) for pivot in R.diagonal())]
    return Q @ (y @ Q)
