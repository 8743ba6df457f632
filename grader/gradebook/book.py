"""From attempts, roster and policy to rows: who handed in what, what it is worth, and what a person must look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.config.late import Deadline, Enrolled, Policy
from grader.gradebook.attempt import Attempt
from grader.gradebook.choice import Candidate, choose
from grader.gradebook.lateness import Lateness, lateness
from grader.gradebook.near import Neighbours
from grader.model import Assignment, Status
from grader.points import total

MISSING = "missing"
TOO_LATE = "too late"
NEIGHBOURS_OF_MAX = 2_000
"""Unknown ids that are looked up; where there are more, the roster is another one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One assignment, as the gradebook shows it."""

    assignment: Assignment
    deadline: Deadline | None
    is_marked: bool
    """Whether a person has marked any written answer, whose points count from then on."""

    @property
    def possible(self) -> Fraction:
        """Points that could be earned."""
        written = sum((part.points for part in self.assignment.written), Fraction(0)) if self.is_marked else 0
        return sum((exercise.points for exercise in self.assignment.exercises), Fraction(0)) + written


@dataclass(frozen=True, slots=True)
class Result:
    """What counts of one student for one assignment."""

    status: str
    points: Fraction | None
    """What counts, after any penalty; None where there is no score to rely on."""
    attempt: Attempt | None = None
    late: Lateness | None = None
    attempts: tuple[Candidate, ...] = ()
    """All that there are, the one that counts included."""


@dataclass(frozen=True, slots=True)
class Row:
    """One student."""

    student: Enrolled
    is_enrolled: bool
    results: Mapping[str, Result]
    """By assignment, every one of the course."""
    notes: tuple[str, ...]
    """What a person should know."""

    @property
    def total(self) -> Fraction | None:
        """The sum of the points that count; None where nothing of what was handed in could be judged."""
        judged = [result.points for result in self.results.values() if result.points is not None]
        if not judged and any(result.attempt is not None for result in self.results.values()):
            return None
        return total(judged)


@dataclass(frozen=True, slots=True)
class Gradebook:
    """The class: those on the roster in its order, then the others."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    has_roster: bool

    @property
    def unknown(self) -> tuple[Row, ...]:
        """Those who handed in, and are not on the roster."""
        return tuple(row for row in self.rows if not row.is_enrolled)

    @property
    def missing(self) -> int:
        """Submissions that did not come, of those assignments that anybody has handed in."""
        begun = {name for row in self.rows for name, result in row.results.items() if result.attempt is not None}
        return sum(row.results[name].attempt is None for row in self.rows for name in begun)

    @property
    def untimed(self) -> Mapping[str, int]:
        """How many submissions' times are not known, of each assignment that has a deadline; where there are any."""
        due = [column.assignment.name for column in self.columns if column.deadline is not None]
        attempts = {name: [row.results[name].attempt for row in self.rows] for name in due}
        counts = {name: sum(each is not None and each.submitted is None for each in attempts[name]) for name in due}
        return {name: count for name, count in counts.items() if count}


def build(assignments: Sequence[Assignment], policy: Policy, attempts: Iterable[Attempt]) -> Gradebook:
    """The gradebook of these attempts, whatever their order."""
    by_student: defaultdict[str, defaultdict[str, list[Attempt]]] = defaultdict(lambda: defaultdict(list))
    marked = set()
    for attempt in attempts:
        by_student[attempt.student][attempt.assignment].append(attempt)
        if attempt.by_person is not None:
            marked.add(attempt.assignment)
    columns = tuple(Column(each, policy.deadlines.get(each.name), each.name in marked) for each in assignments)
    roster = policy.roster or ()
    known = {each.id for each in roster}
    others = tuple(Enrolled(student) for student in sorted(by_student.keys() - known))
    drafts = [
        _row(student, student.id in known, by_student[student.id], columns, policy) for student in roster + others
    ]
    rows = _with_neighbours(drafts, columns) if policy.roster is not None else drafts
    return Gradebook(columns, tuple(rows), policy.roster is not None)


