"""A rest that must not be negative."""

import numpy as np


def checked(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    return P, w


def ensemble(predictions, weights):
    P, w = checked(predictions, weights)
    rest = 1.0
    for weight in w.tolist():
        rest -= weight
        if weight < 0 or rest < -1e-9:
            raise ValueError("these weights are not convex")
    return np.einsum("m,mn->n", w, P)
