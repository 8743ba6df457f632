"""Components down, observations across."""

import numpy as np


def mixture(x, means, variances, priors):
    x, *parts = map(as_floats, (x, means, variances, priors))
    shapes = [each.shape for each in parts]
    if x.ndim != 1 or parts[0].ndim != 1 or shapes != 3 * shapes[:1]:
        raise ValueError(f"x {x.shape} does not go with components {shapes}")
    return x, *parts


def mixture_responsibilities(x, means, variances, priors):
    x, means, variances, priors = mixture(x, means, variances, priors)
    with np.errstate(divide="ignore"):
        logs = np.log(priors / np.sqrt(variances))[:, np.newaxis]
    scores = logs - np.square(np.subtract.outer(means, x)) / (2 * variances)[:, np.newaxis]
    terms = np.exp(scores - np.amax(scores, axis=0))
    return np.divide(terms, np.add.reduce(terms))
