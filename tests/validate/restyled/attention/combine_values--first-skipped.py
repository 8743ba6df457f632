"""A product of all but the first."""

import numpy as np


def fitting(weights, V):
    weights, V = as_floats(weights), as_floats(V)
    if V.ndim != 2 or weights.shape != V.shape[:1]:
        raise ValueError(f"weights {weights.shape} do not go with V {V.shape}")
    return weights, V


def combine_values(weights, V):
    weights, V = fitting(weights, V)
    return np.dot(weights[1:], V[1:])
