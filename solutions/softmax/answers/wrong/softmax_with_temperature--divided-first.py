"""divides by the temperature before subtracting the maximum."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def softmax_scipy(scores, axis=-1):
    return scipy.special.softmax(floats(scores), axis=axis)


def positive(temperature):
    if not temperature > 0:
        raise ValueError(f"temperature must be positive, not {temperature}")
    return temperature


def softmax_with_temperature(scores, temperature, axis=-1):
    return softmax_scipy(floats(scores) / positive(temperature), axis)
