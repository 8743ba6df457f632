"""From a cold shell: one notebook, the help, and importing numpy for comparison."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.sample_class import COURSE
from bench.spread import Spread
from bench.usage import measured

RUNS_PER_ROUND = 3
_NOTEBOOK = Path("submissions/softmax/student-01.ipynb")
HELP, NUMPY, ONE = "grader --help", "python -c 'import numpy'", "grader grade one.ipynb"
RATIO = f"{ONE} : {NUMPY}"


def measure(rounds: int) -> dict[str, Spread]:
    """Seconds on the clock of each, and the ratio within rounds."""
    seconds: dict[str, list[float]] = {HELP: [], NUMPY: [], ONE: []}
    for _ in range(rounds * RUNS_PER_ROUND):
        with tempfile.TemporaryDirectory() as folder:
            grade: list[str | Path] = [sys.executable, "-m", "grader", "grade", _NOTEBOOK, "-o", folder]
            seconds[ONE].append(measured(grade, COURSE).wall)
        seconds[HELP].append(measured([sys.executable, "-m", "grader", "--help"], COURSE).wall)
        seconds[NUMPY].append(measured([sys.executable, "-c", "import numpy"], COURSE).wall)
    found = {name: Spread.of(values) for name, values in seconds.items()}
    return found | {RATIO: Spread.of_ratios(seconds[ONE], seconds[NUMPY])}


def told(found: dict[str, Spread]) -> list[str]:
    """Lines for a person."""
    lines = [f"  {name:<44}{found[name].shown(2, ' s'):>34}" for name in (ONE, HELP, NUMPY)]
    return ["from a cold shell", *lines, f"  {RATIO:<60}{found[RATIO].shown(2, ' x'):>30}"]
