"""Pairs of notebooks by what they share and few others have.

A fingerprint of `d` notebooks among `n` weighs log((n + 1) / d)²: what half of the class wrote, because it is the
obvious right answer, weighs next to nothing. A pair's score [-] is the weight of what both have, divided by the weight
of all that the lighter one has plus a constant, which keeps notebooks with little of their own from scoring high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from grader.model import whose
from grader.similarity.winnowing import Work

PRUDENCE = 6
"""How many fingerprints of two notebooks a pair must share to reach half of the score that its overlap alone gives."""
_ROWS = 512
"""Notebooks that are compared with all others in one product of matrices."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair, the more alike the higher its score."""

    one: Work
    other: Work
    score: float
    """From 0 to 1."""
    shared: tuple[int, ...]
    """Common fingerprints, the rarest first."""
    weights: dict[int, float]
    """Of these fingerprints, from 0 (all have it) to 1 (these two alone)."""


def rank(works: Sequence[Work], count: int) -> list[Match]:
    """The `count` most similar pairs of different students, the most similar first. The same class, the same ranks."""
    works = sorted(works, key=lambda work: work.student)
    carriers: dict[int, int] = {}
    for work in works:
        for key in work.places:
            carriers[key] = carriers.get(key, 0) + 1
    weights = {key: log((len(works) + 1) / found) ** 2 for key, found in carriers.items()}
    pairs = _best(works, {key for key, found in carriers.items() if found > 1}, weights, count)
    rarest = log((len(works) + 1) / 2) ** 2
    return [_match(works[one], works[other], score, weights, rarest) for score, one, other in pairs]


def _match(one: Work, other: Work, score: float, weights: dict[int, float], rarest: float) -> Match:
    shared = sorted(one.places.keys() & other.places.keys(), key=lambda key: (-weights[key], key))
    return Match(one, other, score, tuple(shared), {key: min(1.0, weights[key] / rarest) for key in shared})


def _best(works: list[Work], common: set[int], weights: dict[int, float], count: int) -> list[tuple[float, int, int]]:
    """Score and positions of the best pairs."""
    from scipy.sparse import csr_array

    if len(works) < 2 or not common:
        return []
    column = {key: at for at, key in enumerate(sorted(common))}
    rows, columns = [], []
    for row, work in enumerate(works):
        for key in work.places.keys() & common:
            rows.append(row)
            columns.append(column[key])
    shape = (len(works), len(column))
    present = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    weighed = present * np.array([weights[key] for key in column])[None, :]
    totals = np.array([sum(sorted(weights[key] for key in work.places)) for work in works])
    owners = np.unique([whose(work.student)[0] for work in works], return_inverse=True)[1]
    prudence = PRUDENCE * log((len(works) + 1) / 2) ** 2
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(works), _ROWS):
        block = slice(start, min(start + _ROWS, len(works)))
        shared = (weighed[block] @ present.T).toarray()
        scores = shared / (np.minimum(totals[block, None], totals[None, :]) + prudence)
        # Each pair once, and nobody with another attempt of their own.
        scores[np.arange(block.start, block.stop)[:, None] >= np.arange(len(works))[None, :]] = 0
        scores[owners[block, None] == owners[None, :]] = 0
        found = _merged(found, scores, start, count)
    return found


def _merged(
    found: list[tuple[float, int, int]], scores: np.ndarray, start: int, count: int
) -> list[tuple[float, int, int]]:
    flat = scores.ravel()
    if len(flat) > 4 * count:
        # Everything that ties with the last one is kept until it is sorted, so that ties break the same everywhere.
        least = np.partition(flat, len(flat) - count)[len(flat) - count]
        candidates = np.flatnonzero(flat >= max(least, np.finfo(float).tiny))[:1_000_000]
    else:
        candidates = np.flatnonzero(flat)
    width = scores.shape[1]
    new = [(round(float(flat[at]), 6), start + int(at) // width, int(at) % width) for at in candidates]
    return sorted([*found, *new], key=lambda each: (-each[0], each[1], each[2]))[:count]
