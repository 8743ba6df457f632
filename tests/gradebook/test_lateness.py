"""What lateness costs, at every boundary: to the second, over both changes of the clocks, and exactly."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from grader.config.late import Base, Deadline, Extension, LatePolicy
from grader.gradebook.lateness import due, lateness, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")
TEN_A_DAY = LatePolicy(Fraction(10), Base.EARNED, timedelta(minutes=15), Fraction(25), 7)
DUE = "2026-12-01 23:59:59"
LONGER = Extension(None, until=datetime(2026, 12, 24, 18))
SHORTER = Extension(None, until=datetime(2026, 11, 1))
SPRING, AUTUMN = "2027-03-27 12:00:00", "2026-10-24 12:00:00"
"""The days before a night of 23 and of 25 hours; clocks change at 01:00 UTC."""

# deadline, extension, submitted, started days, percent, accepted
CASES = {
    "long before": (DUE, None, "2026-11-01T00:00:00+01:00", 0, 0, True),
    "a second before": (DUE, None, "2026-12-01T23:59:58+01:00", 0, 0, True),
    "exactly at the deadline": (DUE, None, "2026-12-01T23:59:59+01:00", 0, 0, True),
    "one second late is within the grace": (DUE, None, "2026-12-02T00:00:00+01:00", 0, 0, True),
    "the last second of the grace": (DUE, None, "2026-12-02T00:14:59+01:00", 0, 0, True),
    "a second after the grace": (DUE, None, "2026-12-02T00:15:00+01:00", 1, 10, True),
    "the last second of the first day": (DUE, None, "2026-12-02T23:59:59+01:00", 1, 10, True),
    "the first second of the second day": (DUE, None, "2026-12-03T00:00:00+01:00", 2, 20, True),
    "the last second of the second day": (DUE, None, "2026-12-03T23:59:59+01:00", 2, 20, True),
    "the cap": (DUE, None, "2026-12-04T00:00:00+01:00", 3, 25, True),
    "the last second that is accepted": (DUE, None, "2026-12-08T23:59:59+01:00", 7, 25, True),
    "a second after the cut-off": (DUE, None, "2026-12-09T00:00:00+01:00", 8, 25, False),
    "years after": (DUE, None, "2030-12-01T23:59:59+01:00", 1461, 25, False),
    "the same moment elsewhere": (DUE, None, "2026-12-01T14:59:59-08:00", 0, 0, True),
    "a second after the grace, elsewhere": (DUE, None, "2026-12-01T15:15:00-08:00", 1, 10, True),
    "extension by days": (DUE, Extension(None, days=2), "2026-12-03T23:59:59+01:00", 0, 0, True),
    "a second after it and its grace": (DUE, Extension(None, days=2), "2026-12-04T00:15:00+01:00", 1, 10, True),
    "extension by hours": (DUE, Extension(None, hours=36), "2026-12-03T11:59:59+01:00", 0, 0, True),
    "after the hours": (DUE, Extension(None, hours=36), "2026-12-03T12:15:00+01:00", 1, 10, True),
    "another deadline": (
        DUE,
        Extension(None, until=datetime(2026, 12, 24, 18)),
        "2026-12-24T18:00:00+01:00",
        0,
        0,
        True,
    ),
    "an extension moves the cut-off": (DUE, Extension(None, days=2), "2026-12-10T23:59:59+01:00", 7, 25, True),
    "an earlier deadline takes nothing": (
        DUE,
        Extension(None, until=datetime(2026, 11, 1)),
        "2026-12-01T23:59:59+01:00",
        0,
        0,
        True,
    ),
    "spring: end of the day of 23 hours": (SPRING, None, "2027-03-28T12:00:00+02:00", 1, 10, True),
    "spring: 23 hours and a second": (SPRING, None, "2027-03-28T12:00:01+02:00", 2, 20, True),
    "spring: the grace is 15 minutes": ("2027-03-28 01:55:00", None, "2027-03-28T03:10:00+02:00", 0, 0, True),
    "spring: a second after the grace": ("2027-03-28 01:55:00", None, "2027-03-28T03:10:01+02:00", 1, 10, True),
    "spring: extension by a day": (SPRING, Extension(None, days=1), "2027-03-28T12:00:00+02:00", 0, 0, True),
    "spring: extension by 24 hours": (SPRING, Extension(None, hours=24), "2027-03-28T13:00:00+02:00", 0, 0, True),
    "autumn: 24 hours are not yet a day": (AUTUMN, None, "2026-10-25T11:00:01+01:00", 1, 10, True),
    "autumn: end of the day of 25 hours": (AUTUMN, None, "2026-10-25T12:00:00+01:00", 1, 10, True),
    "autumn: 25 hours and a second": (AUTUMN, None, "2026-10-25T12:00:01+01:00", 2, 20, True),
    "autumn: a time that comes twice, first": ("2026-10-25 02:30:00", None, "2026-10-25T02:30:00+02:00", 0, 0, True),
    "autumn: a time that comes twice, again": ("2026-10-25 02:30:00", None, "2026-10-25T02:30:00+01:00", 0, 0, True),
    "autumn: after it came twice": ("2026-10-25 02:30:00", None, "2026-10-25T02:45:01+01:00", 1, 10, True),
}


@pytest.mark.parametrize("case", CASES)
def test_the_table(case):
    local, extension, submitted, days, percent, accepted = CASES[case]
    deadline = Deadline(datetime.fromisoformat(local), BERLIN, TEN_A_DAY)
    found = lateness(parse_moment(submitted), deadline, extension)
    assert (found.days, found.percent, found.accepted) == (days, percent, accepted)


def test_no_policy_costs_nothing_and_still_counts_days():
    deadline = Deadline(datetime.fromisoformat(DUE), BERLIN)
    found = lateness(parse_moment("2027-12-01T23:59:59+01:00"), deadline, None)
    assert (found.days, found.percent, found.accepted) == (365, 0, True)


def test_nothing_is_accepted_after_the_grace_with_no_days():
    deadline = Deadline(datetime.fromisoformat(DUE), BERLIN, LatePolicy(grace=timedelta(minutes=1), days_accepted=0))
    assert lateness(parse_moment("2026-12-02T00:00:59+01:00"), deadline, None).accepted
    assert not lateness(parse_moment("2026-12-02T00:01:00+01:00"), deadline, None).accepted


# earned of 30, percent a day, days, base, points
POINTS = {
    "of what was earned": ("25.5", "10", 1, Base.EARNED, "22.95"),
    "of what was possible": ("25.5", "10", 1, Base.POSSIBLE, "22.5"),
    "never below nothing": ("2", "10", 1, Base.POSSIBLE, "0"),
    "a third of a percent": ("0.1", "0.000001", 1, Base.EARNED, "0.099999999"),
    "everything": ("30", "50", 2, Base.EARNED, "0"),
}


@pytest.mark.parametrize("case", POINTS)
def test_points_are_exact(case):
    earned, percent, days, base, points = POINTS[case]
    deadline = Deadline(datetime.fromisoformat(DUE), BERLIN, LatePolicy(Fraction(percent), base))
    submitted = due(deadline, None) + timedelta(days=days)
    found = lateness(submitted, deadline, None)
    assert found.points(Fraction(earned), Fraction(30), base) == Fraction(points)


def test_what_is_not_accepted_earns_nothing():
    deadline = Deadline(datetime.fromisoformat(DUE), BERLIN, LatePolicy(days_accepted=1))
    found = lateness(parse_moment("2026-12-04T00:00:00+01:00"), deadline, None)
    assert found.points(Fraction(30), Fraction(30), Base.EARNED) == 0


@pytest.mark.parametrize("text", ["", "2026-12-01T23:59:59", "yesterday", "9999-12-31T23:59:59-23:00", "1"])
def test_a_moment_has_an_offset(text):
    assert parse_moment(text) is None


def test_parts_of_a_second_are_dropped():
    assert parse_moment("2026-12-01T23:59:59.999+00:00") == datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)
