"""The house as it stands: imports go down, nothing crosses the wall, no module is long, and little needs Linux."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from tests.architecture.house import violations
from tests.architecture.imports import imports_of, modules_of

PACKAGE = Path(grader.__file__).parent
MODULES = modules_of(PACKAGE)
LINES_MAX = 300

ANYWHERE = (
    "config",
    "model",
    "errors",
    "points",
    "notebook",
    "checks",
    "scoring",
    "report",
    "release",
    "rehearsal",
    "gradebook",
    "similarity",
    "authoring",
)
"""Rooms that a student's or an author's machine needs, whatever system it runs."""


def test_the_package_is_looked_at():
    assert {"grader", "grader.errors", "grader.worker.zygote", "grader.cli.program"} <= set(MODULES)
    assert len(imports_of(MODULES)) > 500


def test_imports_go_down_and_never_through_the_wall():
    assert "\n".join(violations(imports_of(MODULES), "grader")) == ""


@pytest.mark.parametrize("module", MODULES)
def test_a_module_can_be_read_in_one_sitting(module):
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= LINES_MAX, f"{module} has {lines} lines: split it by stage"


def named_in_docstrings() -> dict[str, set[str]]:
    """The modules that each room's docstring names, of the rooms that name any."""
    rooms = (name for name, path in MODULES.items() if path.name == "__init__.py")
    docstrings = {name: ast.get_docstring(ast.parse(MODULES[name].read_bytes())) or "" for name in rooms}
    found = {name: set(re.findall(r"\b\w+\.py\b", text)) for name, text in docstrings.items()}
    return {name: modules for name, modules in found.items() if modules}


NAMED = named_in_docstrings()


def test_some_rooms_list_their_modules():
    assert {"grader.sandbox", "grader.worker", "grader.rehearsal", "grader.authoring"} <= NAMED.keys()


@pytest.mark.parametrize("room", NAMED)
def test_a_room_that_lists_its_modules_lists_all_of_them(room):
    assert NAMED[room] == {each.name for each in MODULES[room].parent.glob("*.py")} - {"__init__.py"}


def test_rooms_for_every_machine_need_nothing_of_linux():
    names = [name for name in MODULES if name.split(".")[1:2] and name.split(".")[1] in ANYWHERE]
    assert {f"grader.{room}" for room in ANYWHERE} <= set(names)
    program = f"""
import sys
for absent in ("fcntl", "resource", "pyseccomp", "pwd", "grp", "termios"):
    sys.modules[absent] = None
for name in {[*names, "grader.cli.program"]}:
    __import__(name)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
