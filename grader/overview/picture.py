"""From counts to what the page says: shares, discrimination, typical messages, and who needs a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import fmean, median, pstdev

from grader.model import Course, Outcome, Report, Status
from grader.overview.tally import CheckTally, Tally
from grader.points import total

MESSAGES_SHOWN, DIAGNOSES_SHOWN, FAULTS_SHOWN, REVIEW_SHOWN = 3, 3, 8, 500
DISCRIMINATION_MIN_STUDENTS = 10
"""Of fewer students a correlation says nothing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that several students share."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckPicture:
    """One check."""

    name: str
    points: Fraction
    share: float
    """Of the students, who passed it."""
    discrimination: float | None
    """Point-biserial correlation of passing with the score by all other checks; None where it means nothing."""
    outcomes: tuple[Counted, ...]
    messages: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class ExercisePicture:
    """One exercise."""

    name: str
    title: str
    share: float
    """Of its points, what the class earned."""
    full: int
    """Students who earned all of it."""
    none: int
    diagnoses: tuple[Counted, ...]
    checks: tuple[CheckPicture, ...]


@dataclass(frozen=True, slots=True)
class AssignmentPicture:
    """One assignment."""

    name: str
    title: str
    students: int
    scores: tuple[float, ...]
    possible: Fraction
    mean: float
    median: float
    exercises: tuple[ExercisePicture, ...]
    faults: tuple[Counted, ...]
    missing: tuple[Counted, ...]
    cut_off: int


@dataclass(frozen=True, slots=True)
class StudentPicture:
    """One student's score in one assignment; None where there is none to rely on."""

    assignment: str
    student: str
    status: Status
    score: float | None
    link: str
    """To the student's feedback; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody whom a person must look at, and why."""

    assignment: str
    student: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class ClassPicture:
    """All that the page shows."""

    course: str
    assignments: tuple[AssignmentPicture, ...]
    students: tuple[StudentPicture, ...]
    review: tuple[Review, ...]
    more_review: int


def picture(course: Course, reports: Iterable[Report], link: Callable[[str, str], str]) -> ClassPicture:
    """What the reports come to; `link` gives a student's feedback by assignment and student."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    students: list[StudentPicture] = []
    review: list[Review] = []
    counts: defaultdict[str, int] = defaultdict(int)
    for report in reports:
        score = tallies[report.assignment].add(report)
        counts[report.assignment] += 1
        shown = float(score) if score is not None else None
        address = link(report.assignment, report.student)
        students.append(StudentPicture(report.assignment, report.student, report.status, shown, address))
        if report.status is not Status.GRADED:
            review.append(Review(report.assignment, report.student, report.status, report.message))
    assignments = tuple(
        _assignment(each.name, each.title, {one.name: one.title for one in each.exercises}, tallies[each.name], number)
        for each in course.assignments
        if (number := counts.get(each.name, 0))
    )
    first = tuple(review[:REVIEW_SHOWN])
    return ClassPicture(course.name, assignments, tuple(students), first, len(review) - len(first))


def _assignment(name: str, title: str, titles: Mapping[str, str], tally: Tally, students: int) -> AssignmentPicture:
    scores = tuple(float(score) for score in tally.scores)
    return AssignmentPicture(
        name,
        title,
        students,
        scores,
        tally.possible,
        fmean(scores) if scores else 0.0,
        median(scores) if scores else 0.0,
        tuple(_exercise(each, titles.get(each, each), tally) for each in tally.earned),
        _most(tally.faults, FAULTS_SHOWN),
        tuple(Counted(f"part {part}", count) for part, count in sorted(tally.missing.items())),
        tally.cut_off,
    )


def _exercise(name: str, title: str, tally: Tally) -> ExercisePicture:
    shares = tally.earned[name]
    return ExercisePicture(
        name,
        title,
        float(total(shares) / len(shares)),
        sum(share == 1 for share in shares),
        sum(share == 0 for share in shares),
        _most(tally.diagnoses[name], DIAGNOSES_SHOWN),
        tuple(_check(each) for each in tally.checks.values() if each.check.exercise == name),
    )


def _check(tally: CheckTally) -> CheckPicture:
    messages = tuple(
        Counted(tally.examples[alike], count) for alike, count in _ordered(tally.messages)[:MESSAGES_SHOWN]
    )
    outcomes = tuple(
        Counted(outcome.value.replace("_", " "), tally.outcomes[outcome])
        for outcome in Outcome
        if tally.outcomes[outcome]
    )
    share = sum(tally.passed) / len(tally.passed)
    return CheckPicture(
        tally.check.name, tally.check.points, share, point_biserial(tally.passed, tally.rest), outcomes, messages
    )


def point_biserial(passed: Sequence[bool], scores: Sequence[float]) -> float | None:
    """Correlation of a yes or no with a number: (M₁ − M₀)/s · √(p(1 − p)), with s the standard deviation of all.

    Parameters
    ----------
    passed, scores : (n,)
        One entry per student.

    Returns
    -------
    float or None
        From −1 to 1; None for fewer than ten students, or where either does not vary.
    """
    share = sum(passed) / len(passed) if passed else 0.0
    spread = pstdev(scores) if scores else 0.0
    if len(passed) < DISCRIMINATION_MIN_STUDENTS or share in (0.0, 1.0) or spread == 0:
        return None
    above = fmean(score for score, has in zip(scores, passed, strict=True) if has)
    below = fmean(score for score, has in zip(scores, passed, strict=True) if not has)
    return (above - below) / spread * sqrt(share * (1 - share))


def _most(counts: Mapping[str, int], number: int) -> tuple[Counted, ...]:
    return tuple(Counted(text, count) for text, count in _ordered(counts)[:number])


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first; alphabetically where they are equal, so that the order of reports does not show."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
