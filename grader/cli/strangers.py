"""Marks of students who have nothing to be marked: perhaps a name is spelt in another way than in the submissions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grader.batch.discovery import discover
from grader.batch.run import Order
from grader.errors import ConfigurationError
from grader.gradebook import Gradebook
from grader.gradebook.near import Neighbours
from grader.marks import Mark
from grader.model import Course, Submission, whose

TITLE = "Marked, and nothing of theirs was graded"


def strangers(course: Course, order: Order, book: Gradebook) -> Iterator[str]:
    """The rows with points for somebody who has no report, no submission and no place on the roster, each by its line.

    Who is enrolled may be given points without having handed in, and a run may be of a part of a class.
    """
    for name, marks in order.marks.items():
        given = {student: rows for student, own in marks.items() if (rows := _given(own.values()))}
        if not given:
            continue
        graded = {row.student.id for row in book.rows if row.results[name].attempt is not None}
        attempts = {each.attempt.handed_in_as for row in book.rows for each in row.results[name].attempts}
        enrolled = {row.student.id for row in book.rows if row.is_enrolled} if book.has_roster else set()
        unknown = given.keys() - graded - attempts - enrolled
        if unknown:
            ours = [each for each in order.found.submissions if each.assignment == name]
            found = [each.student for each in (*ours, *_handed_in(course, name))]
            unknown -= {*found, *(whose(student)[0] for student in found)}
        if not unknown:
            continue
        # Who has been marked under their own name is not meant by another.
        near, eligible = Neighbours(graded | enrolled), (graded | enrolled) - given.keys()
        for student in sorted(unknown):
            meant = near.near(student, eligible)
            asked = f": is it {' or '.join(meant)}?" if meant else ""
            yield from (f"{each.place}: {student}, part {each.part}{asked}" for each in given[student])


def _given(marks: Iterable[Mark]) -> list[Mark]:
    return [each for each in marks if each.points is not None]


def _handed_in(course: Course, assignment: str) -> Sequence[Submission]:
    """What lies in the course's own folder and was perhaps no part of the run."""
    try:
        found = discover([course.root / "submissions"], [each.name for each in course.assignments], None)
    except ConfigurationError:
        return ()
    return [each for each in found.submissions if each.assignment == assignment]
