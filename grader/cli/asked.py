"""What the command line of `grader grade` asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from grader.batch.shard import Shard


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `grader grade`, by their names."""

    paths: Sequence[Path]
    assignment: str | None
    reports: Path | None
    jobs: int | None
    force: bool
    isolation: str | None
    with_feedback: bool
    cluster: str | None
    shard: Shard | None
    form: str
    profile: bool
    fail_under: Fraction | None
