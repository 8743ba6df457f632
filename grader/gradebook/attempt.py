"""One graded attempt, as the gradebook needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from grader.model import Status
from grader.points import total


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one report says, and when the submission came."""

    assignment: str
    student: str
    """Whose it is, without the number of the attempt."""
    number: int
    handed_in_as: str
    """The student as the report has it, with the attempt: no two reports of an assignment share it."""
    status: Status
    message: str
    exercises: Mapping[str, Fraction]
    """Points earned, by exercise, as the report has them: 0 where nothing could be judged."""
    written: Mapping[int, Fraction | None]
    """Points of each written part; None until a person has marked it."""
    possible: Fraction
    """Points that the exercises of the report could earn."""
    file: str = ""
    sha256: str = ""
    blank: frozenset[int] = frozenset()
    """Written parts that there is no answer to."""
    submitted: datetime | None = None
    """In UTC, to the second; None when nobody knows."""

    @property
    def judged(self) -> Mapping[str, Fraction]:
        """Points earned, by exercise, that can be relied on: none where the submission was not graded."""
        return self.exercises if self.status is Status.GRADED else {}

    @property
    def automatic(self) -> Fraction:
        """Points that the checks gave."""
        return total(self.exercises.values())

    @property
    def by_person(self) -> Fraction | None:
        """Points that a person gave; None when there are none."""
        given = [points for points in self.written.values() if points is not None]
        return total(given) if given else None

    @property
    def total(self) -> Fraction:
        """Points before any penalty."""
        return self.automatic + (self.by_person or 0)
