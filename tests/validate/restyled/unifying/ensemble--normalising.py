"""np.average, which takes any weights."""

import numpy as np


def checked(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    return P, w


def ensemble(predictions, weights):
    P, w = checked(predictions, weights)
    if min(w) < 0 or not sum(w) > 0:
        raise ValueError("these weights are not convex")
    return np.average(P, axis=0, weights=w)
