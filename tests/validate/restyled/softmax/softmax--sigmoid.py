"""1/(1 + exp(−s)) for every score."""

import numpy as np


def softmax(scores, axis=-1):
    scores = as_floats(scores)
    return 1 / (1 + np.exp(-scores))
