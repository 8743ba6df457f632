"""Arrays brought into shape first."""

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
    P, w = as_floats(predictions), as_floats(weights)
    P, w = convex(P.reshape(len(P), -1) if P.ndim < 2 else P, w.T[0] if w.ndim == 2 else w)
    return np.einsum("m,mn->n", w, P)
