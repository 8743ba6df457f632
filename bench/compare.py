"""The whole program beside a kernel per notebook, nbgrader and Otter, and beside the floor.

    python -m bench.compare [--submissions 200] [--rounds 5] [--without-rivals]

Everything takes its turn in every round, so that a machine that gets slower gets slower for all; ratios are taken
within rounds. A figure is per notebook and holds the start-up of its command. Prints a table, and writes it as JSON and
as a plot into bench/results/.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import chart, cold, crossing, rivals
from bench.machine import machine
from bench.sample_class import COURSE, make_class, originals
from bench.spread import Spread
from bench.usage import Usage, measured

KERNELS, NBGRADER, OTTER = 3, 8, 2
"""Notebooks per round for who takes seconds for each."""
RESULTS = COURSE / "bench" / "results"
OURS, ALONE, FLOOR = "this program, -j 2", "this program, -j 1", "floor: plain exec, one process"
KERNEL = "a kernel per notebook (nbclient), no checks"

Contestant = Callable[[Path], tuple[float, float, float]]
"""Given an empty folder: seconds on the clock and of CPU for each notebook, and the peak in MiB."""


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without-rivals", action="store_true", help="leave nbgrader and Otter out")
    parser.add_argument("--name", default="compare", help="of the files in bench/results/")
    arguments = parser.parse_args()
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        cohort = make_class(Path(folder) / "class", arguments.submissions)
        contestants = _contestants(cohort, arguments.submissions, not arguments.without_rivals)
        figures = _rounds(contestants, arguments.rounds)
        start = cold.measure(arguments.rounds)
    found = {name: [Spread.of(list(column)) for column in zip(*rows, strict=True)] for name, rows in figures.items()}
    ratios = _ratios(figures)
    large = crossing.measure(arguments.rounds)
    print(f"{arguments.submissions} notebooks made from the sample class, {arguments.rounds} rounds; a notebook takes")
    for name, (wall, cpu, peak) in found.items():
        print(f"  {name:<44}{wall.shown(1, ' ms', 1e3):>34}{cpu.shown(1, ' ms CPU', 1e3):>38}{peak.median:7.0f} MiB")
    print("ratios within rounds")
    for name, ratio in ratios.items():
        print(f"  {name:<60}{ratio.shown(2 if ratio.median < 10 else 0, ' x'):>30}")
    for line in (*cold.told(start), *crossing.told(large)):
        print(line)
    written = {
        "machine": about,
        "submissions": arguments.submissions,
        "rounds": arguments.rounds,
        "seconds_a_notebook": {name: each[0].plain() for name, each in found.items()},
        "cpu_seconds_a_notebook": {name: each[1].plain() for name, each in found.items()},
        "peak_mib_of_a_process": {name: each[2].plain() for name, each in found.items()},
        "ratios": {name: ratio.plain() for name, ratio in ratios.items()},
        "start": {name: each.plain() for name, each in start.items()},
        "crossing": {name: each.plain() for name, each in large.items()},
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{arguments.name}.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    chart.draw({name: each[0] for name, each in found.items()}, RESULTS / f"{arguments.name}.svg")


def _contestants(cohort: Path, count: int, with_rivals: bool) -> dict[str, Contestant]:
    found: dict[str, Contestant] = {
        OURS: partial(_ours, cohort, count, 2),
        ALONE: partial(_ours, cohort, count, 1),
        FLOOR: partial(_floor, cohort),
        KERNEL: _kernels,
    }
    if with_rivals:
        for make, notebooks in ((rivals.nbgrader, NBGRADER), (rivals.otter, OTTER)):
            try:
                rival = make(notebooks)
            except RuntimeError as error:
                print(f"skipped: {error}")
            else:
                found[rival.name] = partial(_rival, rival)
    return found


def _rounds(contestants: dict[str, Contestant], rounds: int) -> dict[str, list[tuple[float, float, float]]]:
    figures: dict[str, list[tuple[float, float, float]]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name, contestant in contestants.items():
            with tempfile.TemporaryDirectory() as folder:
                figures[name].append(contestant(Path(folder)))
            print(f"round {number + 1}: {name}: {figures[name][-1][0] * 1e3:.1f} ms a notebook", file=sys.stderr)
    return figures


def _ratios(figures: dict[str, list[tuple[float, float, float]]]) -> dict[str, Spread]:
    wall = {name: [row[0] for row in rows] for name, rows in figures.items()}
    cpu = {name: [row[1] for row in rows] for name, rows in figures.items()}
    found = {f"{name} : {OURS}": Spread.of_ratios(wall[name], wall[OURS]) for name in figures if name != OURS}
    if not math.isnan(cpu[OURS][0]):
        found[f"CPU of {OURS} : CPU of the floor"] = Spread.of_ratios(cpu[OURS], cpu[FLOOR])
    return found


def _ours(cohort: Path, count: int, jobs: int, folder: Path) -> tuple[float, float, float]:
    words = [sys.executable, "-m", "grader", "grade", str(cohort), "-o", str(folder), "-j", str(jobs)]
    return _each(measured(words, COURSE), count)


def _floor(cohort: Path, folder: Path) -> tuple[float, float, float]:
    words = [sys.executable, "-m", "bench.floor", str(cohort)]
    told = subprocess.run(words, cwd=COURSE, check=True, capture_output=True, text=True).stdout.split()
    seconds = float(told[1])  # of one busy process: on the clock it cannot take less
    return seconds, seconds, float(told[3])


def _kernels(folder: Path) -> tuple[float, float, float]:
    files = [file for _, file in originals()][:KERNELS]
    return _each(measured([sys.executable, "-m", "bench.kernels", *files], COURSE), KERNELS)


def _rival(rival: rivals.Rival, folder: Path) -> tuple[float, float, float]:
    return _each(rival.grade(folder), rival.notebooks)


def _each(used: Usage, count: int) -> tuple[float, float, float]:
    return used.wall / count, used.cpu / count, used.peak_mib


if __name__ == "__main__":
    main()
