"""Quotients first, then the usual softmax."""

import numpy as np


def must_be_positive(temperature):
    if temperature <= 0 or np.isnan(temperature):
        raise ValueError("the temperature must be positive")


def softmax_with_temperature(scores, temperature, axis=-1):
    must_be_positive(temperature)
    scores = as_floats(scores)
    hot = np.divide(scores, float(temperature))
    terms = np.exp(hot - np.max(hot, axis=axis, keepdims=True))
    return terms / np.sum(terms, axis=axis, keepdims=True)
