"""The walk of a validation: course → subjects → graded → what is wrong with the checks."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.batch.engine import Finished
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment, Course
from grader.validate import subject as subjects
from grader.validate.definitions import definitions
from grader.validate.equivalent import read_equivalent
from grader.validate.findings import Tried
from grader.validate.messages import differences, messages_of, read_messages, write_messages
from grader.validate.mutants import Mutant, mutants
from grader.validate.restyled import restyled
from grader.validate.subject import Kind, Subject
from grader.validate.trial_run import OpenEngine, grade_subjects


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be tried."""

    course: Course
    assignments: Sequence[Assignment]
    seeds: int
    with_mutants: bool
    opening: OpenEngine


@dataclass(frozen=True, slots=True)
class Prepared:
    """An assignment's subjects before they are graded."""

    assignment: Assignment
    subjects: tuple[Subject, ...]
    mutants: dict[str, Mutant]
    equivalent: dict[str, str]


def prepare(order: Order) -> list[Prepared]:
    """Every assignment's subjects. Raises ConfigurationError."""
    return [_prepare(order, each) for each in order.assignments]


def validate(
    order: Order, prepared: Sequence[Prepared], seen: Callable[[Finished], None]
) -> list[tuple[Prepared, Tried]]:
    """Grade all subjects.

    Raises
    ------
    ConfigurationError
        The course cannot be graded with.
    SandboxError
        This machine cannot grade.
    """
    clock = _Clock(seen)
    subjects = [one for each in prepared for one in each.subjects]
    reports = grade_subjects(order.course, subjects, order.opening, clock)
    return [
        (
            each,
            Tried(
                assignment=each.assignment.name,
                exercises=tuple(exercise.name for exercise in each.assignment.exercises),
                reports={one: reports[one] for one in each.subjects},
                mutants=each.mutants,
                equivalent=each.equivalent,
                seconds=clock.spent[each.assignment.name],
            ),
        )
        for each in prepared
    ]


def prepare_restyled(order: Order, folder: Path) -> list[Prepared]:
    """The restyled answers of every assignment that has a folder in this one. Raises ConfigurationError."""
    found = [each for each in order.assignments if (folder / each.name).is_dir()]
    if not found:
        names = ", ".join(each.name for each in order.assignments)
        problem, remedy = "It has no folder of restyled answers.", f"Name a folder that has one of: {names}."
        raise ConfigurationError([Fault(str(folder), "", problem, remedy)])
    return [Prepared(each, tuple(restyled(folder, each)), {}, {}) for each in found]


def changed_messages(assignment: Assignment, tried: Tried, *, update: bool) -> list[str]:
    """How the messages of wrong answers differ from those that are kept; `update` keeps them instead."""
    now = messages_of({subject.name: report for subject, report in tried.of(Kind.WRONG)})
    if not update:
        return list(differences(read_messages(assignment.folder), now))
    write_messages(assignment.folder, now)
    return []


class _Clock:
    """Passes on what is seen, and sums up how long each assignment took."""

    def __init__(self, seen: Callable[[Finished], None]) -> None:
        self._seen, self._last = seen, time.perf_counter()
        self.spent: defaultdict[str, float] = defaultdict(float)
        """Seconds by assignment; grading goes on all the time, so every second is somebody's."""

    def __call__(self, finished: Finished) -> None:
        now = time.perf_counter()
        self.spent[finished.submission.assignment] += now - self._last
        self._last = now
        self._seen(finished)


def _prepare(order: Order, assignment: Assignment) -> Prepared:
    found = [*subjects.references(assignment, order.seeds), subjects.blank(order.course, assignment)]
    found += subjects.answers(assignment)
    made: dict[str, Mutant] = {}
    if order.with_mutants:
        source, known = subjects.source_of(assignment), tuple(each.name for each in assignment.exercises)
        # A missing reference is told by the reference's own run, which fails.
        written = tuple(name for name in known if name in definitions(source))
        made = {each.name: each for each in mutants(source, written)}
        found += [
            Subject(
                assignment.name,
                Kind.MUTANT,
                each.name,
                subjects.with_cell(source, each.cell),
                frozenset({each.exercise}),
            )
            for each in made.values()
        ]
    equivalent = read_equivalent(assignment.folder) if order.with_mutants else {}
    return Prepared(assignment, tuple(found), made, equivalent)
