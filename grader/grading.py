"""The walk of one submission: notebook → session → checks → score → report.

Read `GradingSession._walk` first; everything else in this file makes sure that it can be walked.
"""

from __future__ import annotations

import hashlib
import os
import sysconfig
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.checks.assertions_geometry import load_late
from grader.checks.authored import WRONG, AuthoredAnswer, read_answers
from grader.checks.diagnosis import Misconceptions, diagnosed
from grader.checks.reference import load_reference
from grader.checks.suite import Suite
from grader.checks.trial import Examination
from grader.config import provenance_of, source_notebook
from grader.errors import SandboxError, SubmissionError
from grader.model import (
    Assignment,
    Cell,
    CellFault,
    Check,
    CheckResult,
    Course,
    ExerciseResult,
    Isolation,
    Outcome,
    Report,
    Status,
    Submission,
    whose,
)
from grader.notebook import calls, read_notebook, written_answers
from grader.notebook.missing import why_missing
from grader.sandbox.launcher import Spawner
from grader.sandbox.preload import start_zygote
from grader.sandbox.session import Session
from grader.scoring import score, verify_points
from grader.stages import Stages

_PACKAGE_FOLDERS = (str(Path(__file__).parents[1]), sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"))


class GradingSession:
    """A warm sandbox and a course's collected checks: grades one submission after another.

    Raises
    ------
    ConfigurationError
        The course's checks cannot be collected, or do not fit its exercises.
    SandboxError
        This machine does not offer the isolation asked for.
    """

    def __init__(
        self,
        course: Course,
        assignments: Sequence[str],
        isolation: Isolation,
        zygote: Spawner | None = None,
        stages: Stages | None = None,
    ) -> None:
        """`zygote`: one that the caller has started before there was time to import all this."""
        self._stages = stages or Stages()
        self._course, self._isolation = course, isolation
        self._assignments = {each.name: each for each in course.assignments if each.name in assignments}
        self._zygote = zygote or self._start_zygote()  # warms up while the checks are collected
        try:
            self._suite = Suite({name: each.folder / "checks" for name, each in self._assignments.items()})
            for each in self._assignments.values():
                verify_points(each, self._suite.declared(each.name))
            self._references = {name: load_reference(source_notebook(each)) for name, each in self._assignments.items()}
            self._provenance = {
                name: provenance_of(course, each, isolation) for name, each in self._assignments.items()
            }
            self._misconceptions = {
                name: Misconceptions(_wrong_answers(each) if course.diagnoses else (), self._references[name])
                for name, each in self._assignments.items()
            }
            load_late()  # there is time: the zygote takes longer
            self._prepare_zygote()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the sandbox and the checks' session."""
        self._zygote.close()
        if hasattr(self, "_suite"):
            self._suite.close()

    def declared(self, assignment: str) -> tuple[Check, ...]:
        """The checks of an assignment."""
        return self._suite.declared(assignment)

    def grade(self, submission: Submission, data: bytes) -> Report:
        """The report on one submission; `data` is the notebook file's content."""
        try:
            return self._walk(submission, data)
        except SubmissionError as error:
            return not_gradable(
                self._course, submission, data, error, self._isolation, self.declared(submission.assignment)
            )
        except SandboxError:
            # A fault of ours, so the student gets another try, in a new sandbox.
            self._zygote.close()
            self._zygote = self._start_zygote()
            return self._walk(submission, data)

    def _walk(self, submission: Submission, data: bytes) -> Report:
        assignment = self._assignments[submission.assignment]
        with self._stages.stage("read"):
            notebook = read_notebook(data, submission.path.name)
        with Session(self._zygote, self._course.limits, self._seed(submission), self._stages) as session:
            faults = session.run_cells(notebook.code)
            examination = self._examination(assignment, submission, session, notebook.code, faults)
            with self._stages.stage("checks"):
                results = self._suite.run(examination)
            with self._stages.stage("score"):
                exercises = score(assignment, self.declared(submission.assignment), results)
            with self._stages.stage("checks"):
                exercises = diagnosed(self._misconceptions[assignment.name], self._suite.run, examination, exercises)
        exercises = _traced(exercises, notebook.code)
        broken = [result.check.name for result in results if result.outcome is Outcome.BROKEN]
        return Report(
            assignment=assignment.name,
            student=submission.student,
            status=Status.NEEDS_REVIEW if broken else Status.GRADED,
            file=submission.path.name,
            sha256=hashlib.sha256(data).hexdigest(),
            exercises=exercises,
            cells=faults,
            written=written_answers(notebook, assignment.written),
            provenance=self._provenance[assignment.name],
            message=f"These checks could not be carried out: {', '.join(broken)}." if broken else "",
            log=_log(results, self._course.root),
        )

    def _prepare_zygote(self) -> None:
        try:
            self._zygote.prepare()
        except SandboxError:
            # It may have been killed while it started; a machine that refuses does so again.
            self._zygote.close()
            self._zygote = self._start_zygote()
            self._zygote.prepare()

    def _start_zygote(self) -> Spawner:
        return start_zygote(self._course, self._assignments, self._isolation)

    def _seed(self, submission: Submission) -> int:
        """What the notebook's own random numbers start from: the same at every try, and for every attempt."""
        words = f"{self._course.seed}\0{submission.assignment}\0{whose(submission.student)[0]}"
        return int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:7], "big")

    def _examination(
        self,
        assignment: Assignment,
        submission: Submission,
        session: Session,
        cells: Sequence[Cell],
        faults: Sequence[CellFault],
    ) -> Examination:
        return Examination(
            assignment=assignment.name,
            student=whose(submission.student)[0],
            seed=self._course.seed,
            backend=session,
            functions=frozenset(exercise.name for exercise in assignment.exercises),
            reference=self._references[assignment.name],
            why_missing=lambda name: why_missing(name, cells, faults),
        )


