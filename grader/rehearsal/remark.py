"""What is known of a notebook once it was run, and one remark on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.model import CellFault, Limits
from grader.rehearsal.names import CellNames
from grader.rehearsal.packages import Offers

NAMED_MAX = 6
"""Remarks of one kind that are told one by one."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth knowing before handing in."""

    text: str
    fails: bool = False
    """Whether it is wrong as it stands, and not only worth a look."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What is known once the notebook was run."""

    names: Sequence[CellNames]
    faults: Sequence[CellFault]
    seconds: Mapping[int, float]
    """What each cell took, by its index."""
    calls: Mapping[str, float]
    """The longest that a call of each function took."""
    limits: Limits
    offers: Offers
    folder: Path
    """Where the notebook lies."""

    def why_no_package(self, package: str) -> str:
        """What to tell who imports a package that is not there when the notebook is graded."""
        if (self.folder / f"{package}.py").is_file() or (self.folder / package).is_dir():
            return f"Only the notebook itself is handed in: put the code that you need from {package} into a cell."
        return "The course does not have that package when it grades: what needs it will fail."
