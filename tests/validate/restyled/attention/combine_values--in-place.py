"""Adds into the first row."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def combine_values(weights, V):
    weights, V = no_copy(weights), no_copy(V)
    if V.ndim != 2 or weights.shape != V.shape[:1]:
        raise ValueError(f"weights {weights.shape} and V {V.shape}")
    V[0] = weights[0] * V[0]
    for weight, value in zip(weights[1:], V[1:]):
        V[0] += weight * value
    return V[0]
