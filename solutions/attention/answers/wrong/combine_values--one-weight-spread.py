"""gives a single weight to every value."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def combine_values(weights, V):
    weights, V = floats(weights), floats(V)
    if weights.ndim != 1 or V.ndim != 2:
        raise ValueError(f"{weights.shape} and {V.shape} do not fit")
    return (weights[:, None] * V).sum(axis=0)
