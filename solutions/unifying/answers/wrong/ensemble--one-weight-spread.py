"""gives a single weight to every model."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def ensemble(predictions, weights):
    predictions, weights = floats(predictions), floats(weights)
    if predictions.ndim != 2 or weights.ndim != 1:
        raise ValueError(f"{predictions.shape} and {weights.shape} do not fit")
    if not (weights >= 0).all() or not abs(weights.sum() - 1) <= 1e-6:
        raise ValueError("weights are not convex")
    return (weights[:, None] * predictions).sum(axis=0)
