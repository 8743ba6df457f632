"""An exact sum, and nothing else asked."""

import math

import numpy as np


def checked(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    return P, w


def ensemble(predictions, weights):
    P, w = checked(predictions, weights)
    if not abs(math.fsum(w) - 1) <= 1e-6:
        raise ValueError("these weights are not convex")
    return np.inner(P.T, w)
