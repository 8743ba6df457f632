"""`grader export`: points, or the course, in the form that a learning platform takes. One subcommand a platform."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.gradebook import class_book, course_of, write
from grader.cli.release import chosen
from grader.cli.reports import folder_of
from grader.cli.terminal import bounded, paragraph, safe, tell
from grader.config import load_course, load_policy
from grader.config.section import did_you_mean
from grader.errors import ConfigurationError, Fault
from grader.formats.autograder import autograder_zip
from grader.gradebook import Gradebook
from grader.gradebook.platforms.fill import Filled, canvas_targets, fill, has_canvas_column, moodle_target
from grader.gradebook.platforms.names import Platform
from grader.gradebook.platforms.table import read_table
from grader.model import Isolation

HELP = """Write what a learning platform takes.

`canvas` and `moodle` fill points into the table that the platform exported, and change no other byte of it. Students
are found by id, login, address or name. Points are those of the gradebook: after lateness, of the attempt that counts.
Who has no score keeps whatever stands there.

`gradescope` packs an autograder: this package and one assignment, to be run on Gradescope's machines.
"""

CANVAS = """Fill in the gradebook that Canvas exports (Grades, Export, Export Entire Gradebook).

\b
Examples:
  grader export canvas 2026-12-09_Grades-Numerics.csv
  grader export canvas Grades.csv -a softmax --column "Convex weights (4711)"
"""

MOODLE = """Fill in the offline grading worksheet of an assignment in Moodle (Submissions, Download grading worksheet).

\b
Example:
  grader export moodle Grades-Numerics-softmax-4711.csv -a softmax
"""


GRADESCOPE = """Pack the autograder of one assignment; upload it in Gradescope (Configure Autograder, Ubuntu 24.04).

It holds this package, the checks and solutions of this assignment alone, and nothing of any student. A container of
Gradescope may forbid the isolation that the course asks for: then nothing is graded, and the results say why. With
--isolation basic the autograder does with less, and every report says so.

\b
Example:
  grader export gradescope softmax -o softmax-autograder.zip
"""


@click.group(help=HELP)
def export() -> None:
    """Say what there is; the subcommands do the rest."""


REPORTS = click.option("--reports", type=click.Path(path_type=Path), help="[default: the course's reports/]")
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="[default: beside the table, as <name>-graded.csv]"
)
SCALE = click.option("--scale", is_flag=True, help="Convert to the platform's points where it counts others.")


@export.command(help=CANVAS, short_help="Fill in Canvas' exported gradebook.")
@click.argument("table", metavar="GRADEBOOK.csv", type=click.Path(path_type=Path))
@click.option(
    "-a", "--assignment", "assignments", multiple=True, metavar="NAME", help="[default: all it has columns for]"
)
@click.option("--column", metavar="HEADER", help="The column, if not named after the assignment; needs one -a.")
@REPORTS
@OUTPUT
@SCALE
def canvas(
    table: Path,
    assignments: Sequence[str],
    column: str | None,
    reports: Path | None,
    output: Path | None,
    scale: bool,
) -> int:
    """Fill it in; CANVAS says the rest."""
    if column is not None and len(assignments) != 1:
        raise click.UsageError("--column needs exactly one -a.")
    book, read = _book(reports, assignments), read_table(table)
    found = list(assignments) or [each.assignment.name for each in book.columns if has_canvas_column(read, each)]
    if not found:
        told = did_you_mean(book.columns[0].assignment.name, read.header) if book.columns else ""
        problem = "It has no column of an assignment of this course."
        raise ConfigurationError([Fault(str(table), "line 1", problem, f"Name one with -a and --column. {told}")])
    targets = canvas_targets(read, book, dict.fromkeys(found, column), scale=scale)
    return _finish(fill(Platform.CANVAS, read, book, targets), table, output)


@export.command(help=MOODLE, short_help="Fill in Moodle's grading worksheet.")
@click.argument("table", metavar="WORKSHEET.csv", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", required=True, metavar="NAME", help="The assignment that the worksheet is of.")
@click.option("--column", metavar="HEADER", help="The column of points [default: Grade].")
@REPORTS
@OUTPUT
@SCALE
def moodle(
    table: Path, assignment: str, column: str | None, reports: Path | None, output: Path | None, scale: bool
) -> int:
    """Fill it in; MOODLE says the rest."""
    book, read = _book(reports, [assignment]), read_table(table)
    (own,) = (each for each in book.columns if each.assignment.name == assignment)
    target = moodle_target(read, own, column, scale=scale)
    return _finish(fill(Platform.MOODLE, read, book, [target]), table, output)


@export.command(help=GRADESCOPE, short_help="Pack the autograder of one assignment for Gradescope.")
@click.argument("assignment")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="[default: <assignment>-autograder.zip in this folder]"
)
@click.option(
    "--isolation",
    type=click.Choice([str(Isolation.STRICT), str(Isolation.BASIC)]),
    help="How student code is contained there [default: what config.yaml says].",
)
def gradescope(assignment: str, output: Path | None, isolation: str | None) -> int:
    """Pack it; GRADESCOPE says the rest."""
    course = load_course(course_of(None))
    (packed,) = chosen(course, [assignment])
    target = output or Path(f"{assignment}-autograder.zip")
    data = autograder_zip(course, packed, Isolation(isolation) if isolation else course.isolation)
    write(target, data)
    click.echo(f"{safe(str(target))}: {len(data) / 1024:.0f} KiB")
    return ExitCode.DONE


def _book(reports: Path | None, assignments: Sequence[str]) -> Gradebook:
    course = load_course(course_of(reports))
    chosen(course, assignments)
    made = class_book(course, load_policy(course), folder_of(course, reports))
    for line in made.uncounted:
        tell(paragraph(line))
    return made.book


def _finish(filled: Filled, path: Path, output: Path | None) -> int:
    target = output or path.with_name(f"{path.stem}-graded{path.suffix}")
    write(target, filled.data)
    for line in bounded("Not filled in", filled.problems):
        tell(line)
    others = f", {filled.changed} of them held other points before" if filled.changed else ""
    click.echo(f"{filled.filled} filled in{others}: {safe(str(target))}")
    return ExitCode.INCOMPLETE if filled.problems else ExitCode.DONE
