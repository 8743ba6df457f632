"""A large class, made up from the sample class: gradebook and page of its reports, and the pairs of its notebooks.

    python -m bench.large_class [--students 10000] [--notebooks 1000]

The gradebook is made twice, without the index of summaries and with it. Then it is made together with the page, as at
the end of `grader grade`, of so many reports and of 200, in a process whose start is not counted. Times are on the
clock and of the processor, which other programs on the machine change little. Numbers in the reports' messages
differ, as they do where each student's inputs are drawn anew. Notebooks are those of the sample class with the lines
of half of their cells shuffled, so that no two are the same.
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

from grader.batch.index import FILE, Index
from grader.config import find_course

ASSIGNMENT = "softmax"
FEW = 200
_MESSAGE, _NUMBER = re.compile(r"^    message: .*$", re.MULTILINE), re.compile(r"\d+\.\d+")
_SUM_UP = """\
import resource, sys, time
from pathlib import Path
from grader.cli.grade import after_grading, load_course, write_overview
course, reports = load_course(Path(sys.argv[1])), Path(sys.argv[2])
moments = [time.process_time()]
after_grading(course, reports, [])
moments.append(time.process_time())
write_overview(course, reports)
moments.append(time.process_time())
print(*moments, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
"""What follows the last report of a run."""


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
        _summed_up(course, reports, arguments.students)
        few = Path(place, "few")
        _make_reports(course / "reports" / ASSIGNMENT, few / ASSIGNMENT, FEW)
        _make_index(few)
        _summed_up(course, few, FEW)
        _make_notebooks(course / "submissions" / ASSIGNMENT, notebooks, arguments.notebooks)
        leads = ("-a", ASSIGNMENT, "-o", str(Path(place, "leads")))
        _timed(f"similarity of {arguments.notebooks} notebooks", "similarity", str(notebooks), *leads)


def _make_reports(sample: Path, folder: Path, count: int) -> None:
    reports = [path.read_text() for path in sorted(sample.glob("*.yaml"))]
    if not reports:
        raise SystemExit(f"{sample} holds no reports: run `make grade` first.")
    folder.mkdir(parents=True)
    draw = random.Random(0)  # noqa: S311
    for number in range(count):
        name = f"s{number:06}"
        text = re.sub(r"^student: .*$", f"student: {name}", reports[number % len(reports)], count=1, flags=re.MULTILINE)
        text = _MESSAGE.sub(lambda message: _NUMBER.sub(lambda _: f"{draw.random():.4f}", message[0]), text)
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


def _summed_up(course: Path, reports: Path, count: int) -> None:
    for index in ("with its index", "without an index"):
        command = [sys.executable, "-c", _SUM_UP, str(course), str(reports)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        before, between, after, memory = map(float, told)
        parts = f"gradebook {between - before:.2f} s, page {after - between:.2f} s, peak {memory:.0f} MiB"
        print(f"{f'after {count} reports, {index}':<56} of the processor: {parts}")
        (reports / FILE).unlink(missing_ok=True)


def _timed(what: str, *command: str) -> None:
    started, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-m", "grader", *command], check=True, capture_output=True)
    after, clock = os.times(), time.perf_counter() - started
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{what:<56} {clock:6.1f} s, of the processor {processor:5.1f} s")


if __name__ == "__main__":
    main()
