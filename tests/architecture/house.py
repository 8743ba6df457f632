"""The floors of the house and its wall, as a table, and the rules that follow from it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tests.architecture.imports import Import

FLOORS = (
    {"__main__"},
    {"cli"},
    {"cluster"},
    {"validate"},  # grades the reference and its mutants as a class of submissions is graded
    {"batch"},
    {"authoring"},  # releases the course that it makes
    {"grading", "overview", "rehearsal"},
    {"notebook", "checks", "scoring", "report", "formats", "marks", "gradebook", "feedback", "release", "similarity"},
    {"sandbox"},
    {"config"},
    {"model", "stages"},
    {"errors", "points", "bindings", "characters", "spreadsheet"},
)
"""From the roof down. A room imports from floors below its own only: neither from above, nor from beside."""

CLOSED = {("checks", "sandbox"): "checks meet students' functions through a Backend, wherever these live"}
"""Doors that the floors would allow."""

FRONT_DOOR = "rehearsal"
"""The room that `from grader import check` opens, when it is asked for and not before."""

WORKER = "worker"
SPEAKS_TO_THE_WORKER = "sandbox"
SHARED_WITH_THE_WORKER = {"wire", "values", "packing"}
"""The messages: the only modules of the worker that anything else may import."""
JUDGES_VALUES = ("rehearsal", {"values", "packing"})
"""In a student's own kernel a value counts as it would across the wall; no message is sent there."""
WORKER_MAY_IMPORT = {"numpy", "msgspec", "IPython", "traitlets", "matplotlib"} | set(sys.stdlib_module_names)
"""traitlets is what IPython is configured with."""
IMPORTS_BY_NAME = {"worker.warm": "what notebooks need, as the sandbox lists it"}
"""Modules that may import what only the running program knows."""
UNPICKLERS = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}


def breaches(imports: Iterable[Import], package: str) -> list[str]:
    """Every import that the house does not allow, in words."""
    return [f"{each}, but {why}" for each in imports if (why := _why_not(each, package))]


def cycle(imports: Iterable[Import], package: str) -> list[str]:
    """Modules that import each other in a circle; empty when there is none."""
    graph = TopologicalSorter[str]()
    for each in imports:
        # A command line that imports its subcommands when they are called is no circle.
        # Nor is the front door, which opens later still.
        if each.target.split(".")[0] == package and not each.by_name and each.module != package:
            graph.add(each.module, each.target)
    try:
        graph.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _why_not(each: Import, package: str) -> str | None:
    if each.target == "?" and each.module.removeprefix(f"{package}.") not in IMPORTS_BY_NAME:
        return "no reader can know what that is"
    if each.target.split(".")[0] in UNPICKLERS:
        return "nothing is ever unpickled"
    room = _room(each.module, package)
    if room == WORKER:
        return _why_not_in_worker(each, package)
    if each.target.split(".")[0] != package or each.target == package:
        return None
    other = _room(each.target, package)
    if other == WORKER:
        return _why_not_of_worker(each, room)
    if room == other:
        return None
    return CLOSED.get((room, other)) or _why_not_down(room, other)


def _room(module: str, package: str) -> str:
    """The part of the package that a module is in; the package's own `__init__` is in none."""
    return module.removeprefix(package).lstrip(".").split(".")[0]


def _why_not_down(room: str, other: str) -> str | None:
    if not room:
        return None if other == FRONT_DOOR else "the package itself imports none of its rooms"
    unknown = next((each for each in (room, other) if _floor(each) is None), None)
    if unknown:
        return f"{unknown} is on no floor: give it a place in the table"
    here, there = _floor(room), _floor(other)
    assert here is not None
    assert there is not None
    if there == here:
        return f"{room} and {other} are rooms of one floor"
    return None if there > here else f"{other} is above {room}"


def _floor(room: str) -> int | None:
    return next((at for at, rooms in enumerate(FLOORS) if room in rooms), None)


def _why_not_in_worker(each: Import, package: str) -> str | None:
    top = each.target.split(".")[0]
    if top == package:
        # A dot is another module of the worker's own folder, whatever that folder is called where it runs.
        inside = each.dots == 1 and _room(each.target, package) == WORKER
        return None if inside else "the worker imports nothing from this side of the wall"
    return None if top in WORKER_MAY_IMPORT | {"?"} else f"the worker has no {top}"


def _why_not_of_worker(each: Import, room: str) -> str | None:
    shared = each.target.split(".")[2:3]
    if room == JUDGES_VALUES[0] and shared and shared[0] in JUDGES_VALUES[1]:
        return None
    if room != SPEAKS_TO_THE_WORKER:
        return f"only {SPEAKS_TO_THE_WORKER} speaks to the worker"
    return None if shared and shared[0] in SHARED_WITH_THE_WORKER else "only the worker's messages are shared"


def violations(imports: Iterable[Import], package: str) -> Iterator[str]:
    """All breaches, and the cycle if there is one."""
    imports = list(imports)
    yield from breaches(imports, package)
    if circle := cycle(imports, package):
        yield f"import cycle: {' → '.join(circle)}"
