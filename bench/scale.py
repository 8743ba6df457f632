"""A class, a faculty, a university: 200, 2,000 and 10,000 submissions made from the sample class.

    python -m bench.scale [--sizes 200 2000 10000] [--jobs 2]

Prints seconds, CPU for each submission, the largest process, and how long a second run takes that finds nothing to do.
After the largest size it is stopped half-way and resumed, and what was lost is counted.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.sample_class import COURSE, make_class
from bench.usage import Usage, measured

RESULTS = COURSE / "bench" / "results"
_STOPPED_SIZE = 200


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2_000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    written: dict[str, Any] = {"machine": machine(), "jobs": arguments.jobs, "sizes": {}}
    print(f"{'submissions':>11}  {'seconds':>8}  {'each':>8}  {'CPU each':>8}  {'largest process':>15}  nothing to do")
    for size in arguments.sizes:
        run, again = _grade(size, arguments.jobs)
        each, cpu = 1e3 * run.wall / size, 1e3 * run.cpu / size
        told = f"{size:>11,}  {run.wall:>8.1f}  {each:>5.1f} ms  {cpu:>5.1f} ms  {run.peak_mib:>11.0f} MiB"
        print(f"{told}  {again.wall:.2f} s")
        figures = {"seconds": run.wall, "cpu_seconds": run.cpu, "peak_mib_of_a_process": run.peak_mib}
        written["sizes"][str(size)] = {name: round(value, 2) for name, value in figures.items()}
        written["sizes"][str(size)]["seconds_of_a_run_with_nothing_to_do"] = round(again.wall, 2)
    done, graded = _stopped_and_resumed(arguments.jobs)
    print(f"stopped after {done} of {_STOPPED_SIZE} reports; the same command graded the other {graded}")
    written["stopped"] = {"submissions": _STOPPED_SIZE, "reports_when_stopped": done, "graded_when_resumed": graded}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "scale.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _command(cohort: Path, reports: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "grader", "grade", str(cohort), "-o", str(reports), "-j", str(jobs)]


def _grade(size: int, jobs: int) -> tuple[Usage, Usage]:
    """The run, and a second one after it."""
    with tempfile.TemporaryDirectory() as folder:
        cohort = make_class(Path(folder) / "class", size)
        command = _command(cohort, Path(folder) / "reports", jobs)
        return measured(command, COURSE), measured(command, COURSE)


def _stopped_and_resumed(jobs: int) -> tuple[int, int]:
    """Reports that were there when the run was stopped, and how many the next run graded."""
    with tempfile.TemporaryDirectory() as folder:
        cohort, reports = make_class(Path(folder) / "class", _STOPPED_SIZE), Path(folder) / "reports"
        command = _command(cohort, reports, jobs)
        process = subprocess.Popen(command, cwd=COURSE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(list(reports.glob("*/student-*.yaml"))) < _STOPPED_SIZE // 2 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = len(list(reports.glob("*/student-*.yaml")))
        said = subprocess.run(command, cwd=COURSE, capture_output=True, text=True, check=False).stdout
        found = re.search(r"^(\d+) graded", said, re.MULTILINE)
        return done, int(found[1]) if found else -1


if __name__ == "__main__":
    main()
