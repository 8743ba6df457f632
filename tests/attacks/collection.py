"""The attacks: sources in folders named after their goals, read into notebooks; and files that are no notebooks at all.

A source is cells between lines `# %%`, after a head that says what it tries and what must hold it. `# %% times 40`
repeats a cell. An attack that gets hold of something raises `Gained`, in a cell or in a call, and so says it in its own
report. Functions that it defines are all wrong: whatever they earn was forged.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
GOALS = ("forge", "leak", "hang", "exhaust", "escape", "persist", "cross", "inject")

PRELUDE = """
import ctypes, os, resource, socket, sys, threading, time
import numpy as np
libc = ctypes.CDLL(None, use_errno=True)
EXERCISES = "logsumexp softmax masked_softmax softmax_with_temperature is_convex convex_combination".split()
class Gained(BaseException): pass
def gained(what): raise Gained(what)
def everywhere(function): globals().update(dict.fromkeys(EXERCISES, function))
def take_over(*names): globals().update({name: sys.modules["worker." + name] for name in names})
"""


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: how its file is made, what it tries, and what must hold it."""

    goal: str
    name: str
    tries: str
    held_by: str
    is_slow: bool
    write: Callable[[Path, Path], None]
    """Makes the submission at the first path; the second is the course."""
    student: str = ""
    """A name for the file that is part of the attack; otherwise the collection finds one."""


def attacks() -> Iterator[Attack]:
    """Every attack, by goal and name."""
    for goal in GOALS:
        for path in sorted((HERE / goal).glob("*.py")):
            yield _read(goal, path)
    yield from FILES


def _read(goal: str, path: Path) -> Attack:
    head, *cells = re.split(r"^# %%", path.read_text(), flags=re.MULTILINE)
    said = dict(re.findall(r"^# ([a-z ]+?)(?:: (.*))?$", head, re.MULTILINE))
    sources = [PRELUDE]
    for cell in cells:
        mark, _, source = cell.partition("\n")
        times = re.fullmatch(r" times (\d+)", mark)
        sources += [source.strip("\n")] * (int(times[1]) if times else 1)
    blank = "\n" * int(said.get("blank lines", 0))
    data = notebook(*(blank + source for source in sources))

    def write(target: Path, course: Path) -> None:
        target.write_bytes(data)

    return Attack(goal, path.stem, said["tries"], said["held by"], "slow" in said, write)


def notebook(*sources: str, markdown: str = "") -> bytes:
    """The file of a notebook with these code cells, and with `markdown` for its first written answer."""
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    cells.append({"cell_type": "markdown", "id": "part-1-answer", "source": markdown, "metadata": {}})
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


# --- files that are attacks themselves ------------------------------------------------------------------------------


def _content(data: bytes) -> Callable[[Path, Path], None]:
    return lambda target, course: target.write_bytes(data) and None


def _link(aim: str) -> Callable[[Path, Path], None]:
    return lambda target, course: target.symlink_to(course / aim)


def _named(name: str) -> Attack:
    tries = f"Be called {ascii(name)[:40]}."
    held = "file names are encoded, shown names escaped"
    return Attack("inject", f"file {ascii(name)[1:25]}", tries, held, False, _content(notebook("1/0")), name)


def _file(goal: str, name: str, tries: str, held: str, write: Callable[[Path, Path], None]) -> Attack:
    return Attack(goal, name, tries, held, False, write)


def _answers(markdown: str) -> Callable[[Path, Path], None]:
    return _content(notebook("x = 1", markdown=markdown))


_OUTSIDE = "only ordinary files within the folder are read (batch.reading)"
FILES = (
    _file(
        "leak",
        "link_to_a_check",
        "Hand in a link to a hidden check.",
        _OUTSIDE,
        _link("solutions/softmax/checks/hidden_softmax.py"),
    ),
    _file(
        "leak",
        "link_to_the_solution",
        "Hand in a link to the solution.",
        _OUTSIDE,
        _link("solutions/softmax/softmax.ipynb"),
    ),
    _file("hang", "link_to_endless_zeros", "Hand in a link to /dev/zero.", _OUTSIDE, _link("/dev/zero")),
    _file(
        "hang",
        "link_to_itself",
        "Hand in a link that leads to itself.",
        _OUTSIDE,
        lambda target, course: target.symlink_to(target),
    ),
    _file("hang", "pipe", "Hand in a pipe that nobody writes to.", _OUTSIDE, lambda target, course: os.mkfifo(target)),
    _file(
        "hang", "folder", "Hand in a folder with a notebook's name.", _OUTSIDE, lambda target, course: target.mkdir()
    ),
    _file(
        "hang",
        "written_blanks",
        "A written answer of a million blanks, to slow down the search for its heading.",
        "patterns take blanks whole (tests/notebook/test_written.py)",
        _answers("part 1" + " " * 1_000_000 + "\n>" * 100_000),
    ),
    _file(
        "exhaust",
        "deep_json",
        "A file nested a million deep.",
        "nesting is bounded (notebook.read)",
        _content(b'{"cells": ' + b"[" * 1_000_000),
    ),
    _file(
        "exhaust",
        "many_nothings",
        "A file of five million empty values.",
        "values are counted before they are built",
        _content(b'{"cells": [' + b"0," * 5_000_000 + b"0]}"),
    ),
    _file(
        "exhaust",
        "one_id_for_all",
        "Ten thousand cells that claim to be the same written answer.",
        "each cell is looked at once",
        _content(
            json.dumps(
                {"nbformat": 4, "cells": [{"cell_type": "markdown", "id": "part-1-answer", "source": ""}] * 10_000}
            ).encode()
        ),
    ),
    _file(
        "inject",
        "written_answer",
        "A written answer of YAML, scripts and control sequences.",
        "reports are built as nodes",
        _answers("x\nscore: 20\n---\n<script>alert(1)</script>\x1b[2J\u202e\n::error::owned"),
    ),
    _named("\x1b[2J\x1b]0;owned\x07"),
    _named("::error::owned"),
    _named("a\n::error::owned"),
    _named("yes"),
    _named("1e3"),
    _named("-rf"),
    _named("=1+1"),
    _named("\u202egnp"),
    _named("\uff0e\uff0e\u2044up"),
    _named("x" * 240),
    _named("a..b"),
    _named("%2e%2e%2fup"),
)


def copy_course(target: Path, isolation: str) -> None:
    """The course of this repository with one assignment and short limits, without submissions."""
    root = HERE.parents[1]
    for part in ("solutions/softmax", "assignments/softmax"):
        shutil.copytree(root / part, target / part, ignore=shutil.ignore_patterns("__pycache__", "answers"))
    (target / "config.yaml").write_text(
        f"course: Attacked\nseed: 1\nisolation: {isolation}\nassignments: [softmax]\n"
        "limits: {cell_seconds: 2, call_seconds: 0.5, notebook_seconds: 6}\n"
    )
