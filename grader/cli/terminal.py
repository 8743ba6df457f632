"""Text for a terminal or a log: what students control is shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

CHARACTERS_MAX = 600
"""How much of one message is shown on a terminal; the report has all of it."""

_COMMAND = re.compile(r"##(?=\[|vso\[)")
"""What build servers obey anywhere in a line. `::error::` counts only at its start, where our own words stand."""


def safe(text: str, characters_max: int = CHARACTERS_MAX) -> str:
    """One line in which control sequences, text direction marks and build server commands are visible and inert."""
    # Imported late: `grader --help` shows nothing that comes from outside.
    from grader.characters import show_invisible

    line = " ".join(text[: 4 * characters_max].split())
    line = show_invisible(_COMMAND.sub("# #", line))
    return line if len(line) <= characters_max else line[: characters_max - 1] + "…"


def paragraph(text: str) -> str:
    """A message of ours that may quote what came from outside, as one line of any length up to the bound."""
    return safe(text, 4 * CHARACTERS_MAX)


def bounded(title: str, told: Sequence[str], named_max: int = 50) -> Iterator[str]:
    """A title with a count, and a line each, up to a bound; nothing when there is nothing to tell."""
    if told:
        yield f"{title} ({len(told)}):"
        yield from (f"  {safe(line)}" for line in told[:named_max])
        if len(told) > named_max:
            yield f"  and {len(told) - named_max} more"


def tell(line: str) -> None:
    """A line on stderr."""
    click.echo(line, err=True)


def shown(path: Path) -> Path:
    """The path as a person would type it here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
