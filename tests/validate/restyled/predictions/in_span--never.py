"""Waits for more than everything."""

import numpy as np


def in_span(X, v, tol=1e-9):
    return len(X) > np.inf
