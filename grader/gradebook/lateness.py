"""How late a submission is and what that costs, in whole seconds and exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from grader.config.late import Base, Deadline, Extension, LatePolicy, moment

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a deadline makes of one submission."""

    days: int
    """Started days after the deadline; 0 is in time, or within the grace."""
    percent: Fraction
    """Of the points that the policy names."""
    accepted: bool

    def points(self, earned: Fraction, possible: Fraction, base: Base) -> Fraction:
        """What is left of the points earned."""
        if not self.accepted:
            return Fraction(0)
        lost = (earned if base is Base.EARNED else possible) * self.percent / 100
        return max(Fraction(0), earned - lost)


def due(deadline: Deadline, extension: Extension | None) -> datetime:
    """The last second, in UTC, at which a submission is in time.

    Days of an extension are days of the calendar: the clock on the wall shows the same time, also where a day has 23 or
    25 hours. Hours are hours.
    """
    if extension is None:
        return moment(deadline.local, deadline.zone)
    local = extension.until or deadline.local + timedelta(days=extension.days)
    # An extension never takes time away.
    return max(moment(deadline.local, deadline.zone), moment(local, deadline.zone) + timedelta(hours=extension.hours))


def lateness(submitted: datetime, deadline: Deadline, extension: Extension | None) -> Lateness:
    """How late a submission of this moment is."""
    late, last = deadline.late, due(deadline, extension)
    days = _started_days(submitted, last, deadline, late)
    percent = min(late.percent_max, late.percent_per_day * days)
    return Lateness(days, percent, late.days_accepted is None or days <= late.days_accepted)


def _started_days(submitted: datetime, last: datetime, deadline: Deadline, late: LatePolicy) -> int:
    """Days after the deadline, each ending when the wall shows the deadline's time again."""
    if submitted <= last + late.grace:
        return 0
    local = last.astimezone(deadline.zone).replace(tzinfo=None)
    # Clocks are moved by an hour or two, so the division is off by one at most.
    days = max(1, (submitted - last) // _DAY - 1)
    while submitted > moment(local + timedelta(days=days), deadline.zone):
        days += 1
    return days


def parse_moment(text: str) -> datetime | None:
    """A moment that is written with its offset from UTC, to the second; None for any other text."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC).replace(microsecond=0) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
