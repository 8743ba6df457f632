"""`grader overview`: the page of a folder of reports, made again from the reports alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.reports import folder_of
from grader.cli.terminal import paragraph
from grader.config import find_course, load_course
from grader.errors import ConfigurationError, Fault
from grader.model import Course, Report
from grader.report import UnreadableReport, file_name, read_report, write_atomically

PAGE = "index.html"
FEEDBACK = "feedback"
"""Folder below the reports that holds `<assignment>/<student>.html`."""
HELP = """Write REPORTS/index.html: the class at a glance.

One page that needs no server and fetches nothing: scores, what each exercise and each check told, typical messages,
the most common mistakes, who needs a person, and every student. `grader grade` writes it at the end of a batch; this
command makes it again, from the reports alone.
"""


@click.command(help=HELP)
@click.argument("reports", required=False, type=click.Path(path_type=Path))
def overview(reports: Path | None) -> int:
    """Write the page; HELP says the rest."""
    course = load_course(find_course(Path()))
    folder = folder_of(course, reports)
    click.echo(paragraph(f"{write_overview(course, folder)} reports: {folder / PAGE}"))
    return ExitCode.DONE


def write_overview(course: Course, folder: Path) -> int:
    """Write the page; how many reports it is about."""
    # Jinja: only who makes a page pays for it.
    from grader.overview.page import render_page
    from grader.overview.picture import picture

    found = picture(course, _reports(course, folder), lambda *words: _link(folder, *words))
    try:
        write_atomically(folder / PAGE, render_page(found))
    except OSError as error:
        remedy = "Make room for it, or let it be written."
        raise ConfigurationError(
            [Fault(str(folder / PAGE), "", f"The page cannot be written: {error.strerror}.", remedy)]
        ) from error
    return len(found.students)


def _reports(course: Course, folder: Path) -> Iterator[Report]:
    """Every report of the course's assignments, in the order of names."""
    for assignment in course.assignments:
        for path in sorted((folder / assignment.name).glob("*.yaml")):
            try:
                yield read_report(path.read_bytes())
            except (OSError, UnreadableReport):
                continue  # the next `grader grade` writes it anew


def _link(folder: Path, assignment: str, student: str) -> str:
    """The address of the feedback, relative to the page; names of files hold no character that an address cannot."""
    name = f"{FEEDBACK}/{assignment}/{file_name(student)}.html"
    return name.replace("%", "%25") if (folder / name).is_file() else ""
