"""Kill processes of a running batch at random, resume it each time, and compare with a run that nobody disturbed.

    python -m tests.attacks.crash [--kills 100] [--submissions 300] [--seed N]

A victim is the grader itself, a grading process, a process of the sandbox (the zygote and the one that waits for it),
or a submission's own process. Exit code 0 when all reports have the bytes that they have undisturbed, no temporary
file is left and no process.
"""

from __future__ import annotations

import argparse
import ctypes
import difflib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tests.attacks.collection import HERE
from tests.attacks.run import PR_SET_CHILD_SUBREAPER, left_alive

ROOT = HERE.parents[1]
RUN_SECONDS = 1_800.0
CALM_REPORTS = 4
"""Reports between two kills within one run: who is tried again must be done before the next one is killed."""
WAIT_SECONDS_MAX = 1.0
STARTING_SHARE = 0.25
"""How many kills do not wait for a report, and so mostly hit a grader that starts."""


@dataclass(slots=True)
class Tally:
    """What was killed, and what was wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    rounds: int = 0
    faults: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(prog="tests.attacks.crash", description="Kill a batch at random moments.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261123)
    chosen = parser.parse_args(arguments)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    start, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory(prefix="crashed-") as folder:
        batch = Batch(Path(folder), random.Random(chosen.seed), tally)
        batch.hand_in(chosen.submissions)
        batch.finish("undisturbed")
        while sum(tally.kills.values()) < chosen.kills and not tally.faults:
            batch.disturb(chosen.kills)
    killed = ", ".join(f"{count} × {kind}" for kind, count in sorted(tally.kills.items()))
    print(f"{sum(tally.kills.values())} kills ({killed}) in {tally.runs} runs over {chosen.submissions} submissions,")
    print(f"graded {tally.rounds} times from nothing: {len(tally.faults)} faults; {time.monotonic() - start:.0f} s")
    for fault in tally.faults:
        print(f"FAULT: {fault}")
    return int(bool(tally.faults))


@dataclass(slots=True)
class Batch:
    """A class on disk, and graders that are killed while they grade it."""

    folder: Path
    random: random.Random
    tally: Tally

    def hand_in(self, count: int) -> None:
        """So many submissions, made from the sample class."""
        for name in ("config.yaml", "solutions", "assignments"):
            (self.folder / name).symlink_to(ROOT / name)
        samples = sorted((ROOT / "submissions").glob("*/*.ipynb"))
        for number, sample in enumerate(islice(samples * (count // len(samples) + 1), count)):
            target = self.folder / "submissions" / sample.parent.name / f"s{number:03}-{sample.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(sample.read_bytes())

    def start(self, reports: str) -> subprocess.Popen[bytes]:
        """A grader that writes to this folder."""
        words = [sys.executable, "-m", "grader", "grade", "submissions", "-o", reports, "-j", "2"]
        return subprocess.Popen(
            words, cwd=self.folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=(self.folder / "said").open("w"),
        )  # fmt: skip

    def finish(self, reports: str) -> None:
        """Grade until nothing is left."""
        code = self.start(reports).wait(RUN_SECONDS)
        self.tally.faults += [] if code == 0 else [f"a run ended with exit code {code}"]

    def disturb(self, kills: int) -> None:
        """Grade from nothing to the end, however often the grader must be started, and compare."""
        self.tally.rounds += 1
        name = f"disturbed-{self.tally.rounds}"
        while self._run(name, kills):
            self._expect_nobody("after a kill")
        self._expect_nobody("after the batch")
        self.tally.faults += list(self._differences(name))

    def _run(self, name: str, kills: int) -> bool:
        """One start of the grader; whether it must be started again."""
        grader = self.start(name)
        self.tally.runs += 1
        spent: set[str] = set()
        while sum(self.tally.kills.values()) < kills:
            done = self._reports(name)
            if self.random.random() > STARTING_SHARE:
                self._wait_for(grader, name, done + 1)
            until = time.monotonic() + self.random.uniform(0.0, WAIT_SECONDS_MAX)
            while grader.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            done = self._reports(name)
            # Whoever ends two processes by itself is set aside for a person: no submission may be hit twice in a run.
            victims = {number: kind for number, kind in _victims(grader.pid) if kind not in spent}
            if grader.poll() is not None or not victims:
                break
            kind = self.random.choice(sorted(set(victims.values())))
            victim = self.random.choice([number for number, each in victims.items() if each == kind])
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                continue
            self.tally.kills[kind] += 1
            spent |= {"sandbox", "zygote"} if kind in ("sandbox", "zygote") else {kind}
            if kind == "grader":
                grader.wait(RUN_SECONDS)
                return True
            self._wait_for(grader, name, done + CALM_REPORTS)
        code = grader.wait(RUN_SECONDS)
        self.tally.faults += [] if code == 0 else [f"a run ended with exit code {code}: {self._said()}"]
        return False

    def _said(self) -> str:
        """The last that a grader said."""
        return (self.folder / "said").read_text(encoding="utf-8", errors="replace")[-4_000:]

    def _wait_for(self, grader: subprocess.Popen[bytes], name: str, reports: int) -> None:
        while grader.poll() is None and self._reports(name) < reports:
            time.sleep(0.02)

    def _reports(self, name: str) -> int:
        return sum(1 for _ in (self.folder / name).glob("*/*.yaml"))

    def _expect_nobody(self, when: str) -> None:
        self.tally.faults += [f"process {number} was left {when}" for number in left_alive()]

    def _differences(self, name: str) -> Iterator[str]:
        quiet, disturbed = self.folder / "undisturbed", self.folder / name
        expected, found = (
            {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/*.yaml")}
            for folder in (quiet, disturbed)
        )
        for path in sorted(expected.keys() | found.keys()):
            if expected.get(path) != found.get(path):
                texts = [each.get(path, b"").decode().splitlines() for each in (expected, found)]
                told = "\n".join(islice(difflib.unified_diff(*texts, "undisturbed", "disturbed", lineterm="", n=1), 20))
                yield f"{name}/{path} is not what it is undisturbed:\n{told}"
        yield from (f"left behind: {path}" for path in disturbed.rglob("*.tmp"))


def _victims(grader: int) -> Iterator[tuple[int, str]]:
    """Every process of the grader's, and what it is."""
    yield grader, "grader"
    for process in _children(grader):
        if _is_sandbox(process):
            # The one from which the zygotes of all grading processes are forked.
            yield process, "sandbox"
            for first in _children(process):
                yield first, "zygote"
                for twin in _children(first):
                    yield from _of_zygote(twin)
            continue
        yield process, "grading process"
        for sandbox in _children(process):
            yield sandbox, "sandbox"
            for zygote in _children(sandbox):
                yield from _of_zygote(zygote)


def _of_zygote(zygote: int) -> Iterator[tuple[int, str]]:
    yield zygote, "zygote"
    yield from ((each, "submission") for child in _children(zygote) for each in (child, *_children(child)))


def _is_sandbox(process: int) -> bool:
    try:
        return b"worker.enter" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def _children(process: int) -> list[int]:
    try:
        return [
            int(number)
            for task in Path(f"/proc/{process}/task").iterdir()
            for number in (task / "children").read_text().split()
        ]
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())
