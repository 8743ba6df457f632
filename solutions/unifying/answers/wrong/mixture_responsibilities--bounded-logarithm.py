"""puts −700 in place of the logarithm of a prior of 0."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def mixture_responsibilities(x, means, variances, priors):
    x, means, variances, priors = map(floats, (x, means, variances, priors))
    if x.ndim != 1 or means.ndim != 1 or not means.shape == variances.shape == priors.shape:
        raise ValueError(f"{x.shape}, {means.shape}, {variances.shape} and {priors.shape} do not fit")
    with np.errstate(divide="ignore"):
        logarithms = np.maximum(np.log(priors), -700)
    scores = logarithms - np.log(variances) / 2 - (x[:, None] - means) ** 2 / (2 * variances)
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
