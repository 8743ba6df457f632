"""What a validation found, for the author who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from grader.cli.terminal import paragraph, safe
from grader.model import Outcome
from grader.validate.findings import (
    Survival,
    Tried,
    diagnosed,
    idle,
    not_told_apart,
    of_equivalents,
    score_of,
    strays,
    survivals,
    too_few,
)
from grader.validate.restyled import RIGHTLY_MIN, without
from grader.validate.subject import Kind
from grader.validate.validation import Prepared


def show(tried: Tried, changed: Sequence[str]) -> bool:
    """Print it all; True when there is nothing to put right. `changed` are messages that differ from those kept."""
    mixed_up, lacking, untrue = list(not_told_apart(tried)), list(too_few(tried)), list(of_equivalents(tried))
    rows = survivals(tried) if tried.mutants else []
    survivors = [name for row in rows for name in row.survived]
    click.echo(f"\n{tried.assignment}")
    click.echo("  " + _tried(tried))
    for row in rows:
        click.echo(f"  {_mutation(row)}")
    diagnoses = diagnosed(tried)
    if tried.of(Kind.WRONG):
        click.echo("  diagnosed: " + ", ".join(f"{len(names)} {how}" for how, names in diagnoses.items()))
    _list("Diagnosed wrongly", diagnoses["wrongly"])
    _list("Not told apart", mixed_up)
    _list("Messages that nobody has reviewed (--update-messages keeps them)", changed)
    for name in survivors:
        click.echo(f"\n  survived: {name}")
        for line in tried.mutants[name].diff.splitlines():
            click.echo(f"    {line}")
    if survivors:
        click.echo("\n  Write a check that sees it, or put it into equivalent.yaml, as a line `mutant: reason`.")
    _list("Not true any more", untrue)
    _list("Too few to prove anything", lacking)
    if tried.mutants:
        _notes(tried)
    return not (mixed_up or diagnoses["wrongly"] or changed or survivors or untrue or lacking)


def show_scores(results: Sequence[Tried]) -> None:
    """Print one line for each assignment whose reference was mutated."""
    mutated = [tried for tried in results if tried.mutants]
    if not mutated:
        return
    width = max(len("assignment"), *(len(tried.assignment) for tried in mutated))
    click.echo(f"\n{'assignment':<{width}}  checks  mutants  killed  equivalent    score   time")
    for tried in mutated:
        score = score_of(survivals(tried))
        click.echo(
            f"{tried.assignment:<{width}}  {len(tried.checks):>6}  {len(tried.mutants):>7}  {score.killed:>6}  "
            f"{score.equivalent:>10}  {score.percent:5.1f} %  {tried.seconds:>3.0f} s"
        )


def show_diagnoses(results: Sequence[tuple[Prepared, Tried]]) -> bool:
    """Print how restyled answers were diagnosed; True when that is well."""
    good = True
    for prepared, tried in results:
        mixed_up, diagnoses = list(not_told_apart(tried)), diagnosed(tried)
        rightly, number = len(diagnoses["rightly"]), len(tried.reports)
        click.echo(f"\n{tried.assignment}")
        counts = ", ".join(f"{len(names)} {how}" for how, names in diagnoses.items())
        click.echo(f"  {number} restyled wrong answers diagnosed: {counts}   {100 * rightly / number:.1f} %")
        _list("Diagnosed wrongly", diagnoses["wrongly"])
        _list("Not diagnosed", diagnoses["not at all"])
        _list("Not told apart", mixed_up)
        _list("Wrong answers that nobody has restyled", without(prepared.subjects, prepared.assignment))
        good &= not (mixed_up or diagnoses["wrongly"]) and rightly >= RIGHTLY_MIN * number
    return good


def _tried(tried: Tried) -> str:
    counts = ", ".join(f"{len(tried.of(kind))} {kind}" for kind in Kind if tried.of(kind))
    earned = sum(not report.lost for _, report in tried.of(Kind.REFERENCE))
    return f"{counts}; reference full under {earned} of {len(tried.of(Kind.REFERENCE))} seeds"


def _mutation(row: Survival) -> str:
    score = score_of([row])
    counts = f"{score.killed:>4} killed {score.survived:>3} survived {score.equivalent:>3} equivalent"
    return f"{row.exercise:<28} {counts}   {score.percent:5.1f} %"


def _notes(tried: Tried) -> None:
    """What to know, without being wrong: neither changes the exit code."""
    _list("Checks that never fired on a mutant nor on a wrong answer", idle(tried))
    _list(
        "Checks of one exercise that fired on a mutant of another",
        [f"{name}: {check}" for name, check in strays(tried)],
    )
    hung = [
        subject.name
        for subject, report in tried.of(Kind.MUTANT)
        if report.fired and all(check.outcome is Outcome.TIMED_OUT for check in report.fired)
    ]
    _list("Mutants killed by nothing but time", hung)


def _list(title: str, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if not number:
            click.echo(f"\n  {title}:")
        click.echo(f"  - {paragraph(safe(line, 1200))}")
