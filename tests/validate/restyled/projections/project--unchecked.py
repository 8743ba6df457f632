"""Pseudo-inverse of whatever comes."""

import numpy as np


def project(X, y):
    w = np.linalg.pinv(X) @ y
    return X @ w
