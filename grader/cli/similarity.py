"""`grader similarity`: submissions in, a page of the most similar pairs of each assignment out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from grader.batch.discovery import Found, discover
from grader.batch.reading import read_submission
from grader.cli.exit_codes import ExitCode
from grader.cli.gradebook import course_of, write
from grader.cli.terminal import bounded, safe, shown, tell
from grader.config import load_course
from grader.errors import ConfigurationError, Fault, SubmissionError
from grader.model import Course, Submission
from grader.notebook import read_notebook

TOLD = 10
"""Pairs on the terminal; the page has more."""

HELP = """Find pairs of notebooks that are more alike than the assignment explains.

SUBMISSIONS is what `grader grade` takes, by default the course's submissions/. What the released notebook gave is left
out; names, numbers, texts, comments, line breaks and the order of cells do not matter, and what many students wrote
counts for little. The most similar pairs stand side by side in similarity/<assignment>.html.

A high score is a lead for a person, not a verdict: read both notebooks before you ask anybody anything.

\b
Examples:
  grader similarity                                every assignment in submissions/
  grader similarity -a softmax --pairs 50          one assignment, more pairs
  grader similarity downloads/ -a softmax -o /tmp/leads
"""


@click.command(help=HELP)
@click.argument("submissions", metavar="[SUBMISSIONS]...", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("-a", "--assignment", metavar="NAME", help="The assignment that the notebooks are for.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of the pages [default: similarity/].")
@click.option("--pairs", type=click.IntRange(1, 1000), default=25, show_default=True, help="Pairs on a page.")
def similarity(submissions: Sequence[Path], assignment: str | None, output: Path | None, pairs: int) -> int:
    """Compare; HELP says the rest."""
    course = load_course(course_of(submissions[0] if submissions else None))
    paths = submissions or [shown(course.root / "submissions")]
    found = discover(paths, [each.name for each in course.assignments], assignment)
    folder = output or shown(course.root / "similarity")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fault = Fault(str(folder), "", f"No folder can be made here: {error.strerror}.", "Choose another with -o.")
        raise ConfigurationError([fault]) from error
    unread = [str(problem) for problem in found.problems]
    for name, group in _by_assignment(found):
        for line in _compare(course, name, list(group), folder / f"{name}.html", pairs, unread):
            click.echo(line)
    for line in bounded("Not compared", unread):
        tell(line)
    click.echo("A lead for a person, not a verdict: read both notebooks.")
    return ExitCode.INCOMPLETE if unread else ExitCode.DONE


def _by_assignment(found: Found) -> Iterator[tuple[str, Iterator[Submission]]]:
    ordered = sorted(found.submissions, key=lambda each: (each.assignment, each.student))
    return groupby(ordered, key=lambda each: each.assignment)


def _compare(
    course: Course, assignment: str, submissions: Sequence[Submission], page: Path, pairs: int, unread: list[str]
) -> Iterator[str]:
    """Write the page of one assignment; the lines about it."""
    from grader.characters import show_steering
    from grader.similarity import fingerprint, rank
    from grader.similarity.page import render
    from grader.similarity.winnowing import released_hashes

    given: tuple[str, ...] = ()
    released = course.root / "assignments" / assignment / f"{assignment}.ipynb"
    if released.is_file():
        given = _cells(released)
    else:
        tell(f"{safe(str(shown(released)))}: There is no released notebook, so nothing that it gave is left out.")
    hashes = released_hashes(given)
    works = []
    for each in submissions:
        try:
            works.append(fingerprint(each.student, _cells(each.path), hashes))
        except SubmissionError as error:
            unread.append(f"{each.path.parent}/{error}")
    matches = rank(works, pairs)
    write(page, render(assignment, matches, len(works), show_steering))
    yield f"{assignment}: {len(works)} notebooks, {safe(str(page))}"
    for match in matches[:TOLD]:
        yield f"  {match.score:.2f}  {safe(match.one.student, 60)}  {safe(match.other.student, 60)}"


def _cells(path: Path) -> tuple[str, ...]:
    return tuple(cell.source for cell in read_notebook(read_submission(path), path.name).code)
