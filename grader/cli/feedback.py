"""`grader feedback`: a page for each student, made from reports and the notebooks that they are about."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from grader.batch.cores import available_cores
from grader.batch.discovery import discover
from grader.batch.reading import read_submission
from grader.cli.exit_codes import ExitCode
from grader.cli.overview import FEEDBACK
from grader.cli.reports import folder_of
from grader.cli.terminal import paragraph, shown
from grader.config import find_course, load_course
from grader.errors import SubmissionError
from grader.marks import Marks, read_marks
from grader.model import Course, Feedback, Submission
from grader.report import UnreadableReport, file_name, read_report, write_atomically

ALONE_MAX = 20
"""So many pages are not worth starting processes for."""
HELP = """Write REPORTS/feedback/<assignment>/<student>.html: one self-contained page for each student.

It shows the score at a glance, and the student's own notebook with what each exercise came to beside its cell. How much
is told is `feedback` in config.yaml: score, outcomes, messages (the default) or everything. SUBMISSIONS are where the
notebooks are, by default the course's submissions/.

\b
Examples:
  grader feedback                          reports/, with the notebooks of submissions/
  grader feedback marks/ downloads/ -a softmax
  grader feedback --show outcomes          less than the course says, this time
"""


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages there are, and for whom there is none and why."""

    pages: int
    without: tuple[str, ...]


@click.command(help=HELP)
@click.argument("reports", required=False, type=click.Path(path_type=Path))
@click.argument("submissions", nargs=-1, type=click.Path(path_type=Path))
@click.option("-a", "--assignment", metavar="NAME", help="The assignment that the notebooks are for.")
@click.option("-j", "--jobs", type=click.IntRange(1, 1024), help="Processes at a time [default: one per core].")
@click.option("--show", type=click.Choice([str(each) for each in Feedback]), help="[default: what config.yaml says]")
def feedback(
    reports: Path | None, submissions: Sequence[Path], assignment: str | None, jobs: int | None, show: str | None
) -> int:
    """Write the pages; HELP says the rest."""
    course = load_course(find_course(Path()))
    folder = folder_of(course, reports)
    names = [each.name for each in course.assignments]
    found = discover(list(submissions) or [course.root / "submissions"], names, assignment)
    policy = Feedback(show) if show else course.feedback
    written = write_feedback(course, folder, found.submissions, policy, jobs or available_cores())
    for line in written.without:
        click.echo(paragraph(line), err=True)
    click.echo(paragraph(f"{written.pages} pages: {folder / FEEDBACK}/"))
    return ExitCode.INCOMPLETE if written.without else ExitCode.DONE


def write_feedback(
    course: Course, folder: Path, submissions: Sequence[Submission], policy: Feedback, jobs: int
) -> Written:
    """Write a page for each of these submissions that has a report."""
    for name in {each.assignment for each in submissions}:
        (folder / FEEDBACK / name).mkdir(parents=True, exist_ok=True)
    marks = {each.name: read_marks(course.root, each) for each in course.assignments}
    write = partial(_write, course, folder, policy, marks)
    told: Iterable[str]
    if jobs == 1 or len(submissions) <= ALONE_MAX:
        told = map(write, submissions)
        return _counted(told)
    # A fresh interpreter, because this process may have threads by now; what travels is ours.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return _counted(pool.map(write, submissions, chunksize=16))


def _counted(told: Iterable[str]) -> Written:
    lines = list(told)
    without = tuple(line for line in lines if line)
    return Written(len(lines) - len(without), without)


def _write(course: Course, folder: Path, policy: Feedback, marks: Mapping[str, Marks], submission: Submission) -> str:
    """Write one page; why there is none, or nothing."""
    from grader.feedback.page import Handed, render_feedback

    name, who = file_name(submission.student), f"{submission.assignment}/{submission.student}"
    path = folder / submission.assignment / f"{name}.yaml"
    try:
        report = read_report(path.read_bytes())
    except FileNotFoundError:
        return f"{who}: There is no report. Grade it first."
    except OSError as error:
        return f"{path}: The report cannot be read: {error.strerror}. Let it be read."
    except UnreadableReport as error:
        # Not every report that was edited by hand is graded again without --force.
        return f"{path}: This is no report: {error}. Grade it again: {_grading(course, folder, submission)}"
    try:
        data = read_submission(submission.path)
    except SubmissionError:
        data = None
    # What is shown beside outcomes must be what they are about.
    same = data is not None and hashlib.sha256(data).hexdigest() == report.sha256
    if data is not None and not same and report.sha256:
        return f"{who}: The notebook has changed since it was graded. Grade it again."
    assignment = next(each for each in course.assignments if each.name == submission.assignment)
    remarks = {part: mark.remark for part, mark in marks[submission.assignment].get(submission.student, {}).items()}
    log = _log(folder, submission, name) if policy is Feedback.EVERYTHING else ""
    page = render_feedback(Handed(report, assignment, data if same else None, policy, log, remarks))
    write_atomically(folder / FEEDBACK / submission.assignment / f"{name}.html", page)
    return ""


def _grading(course: Course, folder: Path, submission: Submission) -> str:
    """The command that makes this report, for a shell: the name of the file is a student's."""
    elsewhere = [] if folder.resolve() == (course.root / "reports").resolve() else ["-o", str(folder)]
    words = ["grader", "grade", "--force", "-a", submission.assignment, *elsewhere, str(shown(submission.path))]
    return shlex.join(words)


def _log(folder: Path, submission: Submission, name: str) -> str:
    try:
        return (folder / "log" / submission.assignment / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
