"""One notebook: graded by a warm grading process, and merely executed by a kernel of its own through nbclient.

    python -m bench.one_notebook [NOTEBOOK] [--rounds 5]

Both run in turn, round by round, so that a machine that gets slower gets slower for both. The kernel only executes the
cells: it runs no check, isolates nothing and writes no report.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from grader.config import find_course, load_course
from grader.grading import GradingSession
from grader.model import Submission
from grader.report import render

GRADED_PER_ROUND = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("notebook", nargs="?", type=Path, default=Path("submissions/softmax/student-01.ipynb"))
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    notebook: Path = arguments.notebook
    course = load_course(find_course(notebook.resolve().parent))
    names = [each.name for each in course.assignments]
    assignment = next(name for name in names if name in notebook.parts or name == notebook.stem)
    submission, data = Submission(assignment, "benchmark", notebook), notebook.read_bytes()
    source = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    with GradingSession(course, [assignment], course.isolation) as session:
        render(session.grade(submission, data))  # the first one finds caches cold
        graded, executed = [], []
        for _ in range(arguments.rounds):
            graded.append(_seconds(lambda: render(session.grade(submission, data)), GRADED_PER_ROUND))
            executed.append(_seconds(lambda: NotebookClient(source, allow_errors=True).execute(), 1))
    checks = len(session.declared(assignment))
    print(f"{notebook.name}, {checks} checks, {arguments.rounds} rounds:")
    _print_row("graded and reported by this program", graded)
    _print_row("executed by a kernel of its own (nbclient)", executed)
    ratios = [kernel / ours for kernel, ours in zip(executed, graded, strict=True)]
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"  ratio kernel : grader                      {middle:8.0f} x    ({low:.0f} to {high:.0f})")


def _seconds(work: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def _print_row(name: str, seconds: list[float]) -> None:
    middle = statistics.median(seconds) * 1e3
    print(f"  {name:<42} {middle:8.1f} ms   ({min(seconds) * 1e3:.1f} to {max(seconds) * 1e3:.1f})")


if __name__ == "__main__":
    main()
