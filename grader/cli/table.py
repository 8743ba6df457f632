"""What is printed when a run is over: the class by assignment, who could not be graded and why, where reports are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap

import click

from grader.batch.cohort import Cohort, cohorts
from grader.batch.run_record import Run
from grader.cli.terminal import safe
from grader.model import Status
from grader.points import decimal
from grader.report import Summary

NAMED_MAX = 50
"""Submissions named one by one; run.yaml names all."""


def show(
    run: Run, assignments: Sequence[str], reports: Path, fail_under: Fraction | None, *, err: bool = False
) -> None:
    """Print it, on stderr where stdout is for a program."""
    for line in lines(run, assignments, reports, fail_under):
        click.echo(line, err=err)


def below(summary: Summary, percent: Fraction) -> bool:
    """Whether a submission earned less than this share of its points."""
    return summary.score * 100 < percent * summary.possible


def lines(run: Run, assignments: Sequence[str], reports: Path, fail_under: Fraction | None) -> Iterator[str]:
    """The lines, without steering characters whoever wrote their parts."""
    classes = cohorts(run.summaries, assignments)
    if classes:
        yield from _table(classes)
    named = run.summaries
    yield from _named("Not gradable", [each for each in named if each.status is Status.NOT_GRADABLE])
    unclear = [each for each in named if each.status is Status.NEEDS_REVIEW]
    yield from _named("Needs review", unclear, f"what staff has to know of them is in {safe(str(reports))}/log/")
    yield from _bounded("Answers that changed since they were marked; those marks do not count", run.changed)
    yield from _bounded("Not graded", [safe(str(problem)) for problem in run.problems])
    if fail_under is not None:
        low = [each for each in named if each.status is Status.GRADED and below(each, fail_under)]
        told = [f"{_name(each)}: {decimal(each.score)} of {decimal(each.possible)}" for each in low]
        yield from _bounded(f"Below {decimal(fail_under)} %", told)
    graded = sum(each.status is Status.GRADED for each in run.graded)
    others = f"{len(run.graded) - graded} could not be, " if graded < len(run.graded) else ""
    counts = f"{graded} graded, {others}{len(run.unchanged)} unchanged, in {run.seconds:.1f} s."
    yield f"{counts} Reports: {safe(str(reports))}/"
    if run.left:
        yield f"Interrupted: {run.left} not graded yet. Run the same command again to go on."


def _table(classes: Sequence[Cohort]) -> Iterator[str]:
    width = max(len("assignment"), *(len(each.assignment) for each in classes))
    yield f"{'assignment':<{width}}  students  graded    mean  median  of"
    for each in classes:
        scores = f"{'–':>6}  {'–':>6}  –"
        if each.graded:
            scores = f"{float(each.mean):>6.2f}  {float(each.median):>6.2f}  {decimal(each.possible)}"
        yield f"{each.assignment:<{width}}  {len(each.summaries):>8}  {len(each.graded):>6}  {scores}"
        shares = "   ".join(f"{name}\N{NO-BREAK SPACE}{float(share):.0%}" for name, share in each.shares)
        room = max(40, get_terminal_size().columns)
        for line in wrap(shares, room, initial_indent="  ", subsequent_indent="  ", break_long_words=False):
            yield line.replace("\N{NO-BREAK SPACE}", " ")
    yield ""


def _named(title: str, summaries: Sequence[Summary], note: str = "") -> Iterator[str]:
    return _bounded(title, [f"{_name(each)}: {safe(each.message)}" for each in summaries], note)


def _bounded(title: str, told: Sequence[str], note: str = "") -> Iterator[str]:
    if not told:
        return
    yield f"{title} ({len(told)}):"
    yield from (f"  {line}" for line in told[:NAMED_MAX])
    if len(told) > NAMED_MAX:
        yield f"  and {len(told) - NAMED_MAX} more; run.yaml names all"
    if note:
        yield f"  {note}"
    yield ""


def _name(summary: Summary) -> str:
    return safe(f"{summary.assignment}/{summary.student}", 120)
