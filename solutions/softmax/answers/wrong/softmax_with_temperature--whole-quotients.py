"""divides integer scores without remainder."""

import numpy as np


def softmax_with_temperature(scores, temperature, axis=-1):
    if not temperature > 0:
        raise ValueError(f"the temperature is {temperature}; it must be positive")
    scores = np.asarray(scores)
    scores = scores.astype(int) if scores.dtype == bool else scores
    with np.errstate(over="ignore"):
        gaps = scores - scores.max(axis=axis, keepdims=True)
        if gaps.dtype.kind in "iu":
            gaps = (gaps // temperature).astype(float)
        else:
            gaps = (gaps.astype(float) / temperature).astype(gaps.dtype)
    exponentials = np.exp(gaps)
    return exponentials / exponentials.sum(axis=axis, keepdims=True)