def _row(
    student: Enrolled, known: bool, attempts: Mapping[str, list[Attempt]], columns: Sequence[Column], policy: Policy
) -> Row:
    results, notes = {}, []
    for column in columns:
        name = column.assignment.name
        results[name] = _result(student, attempts.get(name, ()), column, policy)
        notes += [f"{name}: {note}" for note in _notes(results[name], column)]
    return Row(student, known or policy.roster is None, results, tuple(notes))


def _result(student: Enrolled, attempts: Sequence[Attempt], column: Column, policy: Policy) -> Result:
    if not attempts:
        return Result(MISSING, None)
    candidates = tuple(
        _candidate(student, attempt, column) for attempt in sorted(attempts, key=lambda each: each.number)
    )
    chosen = choose(candidates, policy.counting)
    status = chosen.attempt.status.value if chosen.is_accepted else TOO_LATE
    return Result(status, chosen.points, chosen.attempt, chosen.lateness, candidates)


def _candidate(student: Enrolled, attempt: Attempt, column: Column) -> Candidate:
    deadline, late = column.deadline, None
    if deadline is not None and attempt.submitted is not None:
        late = lateness(attempt.submitted, deadline, student.extension(attempt.assignment))
    if attempt.status is not Status.GRADED:
        return Candidate(attempt, late, None)
    if late is None or deadline is None:
        return Candidate(attempt, late, attempt.total)
    return Candidate(attempt, late, late.points(attempt.total, column.possible, deadline.late.base))


def _notes(result: Result, column: Column) -> Iterator[str]:
    attempt = result.attempt
    if attempt is None:
        return
    if attempt.status is not Status.GRADED:
        yield f"{attempt.status.value.replace('_', ' ')}, so it has no points. {attempt.message}".rstrip()
    if column.deadline is not None and attempt.submitted is None:
        yield "nobody knows when it was submitted, so the deadline was not applied"
    if len({each.attempt.number for each in result.attempts}) < len(result.attempts):
        yield "two attempts have the same number"
    for each in result.attempts:
        if each.attempt is not attempt and each.attempt.status is Status.NEEDS_REVIEW:
            yield f"attempt {each.attempt.number} needs review, and another one counts"
    exercises = {exercise.name for exercise in column.assignment.exercises}
    if attempt.status is Status.GRADED and exercises != attempt.exercises.keys():
        yield "the report is of another version of the assignment: grade it again"
    unmarked = [
        str(part) for part, points in sorted(attempt.written.items()) if points is None and part not in attempt.blank
    ]
    if column.is_marked and unmarked:
        yield f"written part {', '.join(unmarked)} has not been marked"


def _with_neighbours(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """The rows, with a note at each unknown id, and one at each student whom it may belong to."""
    unknown = [row for row in rows if not row.is_enrolled][:NEIGHBOURS_OF_MAX]
    enrolled = [row for row in rows if row.is_enrolled] if unknown else []
    neighbours = Neighbours(row.student.id for row in enrolled)
    # Who handed in under their own id has not misspelt it.
    lacking = {
        column.assignment.name: {
            row.student.id for row in enrolled if row.results[column.assignment.name].attempt is None
        }
        for column in columns
    }
    eligible: dict[tuple[str, ...], set[str]] = {}
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for row in unknown:
        handed_in = tuple(name for name, result in row.results.items() if result.attempt is not None)
        if handed_in not in eligible:
            eligible[handed_in] = set().union(*(lacking[name] for name in handed_in))
        near = neighbours.near(row.student.id, eligible[handed_in])
        told = f": is it {' or '.join(near)}?" if near else ""
        notes[row.student.id].append(f"not on the roster{told}")
        for each in near:
            notes[each].append(f"{row.student.id} is not on the roster, and handed in {', '.join(handed_in)}")
    for row in rows:
        yield Row(row.student, row.is_enrolled, row.results, (*notes[row.student.id], *row.notes))
