"""Stand-ins for packages that notebooks import to check themselves while they are being written.

In grading the checks are elsewhere; `check("softmax")` has nothing to do, and must not fail either. Nor must cells
that another course's grader has left in a notebook: where Otter is not installed, its notebook object does nothing.
"""

from __future__ import annotations

import sys
import types
from importlib.util import find_spec
from typing import Any


class _Check:
    """Accepts what the real `check` accepts, and leaves checking to the grader."""

    def __call__(self, *exercises: Any, **options: Any) -> None:
        """Nothing: the grader runs its checks after the cells."""

    def all(self, **options: Any) -> None:
        """Nothing, likewise."""


class _OtterNotebook:
    """`grader = otter.Notebook("lab.ipynb")`, whose checks are not this course's."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Whatever Otter takes."""

    def _nothing(self, *arguments: Any, **options: Any) -> None:
        """Nothing."""

    check = check_all = export = run_plugin = add_plugin_files = _nothing


def install() -> None:
    """Let `from grader import check` and `import otter` work."""
    module = types.ModuleType("grader", "Stands in for the grader while a notebook is graded.")
    module.check = _Check()  # type: ignore[attr-defined]
    module.load_ipython_extension = lambda shell: None  # type: ignore[attr-defined]
    sys.modules["grader"] = module
    if find_spec("otter") is None:
        other = types.ModuleType("otter", "Stands in for Otter, which grades other courses.")
        other.Notebook = _OtterNotebook  # type: ignore[attr-defined]
        sys.modules["otter"] = other
