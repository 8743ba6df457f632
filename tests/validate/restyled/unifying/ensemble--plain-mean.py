"""Sums of rows, divided by their number."""

import numpy as np


def checked(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    return P, w


def convex(predictions, weights):
    P, w = checked(predictions, weights)
    if min(w) < 0 or not abs(sum(w.tolist()) - 1) <= 1e-6:
        raise ValueError("these weights are not convex")
    return P, w


def ensemble(predictions, weights):
    P, _ = convex(predictions, weights)
    return np.add.reduce(P) / len(P)
