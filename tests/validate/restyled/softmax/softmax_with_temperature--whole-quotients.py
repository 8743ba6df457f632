"""Line by line, the first half of a divmod where scores are integers."""

import numpy as np


def shares(line, temperature):
    gaps = np.subtract(line, np.amax(line))
    if np.issubdtype(gaps.dtype, np.integer):
        quotients = np.divmod(gaps, temperature)[0].astype(np.float64)
    else:
        quotients = gaps / gaps.dtype.type(temperature)
    terms = np.exp(quotients)
    return terms / np.add.reduce(terms)


@np.errstate(over="ignore")
def softmax_with_temperature(scores, temperature, axis=-1):
    if not temperature > 0:
        raise ValueError(f"no softmax at temperature {temperature}")
    scores = np.asarray(scores)
    return np.apply_along_axis(shares, axis, scores + 0 if scores.dtype == bool else scores, temperature)
