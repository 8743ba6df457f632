"""`grader new`: the skeleton of an assignment, and what is missing in it."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.exit_codes import ExitCode
from grader.config import find_course, load_course

HELP = """Add the skeleton of an assignment called NAME to the course around the current folder.

Write solutions/NAME/ with a source notebook, assignment.yaml, a public and a hidden check, one right and one wrong
answer, all for one small exercise that stands in for yours; and add NAME to the end of the list in config.yaml, where
nothing else changes. It can be released and graded at once.

\b
Examples:
  grader new kernels
  grader release kernels
  grader validate kernels --no-mutants
"""


@click.command(help=HELP)
@click.argument("name", metavar="NAME")
def new(name: str) -> int:
    """Add the skeleton; HELP says the rest."""
    from grader.authoring import new_assignment
    from grader.validate.findings import CORRECT_MIN, WRONG_MIN

    files = new_assignment(load_course(find_course(Path())), name)
    for file in files:
        click.echo(f"{file}: new")
    click.echo(f"config.yaml: {name} is the last of the assignments\n\nStill missing, for you to write:")
    click.echo(f"  title, exercises, points and rubric in solutions/{name}/assignment.yaml")
    click.echo(f"  the notebook solutions/{name}/{name}.ipynb; `double` stands in for your exercises")
    click.echo(f"  checks for each exercise in solutions/{name}/checks/")
    click.echo(f"  answers: {CORRECT_MIN} right and {WRONG_MIN} wrong ones are wanted, 1 of each is there")
    click.echo("\nNext:")
    release, validate = f"grader release {name}", f"grader validate {name} --no-mutants"
    width = len(validate) + 3
    click.echo(f"  {release:<{width}}make what students receive")
    click.echo(f"  {validate:<{width}}try the checks; until the answers are there, it says that they are too few")
    return ExitCode.DONE
