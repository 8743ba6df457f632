"""changes the caller's V."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def weights_and_values(weights, V):
    weights, V = floats(weights), floats(V)
    if weights.ndim != 1 or V.ndim != 2 or len(weights) != len(V):
        raise ValueError(f"weights {weights.shape} and V {V.shape} do not fit")
    return weights, V


def combine_values(weights, V):
    weights, V = weights_and_values(weights, V)
    out = V[0]
    out *= weights[0]
    for i in range(1, len(weights)):
        out += weights[i] * V[i]
    return out
