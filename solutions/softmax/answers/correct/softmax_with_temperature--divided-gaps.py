"""Divides the gaps to the maximum."""

import numpy as np


def positive(temperature):
    if not temperature > 0:
        raise ValueError(f"temperature must be positive, not {temperature}")
    return temperature


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def softmax_with_temperature(scores, temperature, axis=-1):
    positive(temperature)
    x = floats(scores)
    terms = np.exp((x - x.max(axis=axis, keepdims=True)) / temperature)
    return terms / terms.sum(axis=axis, keepdims=True)
