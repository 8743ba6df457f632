"""The keys `roster` and `gradebook` of config.yaml, read strictly; faults go to the list of all the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from yaml.nodes import MappingNode

from grader.config.late import Base, Clock, Counting, Deadline, LatePolicy, Policy, exists
from grader.config.roster import read_roster
from grader.config.section import Section, did_you_mean

_HUNDRED = Fraction(100)


def read_policy(root: Path, config: Section, assignments: Sequence[str], *, needs_roster: bool) -> Policy:
    """What config.yaml says about the gradebook of these assignments; defaults where it says nothing.

    Whoever grades or checks without making a gradebook does not need the roster, and may not be meant to have it.
    """
    roster = None
    if config.has("roster") and (name := config.text("roster")) and (needs_roster or (root / name).exists()):
        roster = read_roster(root, name, assignments, config.faults)
    section = config.section("gradebook") if config.has("gradebook") else None
    if section is None:
        return Policy(roster)
    clock = section.choice("submitted", list(Clock)) if section.has("submitted") else None
    counting = section.choice("attempts", list(Counting)) if section.has("attempts") else None
    late = _late(section)
    zone = _zone(section) if section.has("time_zone") else None
    deadlines = _deadlines(section, assignments, late, zone) if section.has("deadlines") else {}
    section.finish()
    return Policy(roster, Clock(clock or Clock.MANIFEST), Counting(counting or Counting.LATEST), deadlines)


def _late(section: Section) -> LatePolicy:
    late = section.section("late") if section.has("late") else None
    if late is None:
        return LatePolicy()
    percent = _percent(late, "percent_per_day") if late.has("percent_per_day") else None
    base = late.choice("of", list(Base)) if late.has("of") else None
    grace = late.integer("grace_minutes", least=0) if late.has("grace_minutes") else None
    most = _percent(late, "percent_max") if late.has("percent_max") else None
    days = late.integer("days_accepted", least=0) if late.has("days_accepted") else None
    if grace is not None and grace > 525_600:
        late.fault("grace_minutes", "That is more than a year.", "Move the deadline instead.")
        grace = 0
    late.finish()
    return LatePolicy(
        percent or Fraction(0),
        Base(base or Base.EARNED),
        timedelta(minutes=grace or 0),
        _HUNDRED if most is None else most,
        days,
    )


def _percent(section: Section, key: str) -> Fraction | None:
    percent = section.number(key)
    if percent is not None and percent > _HUNDRED:
        section.fault(key, "That is more than all.", "Use a number of percent up to 100.")
        return None
    return percent


def _zone(section: Section) -> ZoneInfo | None:
    name = section.text("time_zone")
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = available_timezones()
        remedy = did_you_mean(name[:80], known) if len(known) > 1 else "This machine knows no zones: install tzdata."
        if len(remedy) > 200:
            remedy = "Use a name such as `Europe/Berlin` or `UTC`."
        section.fault("time_zone", f"There is no time zone `{name[:80]}`.", remedy)
        return None


def _deadlines(
    section: Section, assignments: Sequence[str], late: LatePolicy, zone: ZoneInfo | None
) -> dict[str, Deadline]:
    deadlines = section.section("deadlines")
    if deadlines is None:
        return {}
    found = {}
    for name in assignments:
        if deadlines.has(name):
            deadline = _deadline(section, deadlines, name, late, zone)
            if deadline is not None:
                found[name] = deadline
    deadlines.finish()
    return found


def _deadline(
    outer: Section, deadlines: Section, name: str, late: LatePolicy, zone: ZoneInfo | None
) -> Deadline | None:
    """`softmax: 2026-12-01 23:59:59`, or a mapping with `due` and what differs from the other assignments."""
    section, key = deadlines, name
    if isinstance(deadlines.node_of(name), MappingNode):
        own = deadlines.section(name)
        assert own is not None
        section, key = own, "due"
        zone = _zone(own) if own.has("time_zone") else zone
        late = _late(own) if own.has("late") else late
    local = section.moment(key)
    if section is not deadlines:
        section.finish()
    if zone is None and not (outer.has("time_zone") or section.has("time_zone")):
        section.fault(key, "Nothing says in which time zone.", "Add `time_zone: Europe/Berlin`, or yours, above it.")
    if local is None or zone is None:
        return None
    if not exists(local, zone):
        section.fault(key, f"Clocks in {zone.key} leap over this time.", "Choose an earlier or a later one.")
        return None
    return Deadline(local, zone, late)
