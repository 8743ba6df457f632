"""`grader init`: a new course, and what to do in it first."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.terminal import paragraph

HELP = """Make a new course in DIR, which must be empty or not there yet.

The course has one small assignment, with everything that an assignment has: the source notebook with its solutions,
public and hidden checks, right and wrong answers to try the checks on, what students receive, and three submissions.
It grades at once; change it, or replace it by your own.

\b
Examples:
  grader init newcourse
  cd newcourse
  grader grade
"""


@click.command(help=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Make the course; HELP says the rest."""
    from grader.authoring import new_course

    course = new_course(folder)
    names = ", ".join(each.name for each in course.assignments)
    click.echo(paragraph(f"Made a course in {folder}: config.yaml, the assignment {names}, and three submissions."))
    click.echo("\nNext:")
    if folder.resolve() != Path.cwd().resolve():
        click.echo(f"  cd {paragraph(str(folder))}")
    click.echo("  grader grade                   grade submissions/ into reports/")
    click.echo(
        "  grader validate --no-mutants   try the checks on right and wrong answers (it finds these few too few)"
    )
    click.echo("  grader new NAME                add an assignment of your own")
    return ExitCode.DONE
