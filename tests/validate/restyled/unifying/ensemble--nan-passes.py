"""Looks for a reason to refuse, weight by weight."""

import numpy as np


def checked(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    return P, w


def ensemble(predictions, weights):
    P, w = checked(predictions, weights)
    total, rest = np.zeros_like(P[0]), 1.0
    for weight, row in zip(w, P, strict=True):
        if weight < 0:
            raise ValueError(f"the weight {weight} is negative")
        total = total + weight * row
        rest -= float(weight)
    if rest > 1e-6 or rest < -1e-6:
        raise ValueError(f"the weights leave {rest} of 1")
    return total
