"""Points are exact: whole numbers or fractions, never floats."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

NOTHING = Fraction(0)


def total(points: Iterable[Fraction]) -> Fraction:
    """Their sum: over one denominator, because adding them one by one looks for a new one at every step."""
    points = tuple(points)
    whole = math.lcm(*(each.denominator for each in points))
    return Fraction(sum(each.numerator * (whole // each.denominator) for each in points), whole)
