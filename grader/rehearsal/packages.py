"""Which packages a notebook may import when it is graded."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from importlib import metadata
from importlib.util import find_spec

OTHER_GRADERS = frozenset({"otter", "nbgrader", "okpy", "client"})
"""Graders that other courses use: a cell that asks for one of them is no mistake of the student's."""
_ALWAYS = frozenset({"grader", "__future__", "__main__"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

Offers = Callable[[str], bool]
"""Whether a package, named as `import` names it, is there."""


def offered_here(package: str) -> bool:
    """Whether it can be imported where this program runs, which grades the course: its packages are the notebook's."""
    try:
        return package in _ALWAYS or package in sys.stdlib_module_names or find_spec(package) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def offered_by_the_course(package: str) -> bool:
    """Whether it comes with this program, on whatever machine. A student's machine has other packages besides."""
    if package in _ALWAYS or package in sys.stdlib_module_names:
        return True
    return bool(_course_distributions().intersection(map(_normal, _distributions().get(package, ()))))


@cache
def _distributions() -> dict[str, list[str]]:
    return dict(metadata.packages_distributions())


@cache
def _course_distributions() -> frozenset[str]:
    """This program's own dependencies and theirs."""
    found: set[str] = set()
    waiting = ["grader"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            required = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        waiting += [_normal(match[0]) for each in required if "extra ==" not in each and (match := _NAME.match(each))]
    return frozenset(found)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
