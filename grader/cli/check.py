"""`grader check`: a student's own notebooks, each run from top to bottom and tried on the public checks."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.terminal import paragraph as one_line
from grader.cli.terminal import tell
from grader.errors import SubmissionError
from grader.model import Isolation

if TYPE_CHECKING:
    from grader.rehearsal.place import Place
    from grader.rehearsal.rehearsal import Rehearsal, Rehearsed
    from grader.rehearsal.runner import Runner

BYTES_MAX = 64 << 20
WIDTH_MAX = 100
INSIDE_MAX = 3
"""Notebooks of a folder that are named where the folder was given instead."""

HELP = """Try your notebook before you hand it in.

Each NOTEBOOK is run from top to bottom, as "Restart and run all" does it, and then tried on the public checks of its
assignment: those in the folder checks/ beside it, or those of the course around it. Hidden checks are not needed, and
nothing is written. Save the notebook first.

Where the machine offers it, the notebook runs in the sandbox in which it will be graded; elsewhere (Windows, macOS) it
runs as an ordinary program, and the output says so.

\b
Examples:
  grader check softmax.ipynb
  grader check softmax.ipynb attention.ipynb
  grader check draft.ipynb -a softmax      when nothing else tells which assignment it is for

\b
Exit codes:
  0    every public check passed
  1    something failed, or a cell raised
  2    the command line must be put right first
  3    a file could not be read as a notebook
"""


@click.command(help=HELP)
@click.argument(
    "notebooks", metavar="NOTEBOOK...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("-a", "--assignment", metavar="NAME", help="The assignment that the notebooks are for.")
@click.option(
    "--isolation",
    type=click.Choice([str(level) for level in Isolation]),
    help="Insist on this level [default: the best that the machine offers].",
)
def check(notebooks: Sequence[Path], assignment: str | None, isolation: str | None) -> int:
    """Check; HELP says the rest."""
    from grader.rehearsal.place import place_of

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a console that has no √ shows a question mark instead of failing
    asked = dict.fromkeys(notebooks)
    folders = [path for path in asked if path.is_dir()]
    for path in folders:
        tell(one_line(f"error: {path}: This is a folder. {_inside(path)}"))
    places = {path: place_of(path, assignment) for path in asked if path not in folders}
    codes = [ExitCode.INCOMPLETE for _ in folders]
    if places:
        codes += _codes(places, Isolation(isolation) if isolation else None)
    if len(codes) > 1:
        passed = sum(code is ExitCode.DONE for code in codes)
        click.echo(f"{passed} of {len(codes)} notebooks pass all of their public checks.")
    return max(codes)


def _inside(folder: Path) -> str:
    """Which notebook may have been meant."""
    found = [str(path) for path in sorted(folder.glob("*.ipynb")) if path.is_file()]
    more = f" or another of {len(found)}" if len(found) > INSIDE_MAX else ""
    told = f"Name the notebook in it: {', '.join(found[:INSIDE_MAX])}{more}."
    return told if found else "There is no notebook in it; name one."


def _codes(places: dict[Path, Place], isolation: Isolation | None) -> Iterator[ExitCode]:
    """Rehearse each notebook and print what came of it."""
    from grader.checks.suite import Suite
    from grader.rehearsal.rehearsal import Rehearsal
    from grader.rehearsal.runner import runner

    first = next(iter(places.values()))
    folders: dict[str, Path] = {}
    for place in places.values():
        if folders.setdefault(place.assignment, place.checks) != place.checks:
            raise click.UsageError(f"There are two folders of checks for {place.assignment}; check one at a time.")
    hidden = sorted({folder for place in places.values() for folder in place.hidden})
    with ExitStack() as stack:
        running = stack.enter_context(runner(isolation, first.isolation, hidden))
        suite = stack.enter_context(closing(Suite(folders, public_only=True)))
        for path, place in places.items():
            rehearsal = Rehearsal(suite, running.open_session, place.limits, place.offers)
            yield _rehearse(path, place, rehearsal, running)


def _rehearse(path: Path, place: Place, rehearsal: Rehearsal, running: Runner) -> ExitCode:
    from grader.notebook import read_notebook

    try:
        with path.open("rb") as file:
            notebook = read_notebook(file.read(BYTES_MAX + 1), path.name)
    except SubmissionError as error:
        tell(one_line(f"error: {error}"))
        return ExitCode.INCOMPLETE
    except OSError as error:
        tell(one_line(f"error: {path}: It cannot be read: {error.strerror}."))
        return ExitCode.INCOMPLETE
    rehearsed = rehearsal.of(notebook, place.assignment, path.absolute().parent)
    for line in _lines(path, place.assignment, running, rehearsed):
        click.echo(line)
    return ExitCode.DONE if rehearsed.passed else ExitCode.BELOW


def _lines(path: Path, assignment: str, running: Runner, rehearsed: Rehearsed) -> Iterator[str]:
    from grader.rehearsal.text import exercise_lines, paragraph

    width = min(get_terminal_size().columns, WIDTH_MAX)
    yield from paragraph("", f"{path} ({assignment}), run from top to bottom {running.how}", width)
    if running.caution:
        yield from paragraph("  ", running.caution, width)
    for exercise in rehearsed.exercises:
        yield from (f"  {line}" for line in exercise_lines(exercise, width - 2))
    if rehearsed.remarks:
        yield "  What else to know:"
        for remark in rehearsed.remarks:
            yield from paragraph("  ! " if remark.fails else "  · ", remark.text, width)
    passed = sum(each.passed for each in rehearsed.exercises)
    wrong = passed == len(rehearsed.exercises) and not rehearsed.passed
    told = "; what is marked ! is still to be put right." if wrong else "."
    yield f"  {passed} of {len(rehearsed.exercises)} exercises pass their public checks{told}"
    yield ""
