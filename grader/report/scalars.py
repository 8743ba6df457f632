"""The texts and numbers of a report, each as YAML's emitter writes it.

What the emitter writes for a text depends on nothing but the text and where it stands, and most texts of a report are
the same for every student of an assignment. So it is asked for each text alone, and for a short one once.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from grader.points import exact_decimal
from grader.report.nodes import mapping, serialize, text

KEPT_CHARACTERS_MAX = 300
KEPT_MAX = 2048
"""So many texts of that length make less than 10 MiB, whatever students write."""

_BEFORE = {1: len("k: "), 2: len("k:\n  k: "), 3: len("k:\n  k:\n    k: ")}


def in_block(value: str, depth: int = 1) -> str:
    """A text as the value of a key that stands `depth` mappings deep, from 1; it may have many lines."""
    return (_kept_block if len(value) <= KEPT_CHARACTERS_MAX else _block)(value, depth)


def in_braces(value: str, *, quoted: bool = False) -> str:
    """A text as a value of a mapping in braces, which has one line."""
    return (_kept_braces if len(value) <= KEPT_CHARACTERS_MAX else _braces)(value, quoted)


def points(value: Fraction) -> str:
    """Points, exactly. Raises ValueError where no decimal is exact."""
    return _kept_points(value.numerator, value.denominator)


@lru_cache(KEPT_MAX)
def _kept_points(numerator: int, denominator: int) -> str:
    return exact_decimal(Fraction(numerator, denominator))


def _block(value: str, depth: int) -> str:
    # The emitter indents the lines of a text by where it stands, so here it stands as deep as in the report.
    node = mapping([("k", text(value))])
    for _ in range(depth - 1):
        node = mapping([("k", node)])
    return serialize(node).decode()[_BEFORE[depth] : -len("\n")]


def _braces(value: str, quoted: bool) -> str:
    return serialize(mapping([("k", text(value, quoted=quoted))], flow=True)).decode()[len("{k: ") : -len("}\n")]


_kept_block, _kept_braces = lru_cache(KEPT_MAX)(_block), lru_cache(KEPT_MAX)(_braces)
