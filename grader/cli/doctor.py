"""`grader doctor`: what this machine offers, the levels of isolation it can give, and a test of the sandbox itself."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.terminal import paragraph
from grader.errors import ConfigurationError
from grader.model import Isolation

if TYPE_CHECKING:
    from grader.sandbox.conformance import Verdict
    from grader.sandbox.offer import Finding

HELP = """Say what isolation this machine offers, and test the sandbox.

Every operation that the sandbox needs is performed in a process of its own to find out. Each level of isolation is
then started for real, and at the chosen one (what the course asks for, or strict outside of a course) containment
cases are executed, each of which must be held.

\b
Examples:
  grader doctor                     at the level that config.yaml asks for
  grader doctor --isolation basic   at another one

\b
Exit codes:
  0  the level can be had here, and every case is held
  2  it cannot, or a case is not held: do not grade here
"""

_MEANT = {
    Isolation.STRICT: "namespaces, a root of its own, system call filter, limits",
    Isolation.BASIC: "system call filter, Landlock, limits; for machines that forbid namespaces",
    Isolation.NONE: "isolates nothing; for your own notebooks, only when asked for by name",
}


@click.command(help=HELP)
@click.option(
    "--isolation",
    type=click.Choice([str(level) for level in Isolation]),
    help="The level to test [default: what config.yaml says, or strict].",
)
def doctor(isolation: str | None) -> int:
    """Measure, start, test; HELP says the rest."""
    # These start the sandbox: `grader --help` does not pay for them.
    from grader.sandbox.offer import measure, remedies, why_not

    level = Isolation(isolation) if isolation else _of_the_course()
    findings = measure()
    _show_offer(findings)
    problems = {each: "" if each is Isolation.NONE else why_not(each) for each in Isolation}
    _show_levels(problems, level)
    lines = [*remedies(findings)]
    if any(problems.values()) and not lines:
        lines = [problem for problem in problems.values() if problem]
    if lines:
        click.echo("\nWhat would raise the level:")
        for line in lines:
            click.echo(f"  {paragraph(line)}")
    if problems[level]:
        click.echo(f"\n`{level}` cannot be had here, so there is nothing to test, and nothing would be graded.")
        return ExitCode.USAGE
    if level is Isolation.NONE:
        click.echo("\n`none` promises nothing, so there is nothing to test.")
        return ExitCode.DONE
    return _test(level)


def _of_the_course() -> Isolation:
    from grader.config import find_course, load_course

    try:
        folder = find_course(Path())
    except ConfigurationError:
        return Isolation.STRICT
    return load_course(folder).isolation


def _show_offer(findings: Sequence[Finding]) -> None:
    name = os.uname()
    who = "root" if os.geteuid() == 0 else f"user {os.geteuid()}"
    click.echo(f"{name.sysname} {name.release} on {name.machine}, as {who}")
    for finding in findings:
        needed = f"for {' and '.join(finding.operation.levels)}" if finding.operation.levels else "not needed"
        mark = "works" if finding.works else "FAILS" if finding.operation.levels else "no"
        text = f": {finding.text}" if finding.text else ""
        click.echo(f"  {mark:6} {finding.operation.words}{paragraph(text)}" + ("" if finding.works else f" ({needed})"))


def _show_levels(problems: dict[Isolation, str], level: Isolation) -> None:
    click.echo("\nLevels of isolation, each started for real:")
    for each, problem in problems.items():
        mark = "no" if problem else "yes"
        chosen = " <- tested below" if each is level and not problem else ""
        click.echo(f"  {each:7} {mark:4} {_MEANT[each]}{chosen}")


def _test(level: Isolation) -> int:
    """Execute the cases; what is not held is named."""
    from grader.sandbox.conformance import CANARY, conform
    from grader.sandbox.launcher import Zygote

    start = time.monotonic()
    os.environ[CANARY] = "to be seen by nobody"
    verdicts: list[Verdict] = []
    click.echo(f"\nA notebook under `{level}` tries to:")
    with Zygote(level, [], []) as zygote:
        for verdict in conform(zygote, level):
            verdicts.append(verdict)
            mark = "held" if verdict.is_held else "NOT HELD"
            click.echo(f"  {mark:8} {verdict.name}" + ("" if verdict.is_held else f": {paragraph(verdict.how)}"))
    lost = [verdict for verdict in verdicts if not verdict.is_held]
    click.echo(f"\n{len(verdicts) - len(lost)} of {len(verdicts)} held, in {time.monotonic() - start:.1f} s.")
    if lost:
        click.echo(f"`{level}` does not keep its promises here: do not grade on this machine.")
    return ExitCode.USAGE if lost else ExitCode.DONE
