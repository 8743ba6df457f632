"""A large class, made up from the sample class: the gradebook of its reports, and the pairs of its notebooks.

    python -m bench.large_class [--students 10000] [--notebooks 1000]

The gradebook is made twice, without the index of summaries and with it. Both times are printed: on the clock, and of
the processor, which other programs on the machine do not change. Notebooks are those of the sample class with
the lines of half of their cells shuffled, so that no two are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.batch.index import Index
from grader.config import find_course

ASSIGNMENT = "softmax"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--students", type=int, default=10_000)
    parser.add_argument("--notebooks", type=int, default=1_000)
    arguments = parser.parse_args()
    course = find_course(Path())
    with tempfile.TemporaryDirectory() as place:
        reports, notebooks = Path(place, "reports"), Path(place, "notebooks")
        _make_reports(course / "reports" / ASSIGNMENT, reports / ASSIGNMENT, arguments.students)
        _timed(f"gradebook of {arguments.students} reports, without an index", "gradebook", str(reports))
        _make_index(reports)
        _timed(f"gradebook of {arguments.students} reports, with its index", "gradebook", str(reports))
        _make_notebooks(course / "submissions" / ASSIGNMENT, notebooks, arguments.notebooks)
        leads = ("-a", ASSIGNMENT, "-o", str(Path(place, "leads")))
        _timed(f"similarity of {arguments.notebooks} notebooks", "similarity", str(notebooks), *leads)


def _make_reports(sample: Path, folder: Path, count: int) -> None:
    reports = [path.read_text() for path in sorted(sample.glob("*.yaml"))]
    if not reports:
        raise SystemExit(f"{sample} holds no reports: run `make grade` first.")
    folder.mkdir(parents=True)
    for number in range(count):
        name = f"s{number:06}"
        text = re.sub(r"^student: .*$", f"student: {name}", reports[number % len(reports)], count=1, flags=re.MULTILINE)
        (folder / f"{name}.yaml").write_text(text)


def _make_index(reports: Path) -> None:
    index = Index.load(reports)
    for path in reports.glob("*/*.yaml"):
        index.summary(str(path.relative_to(reports)), path.read_bytes())
    index.save()


def _make_notebooks(sample: Path, folder: Path, count: int) -> None:
    notebooks = [json.loads(path.read_bytes()) for path in sorted(sample.glob("*.ipynb"))]
    draw = random.Random(0)  # noqa: S311
    folder.mkdir()
    for number in range(count):
        notebook = json.loads(json.dumps(notebooks[number % len(notebooks)]))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and draw.random() < 0.5:
                lines = "".join(cell["source"]).split("\n")
                draw.shuffle(lines)
                cell["source"] = "\n".join(lines)
        (folder / f"s{number:06}.ipynb").write_text(json.dumps(notebook))


def _timed(what: str, *command: str) -> None:
    started, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-m", "grader", *command], check=True, capture_output=True)
    after, clock = os.times(), time.perf_counter() - started
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{what:<56} {clock:6.1f} s, of the processor {processor:5.1f} s")


if __name__ == "__main__":
    main()
