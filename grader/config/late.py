"""What the course team says about time and lateness: deadlines, extensions, penalties, and which attempt counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo


class Counting(StrEnum):
    """Which of a student's attempts counts."""

    BEST = "best"
    LATEST = "latest"
    FIRST = "first"


class Clock(StrEnum):
    """Where the time of a submission is read."""

    MANIFEST = "manifest"
    """manifest.csv beside the notebooks, as `grader collect` writes it."""
    GIT = "git"
    """The last commit, in the course's own repository, that touched the file."""
    FILE = "file"
    """When the file was last changed."""


class Base(StrEnum):
    """What a penalty is a share of."""

    EARNED = "earned"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What lateness costs. The default costs nothing, and accepts everything."""

    percent_per_day: Fraction = Fraction(0)
    """For each started day after the deadline."""
    base: Base = Base.EARNED
    grace: timedelta = timedelta(0)
    """Until this long after the deadline nothing is late; the days of what comes later count from the deadline."""
    percent_max: Fraction = Fraction(100)
    days_accepted: int | None = None
    """Nothing counts that comes on a later day; None accepts everything."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when an assignment is in time: the second that is named is the last one."""

    local: datetime
    """As the clock on the wall shows it, without a zone."""
    zone: ZoneInfo
    late: LatePolicy = LatePolicy()


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one student: days on the calendar, hours, or another deadline."""

    assignment: str | None
    """None is every assignment that has no extension of its own."""
    days: int = 0
    hours: int = 0
    until: datetime | None = None
    """In the deadline's time zone."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One student of the roster."""

    id: str
    name: str = ""
    email: str = ""
    section: str = ""
    extensions: tuple[Extension, ...] = ()

    def extension(self, assignment: str) -> Extension | None:
        """What holds for this assignment."""
        found = {each.assignment: each for each in self.extensions}
        return found.get(assignment) or found.get(None)


@dataclass(frozen=True, slots=True)
class Policy:
    """How reports become a gradebook. No report depends on it, and so no hash of the course does."""

    roster: tuple[Enrolled, ...] | None = None
    """None when the course names none."""
    clock: Clock = Clock.MANIFEST
    counting: Counting = Counting.LATEST
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    """By assignment."""


def moment(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which clocks in the zone show this time.

    Of an hour that comes twice, and of one that the clocks leap over, the later reading counts: in favour of who
    hands in.
    """
    return max(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def exists(local: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in the zone ever show this time."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
