"""What a run did, and `REPORTS/run.yaml`: when, where and how fast, which no report may depend on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from yaml.nodes import MappingNode, SequenceNode

from grader import __version__
from grader.batch.discovery import Problem
from grader.model import Isolation, Status
from grader.report import Summary
from grader.report.nodes import boolean, integer, mapping, number, sequence, serialize, text


@dataclass(slots=True)
class Run:
    """What was done."""

    started: datetime
    seconds: float = 0.0
    graded: list[Summary] = field(default_factory=list)
    unchanged: list[Summary] = field(default_factory=list)
    problems: Sequence[Problem] = ()
    changed: list[str] = field(default_factory=list)
    """Written answers that are not the ones that a person has marked."""
    left: int = 0
    """Submissions that were not come to, because the run was interrupted."""
    seconds_by_stage: dict[str, Mapping[str, float]] = field(default_factory=dict)
    """By submission, as `<assignment>/<file name>`, where somebody asked for a profile."""

    @property
    def summaries(self) -> list[Summary]:
        """Of every submission that has a report now, by assignment and student."""
        return sorted([*self.graded, *self.unchanged], key=lambda each: (each.assignment, each.student))


def render_run(run: Run, isolation: Isolation, processes: int, cluster: str = "") -> bytes:
    """The bytes of run.yaml."""
    ended = run.started + timedelta(seconds=run.seconds)
    return serialize(
        mapping(
            [
                ("schema", integer(1)),
                ("started", text(run.started.isoformat(timespec="seconds"), quoted=True)),
                ("ended", text(ended.isoformat(timespec="seconds"), quoted=True)),
                ("seconds", number(run.seconds)),
                ("interrupted", boolean(run.left > 0)),
                ("not_reached", integer(run.left)),
                ("grader", text(__version__)),
                ("isolation", text(isolation.value)),
                *([("cluster", text(cluster))] if cluster else [("processes", integer(processes))]),
                ("machine", _machine()),
                ("graded", _names(run.graded)),
                ("unchanged", _names(run.unchanged)),
                ("not_gradable", _reasons(run.summaries, Status.NOT_GRADABLE)),
                ("needs_review", _reasons(run.summaries, Status.NEEDS_REVIEW)),
                ("changed_since_marked", sequence(text(each) for each in run.changed)),
                ("problems", sequence(text(str(problem)) for problem in run.problems)),
            ]
        )
    )


def _machine() -> MappingNode:
    return mapping(
        [
            ("system", text(f"{platform.system()} {platform.release()}")),
            ("processor", text(platform.machine())),
            ("cores", integer(os.cpu_count() or 1)),
            ("python", text(platform.python_version())),
        ],
        flow=True,
    )


def _names(summaries: Iterable[Summary]) -> SequenceNode:
    return sequence(text(_name(each)) for each in sorted(summaries, key=_name))


def _name(summary: Summary) -> str:
    return f"{summary.assignment}/{summary.student}"


def _reasons(summaries: Iterable[Summary], status: Status) -> SequenceNode:
    return sequence(
        mapping([("submission", text(_name(each))), ("reason", text(each.message))])
        for each in summaries
        if each.status is status
    )
