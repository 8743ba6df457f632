"""`grader grade`: the arguments, the course, one call, the conclusion."""

from __future__ import annotations

import re
import signal
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from grader.batch.run import grade_batch
from grader.batch.shard import Shard, parse_shard
from grader.cli.asked import Asked
from grader.cli.ordering import course_around, make_order
from grader.cli.progress import watcher
from grader.config import load_course
from grader.model import Isolation

FORMATS = ("text", "json", "junit", "github", "gradescope")


def percent(ctx: click.Context, param: click.Parameter, value: str | None) -> Fraction | None:
    """A number from 0 to 100, read exactly: a score of exactly 70.1 % must not lie below 70.1."""
    if value is None:
        return None
    number = Fraction(value) if re.fullmatch(r"\d{1,3}(\.\d{1,6})?", value) else None
    if number is None or number > 100:
        raise click.BadParameter(f"{value!r} is no number from 0 to 100.", ctx, param)
    return number


class Named(click.Path):
    """A path that has a name: an empty one comes from a variable that is not set, and would mean the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises BadParameter."""
        if not value:
            self.fail("The path is empty.", param, ctx)
        return super().convert(value, param, ctx)


def shard_of(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    """`2/3`: the second of three parts."""
    if value is None:
        return None
    shard = parse_shard(value)
    if shard is None:
        raise click.BadParameter(f"{value!r} is no part such as 2/3, the second of three.", ctx, param)
    return shard


HELP = """Grade notebooks and write one report per student.

PATH is a notebook, a folder of <student>.ipynb (with -a, or named after an assignment), or a tree of
<assignment>/<student>.ipynb or <student>/<assignment>.ipynb. Without PATH it is the course's submissions/. The course
is the nearest folder upward that holds config.yaml.

Reports go to REPORTS/<assignment>/<student>.yaml, and the gradebook to REPORTS/gradebook.csv. A submission whose report
is up to date (same file, same course, same seed, same versions) is not graded again, so an interrupted run is resumed
by the same command.

\b
Examples:
  grader grade                                     everything in submissions/, into reports/
  grader grade submissions/softmax                 one assignment
  grader grade downloads/ -a softmax -o extra/     files from elsewhere: downloads/<student>.ipynb
  grader grade my.ipynb -a softmax --fail-under 60 exit code 1 below 60 % (for CI)
  grader grade --format junit > grades.xml         for CI: junit, github, gradescope, or json, a line a report
  grader grade -j 1 --force                        everything again, one at a time
  grader grade --cluster tcp://scheduler:8786      on the workers of a Dask scheduler; local:4 starts four here
  grader grade --shard 1/3 -o part1/               the first of three parts; the reports of all parts can be merged

\b
Exit codes:
  0    everything was graded
  1    graded, but a submission is below --fail-under
  2    the command line, the course or the machine must be put right first
  3    some submissions could not be graded, or a person must look; each is named
  130  interrupted; the same command goes on where it stopped
"""


@click.command(help=HELP, no_args_is_help=False)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=Named(path_type=Path, readable=False))
@click.option("-a", "--assignment", metavar="NAME", help="The assignment that the notebooks are for.")
@click.option(
    "-o", "--reports", type=Named(path_type=Path), help="Folder for reports [default: the course's reports/]."
)
@click.option("-j", "--jobs", type=click.IntRange(1, 1024), help="Grading processes at a time [default: one per core].")
@click.option(
    "--force", is_flag=True, help="Grade again what is up to date, too; after an interruption, from the start."
)
@click.option(
    "--isolation",
    type=click.Choice([str(level) for level in Isolation]),
    help="How student code is contained [default: what config.yaml says]. `none` is for your own notebooks only.",
)
@click.option("--feedback", "with_feedback", is_flag=True, help="Also write a page of feedback for each student.")
@click.option("--cluster", metavar="ADDRESS", help="Grade on a Dask cluster: tcp://HOST:PORT, tls://…, or local:N.")
@click.option("--shard", metavar="I/N", callback=shard_of, help="Grade only the I-th of N parts of the submissions.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What stdout gets: a table, or the reports as another program reads them; the table is on stderr then.",
)
@click.option("--profile", is_flag=True, help="Say where the time went, by stage and submission (not with --cluster).")
@click.option(
    "--fail-under", metavar="PERCENT", callback=percent, help="Exit with 1 if any submission scores below it."
)
def grade(**options: Any) -> int:
    """Grade; HELP says the rest."""
    # A termination signal, as CI sends it, stops as cleanly as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asked = Asked(**options)
    course = load_course(course_around(asked.paths))
    order = make_order(course, asked)
    with watcher() as watching:
        run = grade_batch(order, watching)
    # Not before the first process warms up: see `ordering`.
    from grader.cli.conclusion import conclude

    return conclude(course, order, asked, run)
