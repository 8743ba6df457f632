"""`grader release`: the assignments, what students receive of each, and what that changes in the course's folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from grader.batch.cores import available_cores
from grader.cli.exit_codes import ExitCode
from grader.cli.terminal import paragraph
from grader.config import find_course, load_course
from grader.config.section import did_you_mean
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment, Course, Isolation
from grader.release import Change, Kind, changes
from grader.release import release as released_files
from grader.report import write_atomically

HELP = """Make the students' notebooks from the source notebooks.

For each ASSIGNMENT (by default all of the course) write assignments/<name>/: the notebook with every solution between
### BEGIN SOLUTION and ### END SOLUTION replaced by a stub or a prompt, without outputs; the public checks; and
SHA256SUMS. The same source gives the same bytes. Nothing is written when a marker is wrong, when a line of a solution
would still be found somewhere, or when the source notebook, graded as a student's would be, does not get full marks.

\b
Examples:
  grader release             all assignments of the course
  grader release softmax     one of them
  grader release --check     write nothing; exit code 1 if assignments/ is not up to date (for CI)
"""


@click.command(help=HELP)
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; say what would change, and exit with 1 if anything would.")
@click.option(
    "--isolation",
    type=click.Choice([str(level) for level in Isolation]),
    help="How the source notebooks are contained while they are graded [default: what config.yaml says].",
)
def release(assignments: Sequence[str], check: bool, isolation: str | None) -> int:
    """Release; HELP says the rest."""
    course = load_course(find_course(Path()))
    # All are made and graded before the first is written: a fault in one leaves every folder as it was.
    made = [(each, released_files(each, course)) for each in chosen(course, assignments)]
    _grade_references(course, [each for each, _ in made], Isolation(isolation or course.isolation))
    differs = False
    for assignment, files in made:
        folder = course.root / "assignments" / assignment.name
        found = changes(folder, files)
        differs |= bool(found)
        for change in found:
            if not check:
                _carry_out(change, folder)
            click.echo(paragraph(f"assignments/{assignment.name}/{change.name}: {change.kind}"))
        if not found:
            click.echo(f"assignments/{assignment.name}: up to date")
    if check and differs:
        click.echo("assignments/ differs from solutions/: run `grader release` and commit what it writes.")
        return ExitCode.BELOW
    return ExitCode.DONE


def chosen(course: Course, names: Sequence[str]) -> Sequence[Assignment]:
    """The named assignments, or all of the course. Raises ConfigurationError for names that it does not have."""
    known = {each.name: each for each in course.assignments}
    unknown = [
        Fault("command line", name, "The course has no such assignment.", did_you_mean(name, known))
        for name in names
        if name not in known
    ]
    if unknown:
        raise ConfigurationError(unknown)
    return [known[name] for name in dict.fromkeys(names)] if names else course.assignments


def _grade_references(course: Course, assignments: Sequence[Assignment], isolation: Isolation) -> None:
    """Raises ConfigurationError where a reference loses points, or where this machine cannot tell."""
    from grader.validate.full_marks import short_of_full_marks
    from grader.validate.trial_run import open_engine

    if sys.platform != "linux":
        problem = "The solutions cannot be graded here: the sandbox needs Linux."
        raise ConfigurationError([Fault("this machine", "", problem, "Release on Linux, or in CI.")])
    faults = short_of_full_marks(course, assignments, partial(open_engine, isolation, available_cores()))
    if faults:
        raise ConfigurationError(faults)


def _carry_out(change: Change, folder: Path) -> None:
    path = folder / change.name
    try:
        if change.kind is Kind.GONE:
            path.unlink()
        elif change.kind is not Kind.STRANGE:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, change.data)
    except OSError as error:
        problem = f"This cannot be written: {error.strerror}."
        remedy = "Make room for it, or the folder writable, and release again."
        raise ConfigurationError([Fault(str(path), "", problem, remedy)]) from error