def _wrong_answers(assignment: Assignment) -> tuple[AuthoredAnswer, ...]:
    return read_answers(assignment.folder, WRONG, [exercise.name for exercise in assignment.exercises])


def not_gradable(
    course: Course,
    submission: Submission,
    data: bytes | None,
    error: SubmissionError,
    isolation: Isolation,
    declared: Sequence[Check] = (),
) -> Report:
    """The report on a file that is no notebook of this assignment: nothing was run, and it says why."""
    assignment = next(each for each in course.assignments if each.name == submission.assignment)
    return Report(
        assignment=submission.assignment,
        student=submission.student,
        status=Status.NOT_GRADABLE,
        file=submission.path.name,
        sha256=hashlib.sha256(data).hexdigest() if data is not None else "",
        exercises=score(assignment, declared, []),
        cells=(),
        written=(),
        provenance=provenance_of(course, assignment, isolation),
        message=str(error),
    )


def _traced(results: Sequence[ExerciseResult], cells: Sequence[Cell]) -> tuple[ExerciseResult, ...]:
    """The results; where one exercise calls another that loses points as well, it says which to correct first."""
    losing = {each.exercise.name for each in results if each.earned < each.exercise.points}
    if len(losing) < 2:
        return tuple(results)
    called = calls(cells, losing)
    return tuple(_blaming(each, sorted(called.get(each.exercise.name, ()))) for each in results)


def _blaming(result: ExerciseResult, others: Sequence[str]) -> ExerciseResult:
    if not others:
        return result
    cause = f"calls your {' and '.join(others)}, which loses points of its own: correct that first"
    return replace(result, diagnosis=f"{result.diagnosis}; {cause}" if result.diagnosis else cause)


def _log(results: Sequence[CheckResult], root: Path) -> str:
    """Full texts for staff, the same wherever the course and the packages lie.

    What the notebook printed is left out, because it need not be the same at every run.
    """
    text = "\n".join(f"{each.check.name}: {each.outcome}\n{each.detail}" for each in results if each.detail)
    places = {str(root), *_PACKAGE_FOLDERS}
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(f"{place}{os.sep}", "")
    return text
