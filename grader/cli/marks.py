"""`grader marks`: the sheet on which a person marks written answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.release import chosen
from grader.cli.strangers import TITLE
from grader.cli.terminal import bounded, paragraph, shown, tell
from grader.config import find_course, load_course
from grader.errors import ConfigurationError, Fault
from grader.marks import read_marks
from grader.marks.read import FOLDER
from grader.marks.sheet import make_sheet
from grader.model import Report
from grader.report import UnreadableReport, read_report, write_atomically
from grader.spreadsheet import separator_of

HELP = """Write marks/ASSIGNMENT.csv: every written answer of the class as a row, to be marked by a person.

Give points (and a remark, which the student sees in the feedback) in a spreadsheet or an editor, against the rubric in
solutions/ASSIGNMENT/assignment.yaml. `grader grade` puts the points into the reports. Run this again when more has
been handed in: what you gave stays as it is. A mark whose answer has changed since does not count; look at the answer
again and clear the column `answer` of that row.

\b
Example:
  grader marks softmax
"""


@click.command(help=HELP)
@click.argument("assignment")
@click.argument("reports", required=False, type=click.Path(path_type=Path))
def marks(assignment: str, reports: Path | None) -> int:
    """Write the sheet; HELP says the rest."""
    course = load_course(find_course(Path()))
    (own,) = chosen(course, [assignment])
    given = read_marks(course.root, own)
    path = course.root / FOLDER / f"{assignment}.csv"
    if given and not path.exists():
        remedy = "Go on in that file; students' texts are in the reports."
        raise ConfigurationError([Fault(f"{FOLDER}/{assignment}.yaml", "", "The marks are kept here.", remedy)])
    folder = (reports or course.root / "reports") / assignment
    separator = separator_of(path.read_text(encoding="utf-8-sig")) if path.exists() else ","
    sheet = make_sheet(own, _reports(folder), given, separator)
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, sheet.data)
    except OSError as error:
        fault = Fault(str(path), "", f"The sheet cannot be written: {error.strerror}.", "Let it be written.")
        raise ConfigurationError([fault]) from error
    for line in bounded("Changed since they were marked", sheet.changed):
        tell(line)
    for line in bounded(TITLE, sheet.strangers):
        tell(line)
    click.echo(paragraph(f"{shown(path)}: {sheet.rows} answers, {sheet.unmarked} to mark"))
    return ExitCode.DONE


def _reports(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.glob("*.yaml")):
        try:
            yield read_report(path.read_bytes())
        except (OSError, UnreadableReport) as error:
            tell(paragraph(f"{path}: This is no report: {error}. Grade it again."))
