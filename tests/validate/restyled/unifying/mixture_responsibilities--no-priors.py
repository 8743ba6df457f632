"""Scores of densities only."""

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
    x, means, variances, _ = mixture(x, means, variances, priors)
    return posterior(np.square(deviations_of(x, means, variances)) / -2 - np.log(np.sqrt(variances)))
