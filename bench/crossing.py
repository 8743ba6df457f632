"""What one call across the wall costs, by the size of the array that goes there and comes back."""

from __future__ import annotations

import time

import numpy as np

from bench.sample_class import COURSE
from bench.spread import Spread
from grader.config import load_course
from grader.model import Arguments, Cell
from grader.sandbox.launcher import Zygote
from grader.sandbox.preload import default_modules
from grader.sandbox.session import Session

CALLS = {10: 300, 1_000: 300, 1_000_000: 20}
"""How often an array of so many float64 crosses, there and back, per round."""


def measure(rounds: int) -> dict[str, Spread]:
    """Seconds per call by size; each round a new submission."""
    course = load_course(COURSE)
    seconds: dict[str, list[float]] = {f"{8 * size:,} bytes": [] for size in CALLS}
    with Zygote(course.isolation, [COURSE], default_modules()) as zygote:
        for _ in range(rounds):
            with Session(zygote, course.limits, 1) as session:
                session.run_cells([Cell(0, 1, "def same(x):\n    return x\n")])
                for size, times in CALLS.items():
                    seconds[f"{8 * size:,} bytes"].append(_seconds(session, size, times))
    return {name: Spread.of(values) for name, values in seconds.items()}


def _seconds(session: Session, size: int, times: int) -> float:
    array = np.linspace(0, 1, size)
    session.call("same", [Arguments((array,))])
    start = time.perf_counter()
    for _ in range(times):
        answer = session.call("same", [Arguments((array,))])[0]
        assert answer.fault is None
    return (time.perf_counter() - start) / times


def told(found: dict[str, Spread]) -> list[str]:
    """Lines for a person."""
    lines = [f"  {name + ' each way':<44}{each.shown(2, ' ms', 1e3):>34}" for name, each in found.items()]
    return ["one call across the wall", *lines]
