"""From what the command line asked for to an order that can be carried out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from grader.batch.cores import available_cores
from grader.batch.course_grader import CourseOpening
from grader.batch.discovery import Found, discover
from grader.batch.engine import Engine
from grader.batch.run import Order
from grader.cli.asked import Asked
from grader.cli.terminal import paragraph, shown, tell
from grader.config import find_course, provenance_of
from grader.errors import ConfigurationError, Fault
from grader.marks import read_marks
from grader.model import Course, Isolation, Provenance
from grader.sandbox.patience import patience_seconds
from grader.stages import Stages, Stopwatch


def course_around(paths: Sequence[Path]) -> Path:
    """The course around the current folder, or else around the first path."""
    try:
        return find_course(Path())
    except ConfigurationError:
        if not paths:
            raise
        return find_course(paths[0])


def make_order(course: Course, asked: Asked) -> Order:
    """What is to be done, and by whom. Raises ConfigurationError."""
    level = Isolation(asked.isolation) if asked.isolation else course.isolation
    found = _found(course, asked)
    wanted = [each for each in course.assignments if each.name in {one.assignment for one in found.submissions}]
    provenance = {each.name: provenance_of(course, each, level) for each in wanted}
    return Order(
        found=found,
        provenance=provenance,
        reports=_reports(course, asked.reports),
        isolation=level,
        processes=0 if asked.cluster else asked.jobs or available_cores(),
        cluster=asked.cluster or "",
        marks={each.name: read_marks(course.root, each) for each in wanted},
        force=asked.force,
        open_engine=_opening(course, asked, level, provenance),
        # Of CPU time: the main process works beside the others, and waits for them to leave it a core.
        stages=Stopwatch(time.process_time) if asked.profile else Stages(),
    )


def _reports(course: Course, asked: Path | None) -> Path:
    """Where reports go: never among what they are made from, where one more file is another course."""
    if asked is None:
        return shown(course.root / "reports")
    kept = [course.root / name for name in ("solutions", "assignments", "submissions", "marks")]
    if any(asked.resolve().is_relative_to(folder.resolve()) for folder in kept):
        problem = "This folder is the course's own, for what reports are made from."
        raise ConfigurationError([Fault("-o", str(asked), problem, "Choose another one, such as reports/.")])
    return asked


def _found(course: Course, asked: Asked) -> Found:
    names = [each.name for each in course.assignments]
    found = discover(asked.paths or [shown(course.root / "submissions")], names, asked.assignment)
    found = asked.shard.of(found) if asked.shard is not None else found
    if asked.form == "gradescope" and len(found.submissions) != 1:
        problem = f"Gradescope's results are about one submission, and there are {len(found.submissions)}."
        raise ConfigurationError([Fault("--format", asked.form, problem, "Give one notebook.")])
    return found


def _opening(
    course: Course, asked: Asked, level: Isolation, provenance: Mapping[str, Provenance]
) -> Callable[[int], Engine]:
    """Makes the engine for so many submissions: this machine's, or a cluster's."""
    if asked.cluster is None:
        stages = Stopwatch() if asked.profile else Stages()
        return partial(_open_engine, course, list(provenance), level, asked.jobs or available_cores(), stages)
    if asked.jobs is not None:
        problem = "A cluster has its own number of processes."
        raise ConfigurationError([Fault("--jobs", "", problem, "Leave it out, or say --cluster local:N.")])
    from grader.cluster.scheduler import check_address

    check_address(asked.cluster)
    return partial(_open_cluster, course, level, asked.cluster, provenance)


def _open_engine(
    course: Course, assignments: Sequence[str], level: Isolation, processes: int, stages: Stages, count: int
) -> Engine:
    # A run that finds nothing to grade does not pay for importing this.
    from grader.batch.pool import LocalEngine

    open_grader = CourseOpening(course, assignments, level, stages)
    # The end of the run is loaded while the first process warms up.
    meanwhile = partial(import_module, "grader.cli.conclusion")
    return LocalEngine(open_grader, min(processes, count), patience_seconds(course.limits), stages, meanwhile)


def _open_cluster(
    course: Course, level: Isolation, address: str, provenance: Mapping[str, Provenance], count: int
) -> Engine:
    from grader.cluster.engine import ClusterEngine
    from grader.cluster.parcels import send_course

    sent = send_course(course, tuple(provenance), level, patience_seconds(course.limits))
    return ClusterEngine(address, sent, provenance, lambda line: tell(paragraph(line)))
