"""Computes the gaps in float64 and leaves the rest to scipy."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def positive(temperature):
    if not temperature > 0:
        raise ValueError(f"temperature must be positive, not {temperature}")
    return temperature


def softmax_with_temperature(scores, temperature, axis=-1):
    x = floats(scores)
    gaps = (x.astype(np.float64) - x.max(axis=axis, keepdims=True)) / positive(temperature)
    return scipy.special.softmax(gaps, axis=axis).astype(x.dtype)
