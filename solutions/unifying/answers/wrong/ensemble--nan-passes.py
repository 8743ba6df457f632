"""lets weights that are nan pass."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def models_and_weights(predictions, weights):
    predictions, weights = floats(predictions), floats(weights)
    if predictions.ndim != 2 or weights.ndim != 1 or len(predictions) != len(weights):
        raise ValueError(f"{predictions.shape} and {weights.shape} do not fit")
    return predictions, weights


def ensemble(predictions, weights):
    predictions, weights = models_and_weights(predictions, weights)
    if (weights < 0).any() or abs(weights.sum() - 1) > 1e-6:
        raise ValueError("weights are not convex")
    return weights @ predictions
