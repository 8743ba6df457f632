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
    of_equivalents,
    strays,
    survivals,
    told_apart,
    too_few,
)
from grader.validate.subject import Kind


def show(tried: Tried, changed: Sequence[str]) -> bool:
    """Print it all; True when there is nothing to put right. `changed` are messages that differ from those kept."""
    apart, lacking, untrue = list(told_apart(tried)), list(too_few(tried)), list(of_equivalents(tried))
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
    _list("Not told apart", apart)
    _list("Messages that nobody has reviewed (--update-messages keeps them)", changed)
    for name in survivors:
        click.echo(f"\n  survived: {name}")
        for line in tried.mutants[name].diff.splitlines():
            click.echo(f"    {line}")
    if survivors:
        click.echo("\n  Write a check that sees it, or put the mutant into equivalent.yaml with a reason.")
    _list("Not true any more", untrue)
    _list("Too few to prove anything", lacking)
    if tried.mutants:
        _notes(tried)
    return not (apart or diagnoses["wrongly"] or changed or survivors or untrue or lacking)


def _tried(tried: Tried) -> str:
    counts = ", ".join(f"{len(tried.of(kind))} {kind}" for kind in Kind if tried.of(kind))
    earned = sum(not marks.lost for _, marks in tried.of(Kind.REFERENCE))
    return f"{counts}; reference full under {earned} of {len(tried.of(Kind.REFERENCE))} seeds"


def _mutation(row: Survival) -> str:
    killed, survived, equivalent = len(row.killed), len(row.survived), len(row.equivalent)
    score = 100 * killed / (killed + survived) if killed + survived else 100.0
    return f"{row.exercise:<28} {killed:>4} killed {survived:>3} survived {equivalent:>3} equivalent   {score:5.1f} %"


def _notes(tried: Tried) -> None:
    """What to know, without being wrong: neither changes the exit code."""
    _list("Checks that never fired on a mutant nor on a wrong answer", idle(tried))
    _list(
        "Checks of one exercise that fired on a mutant of another",
        [f"{name}: {check}" for name, check in strays(tried)],
    )
    hung = [
        subject.name
        for subject, marks in tried.of(Kind.MUTANT)
        if marks.fired and all(check.outcome is Outcome.TIMED_OUT for check in marks.fired)
    ]
    _list("Mutants killed by nothing but time", hung)


def _list(title: str, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if not number:
            click.echo(f"\n  {title}:")
        click.echo(f"  - {paragraph(safe(line, 1200))}")
