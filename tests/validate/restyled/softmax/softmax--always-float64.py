"""Line by line, in Python's floats."""

import numpy as np


def softmax(scores, axis=-1):
    scores = np.asarray(scores).astype("f8")
    top = np.amax(scores, axis, keepdims=True)
    top[np.isinf(top)] = 0
    terms = np.exp(scores - top)
    return terms / np.sum(terms, axis, keepdims=True)
