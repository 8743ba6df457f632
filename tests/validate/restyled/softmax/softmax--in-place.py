"""Subtracts with out=."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def softmax(scores, axis=-1):
    scores = no_copy(scores)
    np.subtract(scores, np.max(scores, axis=axis, keepdims=True), out=scores)
    terms = np.exp(scores)
    return terms / np.sum(terms, axis=axis, keepdims=True)
