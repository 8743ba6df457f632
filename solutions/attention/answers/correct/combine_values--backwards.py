"""Sums from the last value to the first."""

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
    return sum(a * v for a, v in zip(weights[::-1], V[::-1], strict=True))
