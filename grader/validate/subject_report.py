"""What became of a subject, read from the bytes of its report: the same that a student would get."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from grader.model import Outcome, Status

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ReportedCheck:
    """How one check ended, as a report says."""

    name: str
    exercise: str
    outcome: Outcome
    message: str
    """What the student reads; of a check that is broken, what an author has to know: where, and why."""


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """What the report on one subject says."""

    status: Status
    message: str
    checks: tuple[ReportedCheck, ...]
    diagnoses: Mapping[str, str]
    """By exercise, where there is one."""

    @property
    def fired(self) -> tuple[ReportedCheck, ...]:
        """Checks that did not pass."""
        return tuple(each for each in self.checks if each.outcome is not Outcome.PASSED)

    @property
    def lost(self) -> frozenset[str]:
        """Exercises that lost points."""
        return frozenset(each.exercise for each in self.fired)

    @property
    def broken(self) -> tuple[ReportedCheck, ...]:
        """Checks that failed themselves, or were not even run in a graded report."""
        return tuple(each for each in self.checks if each.outcome in (Outcome.BROKEN, Outcome.NOT_RUN))


_PLACE = re.compile(r'  File "(solutions/[^"\n]+)", (line \d+)')


def read_subject_report(report: bytes, log: str = "") -> SubjectReport:
    """What a report says that this program has just written, with the log that belongs to it."""
    # Read by an ordinary YAML loader, as anybody else would; the text in it was escaped when it was written.
    content: dict[str, Any] = yaml.load(report, Loader=_Loader)
    checks = tuple(
        ReportedCheck(check["name"], exercise["name"], Outcome(check["outcome"]), _message(check, log))
        for exercise in content["exercises"]
        for check in exercise["checks"]
    )
    diagnoses = {each["name"]: each["diagnosis"] for each in content["exercises"] if "diagnosis" in each}
    return SubjectReport(Status(content["status"]), content.get("message", ""), checks, diagnoses)


def _message(check: Mapping[str, Any], log: str) -> str:
    """Of a broken check the end of its text in the log: the line of the check, and what it raised there."""
    message: str = check.get("message", "")
    if check["outcome"] != Outcome.BROKEN:
        return message
    text = f"\n{log}".partition(f"\n{check['name']}: {Outcome.BROKEN}\n")[2]
    # The texts of other checks, if there are any, follow after an empty line.
    text = text.partition("\n\n")[0]
    places = _PLACE.findall(text)
    raised = text.rstrip().rpartition("\n")[2]
    return f"{places[-1][0]}, {places[-1][1]}: {raised}" if places else raised or message
