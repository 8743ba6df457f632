"""Reports that were made before their assignment was changed: whoever uses their points must know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from grader.config import course_sha256
from grader.errors import ConfigurationError
from grader.model import Course
from grader.report import Summary


def outdated(course: Course, summaries: Iterable[Summary]) -> Iterator[str]:
    """A line for each assignment that has reports which grading would make anew."""
    now: dict[str, str] = {}
    for assignment in course.assignments:
        try:
            now[assignment.name] = course_sha256(course, assignment)
        except ConfigurationError:
            continue  # a gradebook can be made where checks cannot be read; grading says what is wrong with them
    counts = Counter(
        each.assignment
        for each in summaries
        if each.assignment in now
        and (each.provenance.course, each.provenance.seed) != (now[each.assignment], course.seed)
    )
    for name, count in counts.items():
        told = "1 report is" if count == 1 else f"{count} reports are"
        yield (
            f"{name}: {told} of an earlier state of its checks, points, limits or seed. To grade anew: "
            f"grader grade -a {name}"
        )
