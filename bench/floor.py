"""The floor: each notebook's cells and each check's body, executed in this one process and nothing else.

    python -m bench.floor FOLDER

Nothing is isolated, timed out, described or written: no grader that runs the same code can be faster than this.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import sys
import time
from pathlib import Path

from bench.in_process import checks_of, reference_of
from bench.sample_class import ASSIGNMENTS, COURSE

os.environ["MPLBACKEND"] = "Agg"


def main() -> None:
    """Execute, and print: notebooks, CPU seconds of each without start-up, checks that passed, peak in MiB."""
    import matplotlib.pyplot as plt

    from grader.notebook import read_notebook

    folder = Path(sys.argv[1])
    files = [(name, file) for name in ASSIGNMENTS for file in sorted((folder / name).glob("*.ipynb"))]
    for name in ASSIGNMENTS:
        checks_of(COURSE / "solutions" / name)
        reference_of(COURSE / "solutions" / name)
    plt.close(plt.figure())
    passed, start = 0, time.process_time()
    for name, file in files:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            notebook = read_notebook(file.read_bytes(), file.name)
            passed += _grade(name, [cell.source for cell in notebook.code])
        plt.close("all")
    seconds = time.process_time() - start
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(files)} {seconds / len(files)} {passed} {peak_mib}")


def _grade(assignment: str, cells: list[str]) -> int:
    folder = COURSE / "solutions" / assignment
    namespace: dict[str, object] = {"__name__": "__main__"}
    for source in cells:
        with contextlib.suppress(BaseException):  # a cell that raises does not stop those after it
            exec(compile(source, "cell", "exec"), namespace)  # noqa: S102 - the sample class is ours
    passed = 0
    for draw, check in enumerate(checks_of(folder)):
        with contextlib.suppress(BaseException):
            check.run(namespace, reference_of(folder), draw)
            passed += 1
    return passed


if __name__ == "__main__":
    main()
