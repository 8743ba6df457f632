"""Figures with their spread: a median alone says nothing on a machine that others use too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some rounds, and the lowest and highest of them."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of one figure per round."""
        return cls(median(values), min(values), max(values))

    @classmethod
    def of_ratios(cls, above: Sequence[float], below: Sequence[float]) -> Spread:
        """Of ratios within each round: what slowed a round down slowed both."""
        return cls.of([one / other for one, other in zip(above, below, strict=True)])

    def shown(self, digits: int = 1, unit: str = "", scale: float = 1.0) -> str:
        """`18.3 ms (17.9 to 19.0)`."""
        middle, low, high = (f"{value * scale:.{digits}f}" for value in (self.median, self.lowest, self.highest))
        return f"{middle}{unit} ({low} to {high})"

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {name: float(f"{value:.5g}") for name, value in asdict(self).items()}
