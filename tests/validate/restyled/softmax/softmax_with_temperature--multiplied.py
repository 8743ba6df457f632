"""Line by line, with temperature as a factor."""

import numpy as np


def must_be_positive(temperature):
    if temperature <= 0 or np.isnan(temperature):
        raise ValueError("the temperature must be positive")


def along(function, scores, axis):
    """Apply a function of one line of scores along an axis."""
    scores = as_floats(scores)
    return np.apply_along_axis(function, axis, scores).astype(scores.dtype)


def softmax_with_temperature(scores, temperature, axis=-1):
    must_be_positive(temperature)

    def sharper(line):
        hot = line * float(temperature)
        terms = np.exp(hot - hot.max())
        return terms / terms.sum()

    return along(sharper, scores, axis)
