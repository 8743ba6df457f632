"""The release of one assignment, as files in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from grader.config import source_notebook
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment, Course
from grader.release.blocks import find_blocks
from grader.release.leaks import find_leaks
from grader.release.student_notebook import student_notebook

SUMS = "SHA256SUMS"
"""Name of the manifest; `sha256sum --check` reads it."""


def release(assignment: Assignment, course: Course) -> Mapping[str, bytes]:
    """The files that students receive, by their paths relative to `assignments/<name>`; the manifest comes last.

    Raises
    ------
    ConfigurationError
        The source notebook or a public check is broken, or the release would tell a line of a solution.
    """
    source = source_notebook(assignment)
    notebook = student_notebook(assignment, source, _shown(source, course.root))
    files = {f"{assignment.name}.ipynb": notebook.render()}
    for check in sorted((assignment.folder / "checks").glob("public_*.py")):
        files[f"checks/{check.name}"] = _public_check(check, _shown(check, course.root))
    # Told in the source, where it is put right: a file has the same name there, and a cell the same id.
    leaks = find_leaks(notebook.solutions, files, _shown(assignment.folder, course.root))
    if leaks:
        raise ConfigurationError(leaks)
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    return files | {SUMS: "".join(sums).encode()}


def _public_check(path: Path, shown: str) -> bytes:
    """Its bytes, which reach students as they are."""
    try:
        data = path.read_bytes()
        lines = data.decode().splitlines()
    except OSError as error:
        problem = f"The public check cannot be read: {error.strerror}."
        raise ConfigurationError([Fault(shown, "", problem, "Let it be read, or remove it.")]) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem, remedy = "The public check is not UTF-8 text.", "Save it in the encoding UTF-8."
        raise ConfigurationError([Fault(shown, f"line {line}", problem, remedy)]) from error
    blocks, wrong = find_blocks(lines)
    marked = sorted({*(block.begin + 1 for block in blocks), *(each.line for each in wrong)})
    if marked:
        problem = "A marker of a solution stands here, but a check reaches students as it is."
        remedy = "Take the solution out of the check, or rename the file to hidden_*.py."
        raise ConfigurationError([Fault(shown, f"line {line}", problem, remedy) for line in marked])
    return data


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
