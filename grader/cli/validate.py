"""`grader validate`: the arguments, one call, what was found, the exit code."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from grader.batch.cores import available_cores
from grader.batch.engine import Finished
from grader.cli.exit_codes import ExitCode
from grader.cli.progress import watcher
from grader.cli.release import chosen
from grader.cli.terminal import paragraph
from grader.config import find_course, load_course
from grader.errors import ConfigurationError, Fault
from grader.model import Isolation

HELP = """Try the checks of ASSIGNMENT (by default of all) on answers that are known to be right or wrong.

The reference must earn everything whatever inputs are drawn, the students' blank notebook nothing, each answer in
solutions/<name>/answers/correct/ everything, and each in answers/wrong/ must lose exactly the exercises that it names.
Then the reference is mutated: every small mistake in it must cost points. A mutant that no right check can tell from
the reference goes into solutions/<name>/equivalent.yaml, with the reason.

What students with the wrong answers are told is compared with answers/messages.yaml.

--diagnosis DIR grades wrong answers that were written anew in another style, DIR/<assignment>/<exercise>--<what>.py,
each named like the file in answers/wrong/ that makes the same mistake, and counts how many reports name that mistake.

\b
Examples:
  grader validate                        all assignments of the course
  grader validate softmax --no-mutants   in seconds, while writing checks
  grader validate --update-messages      keep the messages as they are now; read the difference before committing
  grader validate --diagnosis restyled   how many mistakes are named rightly

\b
Exit codes:
  0    the checks tell right from wrong
  1    they do not; each case is named
  2    the course or the machine must be put right first
"""


@click.command(help=HELP)
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All assignments of the course, as without any ASSIGNMENT.")
@click.option("-j", "--jobs", type=click.IntRange(1, 1024), help="Grading processes at a time [default: one per core].")
@click.option("--mutants/--no-mutants", "with_mutants", default=True, help="Whether to mutate the reference.")
@click.option("--seeds", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Draws of the inputs.")
@click.option("--update-messages", is_flag=True, help="Keep the messages of wrong answers as they are now.")
@click.option(
    "--diagnosis",
    "restyled",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Measure diagnoses by the restyled wrong answers in this folder, and nothing else.",
)
@click.option(
    "--isolation",
    type=click.Choice([str(level) for level in Isolation]),
    help="How the answers are contained [default: what config.yaml says].",
)
def validate(
    assignments: Sequence[str],
    every: bool,
    jobs: int | None,
    with_mutants: bool,
    seeds: int,
    update_messages: bool,
    restyled: Path | None,
    isolation: str | None,
) -> int:
    """Validate; HELP says the rest."""
    from grader.cli.validation_table import show, show_diagnoses, show_scores
    from grader.validate import validation
    from grader.validate.trial_run import open_engine

    if every and assignments:
        problem = "It means all assignments, and some are named beside it."
        raise ConfigurationError([Fault("command line", "--all", problem, "Give one or the other.")])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    course = load_course(find_course(Path()))
    opening = partial(open_engine, Isolation(isolation or course.isolation), jobs or available_cores())
    order = validation.Order(course, chosen(course, assignments), seeds, with_mutants, opening)
    prepared = validation.prepare_restyled(order, restyled) if restyled else validation.prepare(order)
    with watcher() as watching:
        watching.begin(sum(len(each.subjects) for each in prepared), 0)

        def seen(finished: Finished) -> None:
            watching.graded(finished.summary)

        results = validation.validate(order, prepared, seen)
    if restyled:
        good = show_diagnoses(results)
    else:
        good = True
        for each, tried in results:
            changed = validation.changed_messages(each.assignment, tried, update=update_messages)
            good &= show(tried, [paragraph(line) for line in changed])
        show_scores([tried for _, tried in results])
    return ExitCode.DONE if good else ExitCode.BELOW
