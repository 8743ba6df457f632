"""A folder of submissions in, one report each out: find, skip what has not changed, grade, write, sum up."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from grader.batch.discovery import Found
from grader.batch.engine import Engine
from grader.batch.marking import Marking
from grader.batch.reading import read_submission
from grader.batch.report_folder import ReportFolder
from grader.batch.run_record import Run, render_run
from grader.characters import show_surrogates
from grader.errors import SubmissionError
from grader.marks import Marks
from grader.model import Isolation, Provenance, Submission
from grader.report import Summary, file_name
from grader.stages import Stages


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done."""

    found: Found
    provenance: Mapping[str, Provenance]
    """By assignment: what a report must depend on to count as up to date."""
    reports: Path
    isolation: Isolation
    processes: int
    """Of this machine; 0 on a cluster."""
    force: bool
    open_engine: Callable[[int], Engine]
    """Makes the engine for so many submissions; called only when there are any."""
    stages: Stages = field(default_factory=Stages)
    """What measures the run, if somebody asked for a profile."""
    cluster: str = ""
    """Address of the scheduler, where there is one."""
    marks: Mapping[str, Marks] = field(default_factory=dict)
    """By assignment: what people have given for written answers."""


class Watcher(Protocol):
    """Somebody who watches the run."""

    def begin(self, total: int, unchanged: int) -> None:
        """`total` submissions were found, of which `unchanged` are up to date."""

    def graded(self, summary: Summary) -> None:
        """One more report was written."""


def grade_batch(order: Order, watcher: Watcher) -> Run:
    """Grade what has changed. A Ctrl-C ends the run early, with `left` saying how much is undone.

    Raises
    ------
    ConfigurationError
        The course cannot be graded with.
    SandboxError
        This machine cannot grade.
    ReportsUnwritable
        Reports cannot be written.
    """
    run, clock = Run(datetime.now(UTC), problems=order.found.problems), time.monotonic()
    submissions = order.found.submissions
    with ReportFolder(order.reports, {each.assignment for each in submissions}) as folder:
        folder.check_names(submissions)
        marking = Marking(order.marks, run.changed)
        to_grade = []
        for submission in submissions:
            summary = None if order.force else _up_to_date(folder, submission, order.provenance[submission.assignment])
            if summary is None:
                to_grade.append(submission)
            else:
                run.unchanged.append(marking.mark_again(folder, submission, summary))
        watcher.begin(len(submissions), len(run.unchanged))
        run.left = len(to_grade)
        if to_grade:
            _grade(order, run, folder, marking, to_grade, watcher)
        run.seconds = time.monotonic() - clock
        folder.save()
        folder.write_run(render_run(run, order.isolation, order.processes, order.cluster))
    return run


def _grade(
    order: Order,
    run: Run,
    folder: ReportFolder,
    marking: Marking,
    to_grade: Sequence[Submission],
    watcher: Watcher,
) -> None:
    try:
        with closing(order.open_engine(len(to_grade)).grade(to_grade)) as finished:
            for each in map(marking.mark, finished):
                with order.stages.stage("write"):
                    folder.write(each)
                if order.stages.is_on:
                    run.seconds_by_stage[f"{each.summary.assignment}/{file_name(each.summary.student)}"] = {
                        **each.seconds,
                        "write": order.stages.take()["write"],
                    }
                run.graded.append(each.summary)
                run.left -= 1
                watcher.graded(each.summary)
    except KeyboardInterrupt:
        # What was in flight is dropped; every report that is there is whole. `left` tells the caller.
        return


def _up_to_date(folder: ReportFolder, submission: Submission, provenance: Provenance) -> Summary | None:
    """The report's summary if grading again would write the same report; None when it must be graded."""
    summary = folder.summary(submission)
    if summary is None or summary.provenance != provenance:
        return None
    names = (submission.assignment, show_surrogates(submission.student), show_surrogates(submission.path.name))
    if (summary.assignment, summary.student, summary.file) != names:
        return None
    try:
        same = hashlib.sha256(read_submission(submission.path)).hexdigest() == summary.sha256
    except SubmissionError as error:
        same = summary.sha256 == "" and summary.message == show_surrogates(str(error))
    return summary if same else None
