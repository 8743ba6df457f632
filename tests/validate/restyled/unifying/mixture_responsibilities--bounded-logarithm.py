"""Priors that are at least e to the -700, one by one."""

import math

import numpy as np


def mixture(x, means, variances, priors):
    x, *parts = map(as_floats, (x, means, variances, priors))
    shapes = [each.shape for each in parts]
    if x.ndim != 1 or parts[0].ndim != 1 or shapes != 3 * shapes[:1]:
        raise ValueError(f"x {x.shape} does not go with components {shapes}")
    return x, *parts


def deviations_of(x, means, variances):
    """How many standard deviations each x lies above each mean."""
    return np.subtract.outer(x, means) / np.sqrt(variances)


def posterior(scores):
    """Row by row."""
    rows = (np.exp(row - row.max()) for row in scores)
    return np.array([row / row.sum() for row in rows])


def mixture_responsibilities(x, means, variances, priors):
    x, means, variances, priors = mixture(x, means, variances, priors)
    logs = [math.log(max(prior, math.exp(-700))) for prior in priors.tolist()]
    heights = np.array(logs, dtype=priors.dtype) - np.log(np.sqrt(variances))
    return posterior(heights - np.square(deviations_of(x, means, variances)) / 2)
