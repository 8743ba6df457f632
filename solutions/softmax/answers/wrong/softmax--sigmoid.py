"""applies the logistic function to each score by itself."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def softmax(scores, axis=-1):
    return scipy.special.expit(floats(scores))
