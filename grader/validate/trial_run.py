"""Grading subjects: as files of a folder, through the engine that grades classes."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from grader.batch.course_grader import CourseOpening
from grader.batch.engine import Engine, Finished
from grader.batch.pool import LocalEngine
from grader.errors import GraderError
from grader.model import Course, Isolation, Status, Submission
from grader.validate.subject import Kind, Subject
from grader.validate.subject_report import SubjectReport, read_subject_report

MUTANT_CALL_SECONDS = 0.5
"""Right answers take milliseconds; a mutant that hangs must not be waited for as long as a student who may be slow."""
PATIENCE_SECONDS = 300.0

OpenEngine = Callable[[Course, Sequence[str], int], Engine]
"""Makes the engine for a course, assignments of it, and so many subjects."""


def open_engine(isolation: Isolation, jobs: int, course: Course, assignments: Sequence[str], count: int) -> Engine:
    """The engine of this machine."""
    return LocalEngine(CourseOpening(course, assignments, isolation), max(1, min(jobs, count)), PATIENCE_SECONDS)


def grade_subjects(
    course: Course, subjects: Sequence[Subject], opening: OpenEngine, seen: Callable[[Finished], None]
) -> dict[Subject, SubjectReport]:
    """The report on every subject, mutants last, with a shorter limit for calls and without diagnoses.

    Raises
    ------
    ConfigurationError
        The course cannot be graded with.
    SandboxError
        This machine cannot grade.
    """
    mutants = [each for each in subjects if each.kind is Kind.MUTANT]
    others = [each for each in subjects if each.kind is not Kind.MUTANT]
    seconds = min(course.limits.call_seconds, MUTANT_CALL_SECONDS)
    hurried = dataclasses.replace(
        course, limits=dataclasses.replace(course.limits, call_seconds=seconds), diagnoses=False
    )
    reports: dict[Subject, SubjectReport] = {}
    for whose, group in ((course, others), (hurried, mutants)):
        if group:
            reports.update(_graded(whose, group, opening, seen))
    return reports


def _graded(
    course: Course, subjects: Sequence[Subject], opening: OpenEngine, seen: Callable[[Finished], None]
) -> Iterator[tuple[Subject, SubjectReport]]:
    assignments = list(dict.fromkeys(each.assignment for each in subjects))
    by_key = {(each.assignment, each.name): each for each in subjects}
    with _written(subjects) as submissions:
        engine = opening(course, assignments, len(subjects))
        with closing(engine.grade(submissions)) as finished:
            for each in finished:
                seen(each)
                yield by_key[each.submission.assignment, each.submission.student], _report_of(each)


def _report_of(finished: Finished) -> SubjectReport:
    report = read_subject_report(finished.report, finished.log)
    if report.status is Status.NOT_GRADABLE or (report.status is Status.NEEDS_REVIEW and not report.broken):
        name = f"{finished.submission.assignment}, {finished.submission.student}"
        raise GraderError(f"{name}: This could not be graded: {report.message} {finished.log[:2000]}".strip())
    return report


@contextmanager
def _written(subjects: Sequence[Subject]) -> Iterator[list[Submission]]:
    """A folder with a notebook file for each subject: grading reads files."""
    with tempfile.TemporaryDirectory(prefix="grader-validate-") as folder:
        submissions = []
        for number, subject in enumerate(subjects):
            path = Path(folder, f"{number}.ipynb")
            path.write_bytes(subject.notebook)
            submissions.append(Submission(subject.assignment, subject.name, path))
        yield submissions
