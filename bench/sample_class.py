"""A class of any size, made from the sample class: the same notebooks under other students' names.

Endless loops and attacks are left out where graders are compared: the first cost a time limit, which each grader has
another of, and the second would end a grader that has no wall.
"""

from __future__ import annotations

import shutil
from itertools import cycle, islice
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
ASSIGNMENTS = ("predictions", "softmax", "attention")
SET_ASIDE = frozenset(
    {
        ("predictions", "student-08"),
        ("predictions", "student-09"),
        ("softmax", "student-08"),
        ("softmax", "student-11"),
        ("attention", "student-11"),
        ("attention", "student-12"),
    }
)
"""Endless loops, and attacks on the grader, which would end a grader that has no wall."""


def originals(*, every: bool = False) -> list[tuple[str, Path]]:
    """Assignment and file of the notebooks of the sample class, one assignment after the other in turn."""
    files = [sorted((COURSE / "submissions" / name).glob("*.ipynb")) for name in ASSIGNMENTS]
    turns = [(name, file) for row in zip(*files, strict=True) for name, file in zip(ASSIGNMENTS, row, strict=True)]
    return [(name, file) for name, file in turns if every or (name, file.stem) not in SET_ASIDE]


def make_class(folder: Path, count: int, *, every: bool = False) -> Path:
    """A folder of `count` submissions as <assignment>/<student>.ipynb."""
    for number, (name, file) in enumerate(islice(cycle(originals(every=every)), count)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / name / f"student-{number:05}.ipynb")
    return folder
