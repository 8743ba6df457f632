"""The end of `grader grade`: the table, what is made of all reports together, the exit code."""

from __future__ import annotations

from fractions import Fraction

import click

from grader.batch.cores import available_cores
from grader.batch.run import Order
from grader.batch.run_record import Run
from grader.cli.asked import Asked
from grader.cli.exit_codes import ExitCode
from grader.cli.gradebook import after_grading
from grader.cli.overview import FEEDBACK, PAGE, write_overview
from grader.cli.profile import show_profile
from grader.cli.strangers import TITLE, strangers
from grader.cli.table import below, show
from grader.cli.terminal import bounded, paragraph, tell
from grader.model import Course, Status


def conclude(course: Course, order: Order, asked: Asked, run: Run) -> ExitCode:
    """Say and write what follows from a run."""
    is_text = asked.form == "text"
    show(run, [each.name for each in course.assignments], order.reports, asked.fail_under, err=not is_text)
    if not run.left:
        _sum_up(course, order, asked, run)
    if asked.profile:
        show_profile(run, order.reports)
    if not is_text:
        from grader.cli.formatted import show_formatted

        show_formatted(asked.form, run, order, course)
    return _exit_code(run, asked.fail_under)


def _sum_up(course: Course, order: Order, asked: Asked, run: Run) -> None:
    """Make what follows from all reports together. What is wrong there is told, and no submission's fault."""
    if asked.with_feedback:
        _write_feedback(course, order)
    # A part of a class is summed up nowhere: the same command does it once all parts are in one folder.
    if asked.shard is not None:
        return
    folders = [path if path.is_dir() else path.parent for path in asked.paths]
    made = after_grading(course, order.reports, folders)
    nobodys = list(strangers(course, order, made.book)) if made.book is not None else []
    for line in (*bounded(TITLE, nobodys), *made.lines):
        click.echo(line, err=asked.form != "text")
    if len(order.found.submissions) > 1 and (run.graded or not (order.reports / PAGE).exists()):
        write_overview(course, order.reports)


def _write_feedback(course: Course, order: Order) -> None:
    # nbconvert: only who writes pages pays for it.
    from grader.cli.feedback import write_feedback

    jobs = order.processes or available_cores()
    written = write_feedback(course, order.reports, order.found.submissions, course.feedback, jobs)
    for line in written.without:
        tell(paragraph(line))
    tell(paragraph(f"{written.pages} pages of feedback: {order.reports / FEEDBACK}/"))


def _exit_code(run: Run, fail_under: Fraction | None) -> ExitCode:
    if run.left:
        return ExitCode.INTERRUPTED
    if run.problems or any(each.status is not Status.GRADED for each in run.summaries):
        return ExitCode.INCOMPLETE
    if fail_under is not None and any(below(each, fail_under) for each in run.summaries):
        return ExitCode.BELOW
    return ExitCode.DONE
