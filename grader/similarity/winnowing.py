"""Fingerprints of code by winnowing: of every few runs of symbols one is kept, whichever hashes lowest.

Any stretch of at least SYMBOLS + WINDOW − 1 symbols that two notebooks have in common leaves a common fingerprint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.similarity.tokens import Token, tokens

SYMBOLS = 9
"""In one fingerprint: two short lines of arithmetic."""
WINDOW = 5
_BASE = np.uint64(0x9E3779B97F4A7C15)
_NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a cell, from 0, the last one included."""

    cell: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Work:
    """One notebook: whose it is, its code cells, and where each of its fingerprints stands."""

    student: str
    cells: tuple[str, ...]
    places: dict[int, tuple[Place, ...]]


def fingerprint(student: str, cells: Sequence[str], released: Set[int] = frozenset()) -> Work:
    """The fingerprints of a notebook's code cells, each cell by itself, without the released ones."""
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for number, source in enumerate(cells):
        symbols = tokens(source)
        hashes = _hashes(symbols)
        hashes[[at for at, each in enumerate(hashes.tolist()) if each in released]] = _NEVER
        for at in _chosen(hashes):
            place = Place(number, symbols[at].line, symbols[at + SYMBOLS - 1].line)
            places[int(hashes[at])].append(place)
    return Work(student, tuple(cells), {key: tuple(found) for key, found in places.items()})


def released_hashes(cells: Sequence[str]) -> frozenset[int]:
    """Every run of symbols in the released notebook, chosen by winnowing or not."""
    return frozenset(int(each) for source in cells for each in _hashes(tokens(source)))


def _hashes(symbols: Sequence[Token]) -> np.ndarray:
    """The hash of each run of SYMBOLS symbols; the same on every machine and in every run."""
    count = len(symbols) - SYMBOLS + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    codes = np.array([crc32(token.symbol.encode(errors="replace")) for token in symbols], dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(SYMBOLS):
        # Unsigned arithmetic wraps around, which is what a polynomial hash wants.
        total = total * _BASE + codes[offset : offset + count]
    total ^= total >> np.uint64(31)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    return total ^ (total >> np.uint64(29))


def _chosen(hashes: np.ndarray) -> list[int]:
    """The lowest of every window, of equal ones the last; nothing that was released."""
    if not len(hashes):
        return []
    width = min(WINDOW, len(hashes))
    windows = sliding_window_view(hashes, width)
    last = width - 1 - np.argmin(windows[:, ::-1], axis=1)
    chosen = np.unique(np.arange(len(windows)) + last)
    return [int(at) for at in chosen if hashes[at] != _NEVER]
