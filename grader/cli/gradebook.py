"""`grader gradebook`: reports, roster and policy in, a table out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from grader.batch.class_reports import read_reports
from grader.batch.discovery import Problem
from grader.cli.exit_codes import ExitCode
from grader.cli.outdated import outdated
from grader.cli.reports import folder_of
from grader.cli.strays import strays
from grader.cli.terminal import bounded, paragraph, safe, shown
from grader.config import find_course, load_course, load_policy
from grader.config.late import Clock, Policy
from grader.errors import ConfigurationError, Fault
from grader.gradebook import Attempt, Gradebook, build
from grader.gradebook.files import to_csv, to_excel, to_sqlite
from grader.gradebook.times import Times, times
from grader.model import Course, Status, whose
from grader.report import Summary, write_atomically

FILE = "gradebook.csv"
NAMED_MAX = 20
"""Students named one by one; the file names all."""

UNTIMED = {
    Clock.MANIFEST: "Name each file and its time in manifest.csv beside the notebooks, as `grader collect` does, or "
    "let config.yaml say `submitted: git` or `submitted: file`.",
    Clock.GIT: "Commit the notebooks to the course's repository, or let config.yaml say `submitted: file`.",
    Clock.FILE: "Name the folder that holds the notebooks: grader gradebook --submissions FOLDER.",
}
"""What to do where the time of a submission is not known."""

HELP = """Make the gradebook from the reports in REPORTS (by default the course's reports/).

One row a student, one column for each assignment and each exercise. The roster, deadlines, lateness and which attempt
counts are `roster` and `gradebook` in config.yaml. Changing them changes the gradebook and never a report: nothing has
to be graded again. `grader grade` writes the same table at its end.

\b
Examples:
  grader gradebook                                 reports/gradebook.csv
  grader gradebook --excel class.xlsx              and a workbook
  grader gradebook --sqlite class.db               and a database
  grader gradebook merged/ --csv | head            of other reports, on stdout

\b
Exit codes:
  0    the gradebook is complete
  2    the course must be put right first
  3    some reports cannot be read, or some students are not on the roster; each is named
"""


@dataclass(frozen=True, slots=True)
class ClassBook:
    """A gradebook, and the files that should be reports and are none."""

    book: Gradebook
    problems: tuple[Problem, ...]
    clock: Clock
    uncounted: tuple[str, ...]
    """What to say of reports that grading would make anew, and of marks, reports and times that count nowhere."""


@click.command(help=HELP)
@click.argument("reports", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--csv", "to_stdout", is_flag=True, help="Write the CSV to stdout.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where the CSV goes [default: REPORTS/gradebook.csv]."
)
@click.option(
    "--sqlite", type=click.Path(path_type=Path), metavar="FILE", help="Also write a database; FILE is replaced."
)
@click.option("--excel", type=click.Path(path_type=Path), metavar="FILE", help="Also write a workbook.")
@click.option(
    "--submissions",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Where else than in the course's submissions/ to look for submissions, for their times.",
)
def gradebook(
    reports: Path | None,
    to_stdout: bool,
    output: Path | None,
    sqlite: Path | None,
    excel: Path | None,
    submissions: Sequence[Path],
) -> int:
    """Make it; HELP says the rest."""
    course = load_course(course_of(reports))
    folder = folder_of(course, reports)
    made = class_book(course, load_policy(course), folder, submissions)
    table = to_csv(made.book)
    if to_stdout:
        sys.stdout.buffer.write(table)
    else:
        write(output or folder / FILE, table)
    if sqlite is not None:
        write(sqlite, to_sqlite(made.book))
    if excel is not None:
        write(excel, to_excel(made.book))
    for line in lines(made):
        click.echo(line, err=True)
    return ExitCode.INCOMPLETE if made.problems or (made.book.has_roster and made.book.unknown) else ExitCode.DONE


def course_of(reports: Path | None) -> Path:
    """The course around the current folder, or else around the reports."""
    try:
        return find_course(Path())
    except ConfigurationError:
        if reports is None:
            raise
        return find_course(reports)


def class_book(course: Course, policy: Policy, reports: Path, submissions: Sequence[Path] = ()) -> ClassBook:
    """The gradebook of a folder of reports. Raises ConfigurationError where times cannot be read."""
    found = read_reports(reports, [each.name for each in course.assignments])
    look_up: Times = lambda *_: None  # noqa: E731
    if policy.deadlines:
        look_up = times(policy.clock, [*submissions, shown(course.root / "submissions")], course.root)
    made = build(course.assignments, policy, attempts(found.summaries, look_up))
    return ClassBook(
        made, found.problems, policy.clock, (*outdated(course, found.summaries), *strays(course, policy, reports))
    )


def attempts(summaries: Iterable[Summary], look_up: Times) -> Iterator[Attempt]:
    """Reports as attempts, with their times."""
    for each in summaries:
        student, number = whose(each.student)
        yield Attempt(
            assignment=each.assignment,
            student=student,
            number=number,
            handed_in_as=each.student,
            status=each.status,
            message=each.message if each.status is not Status.GRADED else "",
            exercises={exercise.name: exercise.earned for exercise in each.exercises},
            written={answer.part: answer.points for answer in each.written},
            blank=frozenset(answer.part for answer in each.written if answer.is_blank),
            possible=each.possible,
            file=each.file,
            sha256=each.sha256,
            submitted=look_up(each.assignment, each.student, each.file),
        )


def write(path: Path, data: bytes) -> None:
    """Write a file that was asked for. Raises ConfigurationError, which names it."""
    try:
        write_atomically(path, data)
    except OSError as error:
        problem = f"This cannot be written: {error.strerror}."
        raise ConfigurationError([Fault(str(path), "", problem, "Choose another place.")]) from error


def lines(made: ClassBook) -> Iterator[str]:
    """What a person should know, without steering characters."""
    book = made.book
    yield from bounded("No report", [str(problem) for problem in made.problems], NAMED_MAX)
    if book.has_roster:
        told = [f"{row.student.id}: {'; '.join(row.notes)}" for row in book.unknown]
        yield from bounded("Not on the roster", told, NAMED_MAX)
    yield from map(paragraph, made.uncounted)
    yield from untimed(made)
    noun = "student" if len(book.rows) == 1 else "students"
    missing = f", {book.missing} missing" if book.missing else ""
    yield f"{len(book.rows)} {noun}, {len(book.columns)} assignments{missing}."


def untimed(made: ClassBook) -> Iterator[str]:
    """Where deadlines could not be applied, and what to do about it."""
    for name, count in made.book.untimed.items():
        noun = "submission is" if count == 1 else "submissions is"
        told = f"{name}: The time of {count} {noun} not known, so the deadline was not applied."
        yield paragraph(f"{told} {UNTIMED[made.clock]}")


@dataclass(frozen=True, slots=True)
class AfterGrading:
    """What there is to say of the gradebook at the end of a run."""

    lines: tuple[str, ...]
    book: Gradebook | None
    """None where it could not be made anew."""


def after_grading(course: Course, reports: Path, submissions: Sequence[Path]) -> AfterGrading:
    """Write the gradebook at the end of a run, or say why there is none."""
    path = reports / FILE
    try:
        made = class_book(course, load_policy(course), reports, submissions)
        write(path, to_csv(made.book))
    except ConfigurationError as error:
        # The reports are whole, and the gradebook can be made from them once this is put right.
        told = [f"No gradebook: {'; '.join(map(str, error.faults))}"]
        if path.exists():
            told.append(f"{path} is an old one, without this run. When that is put right: grader gradebook")
        return AfterGrading(tuple(map(paragraph, told)), None)
    told = [f"{len(made.problems)} reports unreadable"] if made.problems else []
    if made.book.has_roster:
        told += [f"{made.book.missing} missing"] if made.book.missing else []
        told += [f"{len(made.book.unknown)} not on the roster"] if made.book.unknown else []
    more = f" ({', '.join(told)})" if told else ""
    noted = (*map(paragraph, made.uncounted), *untimed(made))
    return AfterGrading((*noted, f"Gradebook: {safe(str(path))}{more}"), made.book)
