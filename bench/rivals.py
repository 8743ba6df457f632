"""nbgrader and Otter on the same notebooks with the same checks, each in an environment of its own.

Their assignments are made from the course: one test cell, or one test case, per check, whose body is the check's own.
Neither has a wall, so checks call the student's functions directly. nbgrader grades a class with one command; Otter
with one command per notebook, without the container that it would otherwise start around each.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.in_process import CheckBody, checks_of
from bench.sample_class import COURSE, originals
from bench.usage import Usage, measured

CACHE = COURSE / "bench" / ".cache"
NBGRADER, OTTER = "nbgrader==0.9.6", "otter-grader==7.0.0"
ASSIGNMENT = "softmax"
_CHECKS_NEED = ("pytest", "scipy", "matplotlib", "msgspec", "PyYAML", "ipykernel")
_INSTALL_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Rival:
    """Another grader, set up for one round after the other."""

    name: str
    notebooks: int
    """How many it grades per round."""
    grade: Callable[[Path], Usage]
    """Given an empty folder, grades that many."""


def installed(requirement: str) -> Path:
    """The folder of commands of an environment with this grader. Raises RuntimeError where it cannot be installed."""
    folder = CACHE / requirement.replace("==", "-")
    done = folder / ".done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
        try:
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
            words = [*pip, requirement, *_CHECKS_NEED]
            subprocess.run(words, check=True, capture_output=True, text=True, timeout=_INSTALL_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            told = str(getattr(error, "stderr", "") or error).strip().splitlines()
            raise RuntimeError(f"{requirement} cannot be installed here: {told[-1] if told else error}") from error
        done.touch()
    return folder / "bin"


def nbgrader(notebooks: int) -> Rival:
    """nbgrader: `nbgrader autograde`, one process, a kernel per notebook. Raises RuntimeError."""
    commands = installed(NBGRADER)
    return Rival(NBGRADER.replace("==", " "), notebooks, lambda folder: _nbgrader(commands, folder, notebooks))


def otter(notebooks: int) -> Rival:
    """Otter: `otter run` for each notebook. Raises RuntimeError."""
    commands = installed(OTTER)
    return Rival(OTTER.replace("==", " "), notebooks, lambda folder: _otter(commands, folder, notebooks))


def _chosen(count: int) -> Sequence[Path]:
    files = [file for name, file in originals() if name == ASSIGNMENT]
    return [files[number % len(files)] for number in range(count)]


def _environment(commands: Path) -> dict[str, str]:
    return {"PATH": f"{commands}:/usr/bin:/bin", "PYTHONPATH": str(COURSE), "MPLBACKEND": "Agg"}


# --- nbgrader ---------------------------------------------------------------------------------------------------------


def _nbgrader(commands: Path, folder: Path, count: int) -> Usage:
    tests = [_test_cell(check) for check in checks_of(COURSE / "solutions" / ASSIGNMENT)]
    source = COURSE / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    _write_notebook(folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", source, tests)
    for number, file in enumerate(_chosen(count)):
        place = folder / "submitted" / f"student-{number:03}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        _write_notebook(place, file, tests)
    environment = _environment(commands)
    measured([commands / "nbgrader", "generate_assignment", ASSIGNMENT, "--create"], folder, environment)
    used = measured([commands / "nbgrader", "autograde", ASSIGNMENT], folder, environment)
    graded = len(list((folder / "autograded").glob("*/*/*.ipynb")))
    if graded != count:
        raise RuntimeError(f"nbgrader graded {graded} of {count} notebooks")
    return used


def _call(check: CheckBody, names: str) -> str:
    folder = str(COURSE / "solutions" / ASSIGNMENT)
    return f"from bench.in_process import run_named\nrun_named({folder!r}, {check.name!r}, {names})\n"


def _test_cell(check: CheckBody) -> dict[str, Any]:
    graded = {"grade": True, "grade_id": check.name, "locked": True, "points": check.points, "schema_version": 3}
    graded |= {"solution": False, "task": False}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": check.name[:64].replace("[", "-").replace("]", ""),
        "metadata": {"nbgrader": graded},
        "outputs": [],
        "source": _call(check, "globals()"),
    }


def _write_notebook(place: Path, original: Path, tests: Sequence[dict[str, Any]]) -> None:
    """A notebook of nbformat 4.5, without outputs, with the test cells at its end."""
    cells = []
    for number, cell in enumerate(_cells(original)):
        kind = cell["cell_type"] if cell["cell_type"] in ("code", "markdown") else "raw"
        plain: dict[str, Any] = {
            "cell_type": kind,
            "id": f"cell-{number}",
            "metadata": {},
            "source": "".join(cell["source"]),
        }
        cells.append(plain | ({"execution_count": None, "outputs": []} if kind == "code" else {}))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": [*cells, *tests], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(notebook), encoding="utf-8")


def _cells(original: Path) -> list[dict[str, Any]]:
    found = json.loads(original.read_bytes())
    cells = found.get("cells") or [cell for sheet in found["worksheets"] for cell in sheet["cells"]]
    return [{"cell_type": each["cell_type"], "source": each.get("source", each.get("input", ""))} for each in cells]


# --- Otter ------------------------------------------------------------------------------------------------------------


def _otter(commands: Path, folder: Path, count: int) -> Usage:
    tests = folder / "tests"
    tests.mkdir(parents=True)
    checks = checks_of(COURSE / "solutions" / ASSIGNMENT)
    for exercise in dict.fromkeys(check.exercise for check in checks):
        own = [check for check in checks if check.exercise == exercise]
        (tests / f"{exercise}.py").write_text(_test_file(exercise, own), encoding="utf-8")
    environment, zipped = _environment(commands), folder / "autograder.zip"
    generate: list[str | Path] = [commands / "otter", "generate", "-t", tests, "-o", zipped]
    generate += ["--no-requirements", "--no-environment"]
    measured(generate, folder, environment)
    with zipfile.ZipFile(zipped) as archive:
        assert any(name.startswith("tests/") for name in archive.namelist())
    total = Usage(0.0, 0.0, 0.0)
    for number, file in enumerate(_chosen(count)):
        place = folder / f"submitted-{number}" / f"{ASSIGNMENT}.ipynb"
        _write_notebook(place, file, [])
        used = measured(
            [commands / "otter", "run", "--no-logo", "-a", zipped, "-o", place.parent, place], place.parent, environment
        )
        if not (place.parent / "results.json").exists():
            raise RuntimeError("Otter wrote no results")
        total = Usage(total.wall + used.wall, total.cpu + used.cpu, max(total.peak_mib, used.peak_mib))
    return total


def _test_file(exercise: str, checks: Sequence[CheckBody]) -> str:
    lines = ["from otter.test_files import test_case", "", "OK_FORMAT = False", f"name = {exercise!r}", "points = None"]
    for number, check in enumerate(checks):
        body = _call(check, "env").replace("\n", "\n    ").rstrip()
        lines += ["", f"@test_case(points={check.points}, hidden=True)", f"def check_{number}(env):", f"    {body}"]
    return "\n".join([*lines, ""])
