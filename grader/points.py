"""Points are exact: whole numbers or fractions, never floats."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Context, Decimal, Inexact
from fractions import Fraction

NOTHING = Fraction(0)

_EXACT = Context(prec=60, traps=[Inexact])


def total(points: Iterable[Fraction]) -> Fraction:
    """Their sum: over one denominator, because adding them one by one looks for a new one at every step."""
    points = tuple(points)
    whole = math.lcm(*(each.denominator for each in points))
    return Fraction(sum(each.numerator * (whole // each.denominator) for each in points), whole)


def decimal(points: Fraction) -> str:
    """The exact plain decimal of points; of what has none, as a third, its nearest to six places."""
    try:
        return exact_decimal(points)
    except ValueError:
        return exact_decimal(round(points, 6))


def exact_decimal(points: Fraction) -> str:
    """The exact plain decimal. Raises ValueError where there is none, as for 1/3, and of more than 60 digits."""
    try:
        exact = _EXACT.divide(Decimal(points.numerator), Decimal(points.denominator))
    except Inexact as error:
        raise ValueError(f"{points} points cannot be written as a decimal") from error
    return f"{exact:f}"
