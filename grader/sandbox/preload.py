"""What a zygote imports before there is a notebook: what a course's own notebooks import, its students' will.

An import costs its time once here, instead of once in every notebook. What nobody imports is left out: every process
of a submission, and every copy of one, would pay for its memory.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from grader.config import source_notebook
from grader.model import Course, Isolation
from grader.sandbox.first_process import start_first_process

if TYPE_CHECKING:
    from grader.sandbox.launcher import Zygote

_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)", re.MULTILINE)
_MAGICS = "IPython"
_PLOTS = "matplotlib.pyplot"
_LEFT_OUT = sys.stdlib_module_names | {"grader", "numpy"}
"""Always there, or no module of a notebook's."""


def default_modules() -> list[str]:
    """What is worth importing besides numpy where no notebook of a course says more, as far as it is installed."""
    return _installed((_MAGICS, _PLOTS))


def start_zygote(
    course: Course, assignments: Collection[str], isolation: Isolation, output: IO[bytes] | None = None
) -> Zygote:
    """The zygote of these assignments, which warms up from now on. Raises SandboxError."""
    first = start_first_process(isolation, [course.root], output)
    try:
        from grader.sandbox.launcher import Zygote  # loads numpy, and so does the process, at the same time

        notebooks = (source_notebook(each) for each in course.assignments if each.name in assignments)
        modules = modules_for(notebooks)
    except BaseException:
        first.connection.close()
        first.end()
        raise
    return Zygote(isolation, [course.root], modules, first)


def modules_for(notebooks: Iterable[Path]) -> list[str]:
    """What these notebooks import besides numpy, as far as it is installed, and what magics need."""
    return _installed((_MAGICS, *(name for path in notebooks for name in _imported(path))))


def _imported(notebook: Path) -> Iterator[str]:
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError):
        return  # whoever needs it says what is wrong with it; here it is a matter of time only
    for source in sources:
        yield from _IMPORT.findall(source)


def _installed(names: Iterable[str]) -> list[str]:
    """Each once, in their order; whether a submodule is there turns out when it is imported."""
    tops = {name: name.partition(".")[0] for name in names}
    return [name for name, top in tops.items() if top not in _LEFT_OUT and find_spec(top) is not None]
