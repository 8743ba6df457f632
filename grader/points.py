"""Points are exact."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def total(points: Iterable[Fraction]) -> Fraction:
    """The exact sum, by adding whole numbers: many times as fast as adding fractions, where denominators are few."""
    numerators: dict[int, int] = {}
    for each in points:
        numerator, denominator = each.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    common = lcm(*numerators)
    return Fraction(sum(numerator * (common // each) for each, numerator in numerators.items()), common)
