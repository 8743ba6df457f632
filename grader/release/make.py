"""The release of one assignment, as files in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from grader.errors import ConfigurationError
from grader.model import Assignment, Course
from grader.release.leaks import find_leaks
from grader.release.student_notebook import student_notebook

SUMS = "SHA256SUMS"
"""Name of the manifest; `sha256sum --check` reads it."""


def release(assignment: Assignment, course: Course) -> Mapping[str, bytes]:
    """The files that students receive, by their paths relative to `assignments/<name>`; the manifest comes last.

    Raises
    ------
    ConfigurationError
        The source notebook is broken, or the release would tell a line of a solution.
    """
    source = assignment.folder / f"{assignment.name}.ipynb"
    notebook = student_notebook(assignment, source, _shown(source, course.root))
    files = {f"{assignment.name}.ipynb": notebook.render()}
    for check in sorted((assignment.folder / "checks").glob("public_*.py")):
        files[f"checks/{check.name}"] = check.read_bytes()
    leaks = find_leaks(notebook.solutions, files)
    if leaks:
        raise ConfigurationError(leaks)
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    return files | {SUMS: "".join(sums).encode()}


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
