"""Grade attacks in one batch with honest notebooks; say what each gained, and whether the neighbours noticed.

    python -m tests.attacks.run [--isolation strict|basic] [--fast] [NAME...]

Exit code 0 when nothing was gained, every neighbour's report has the same bytes as without attackers, no process was
left behind, and nothing that a student wrote reached the terminal unescaped.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import yaml

from grader.report.files import file_name
from tests.attacks.collection import HERE, Attack, attacks, copy_course

PR_SET_CHILD_SUBREAPER = 36
ATTACKS_PER_NEIGHBOUR = 4
RUN_SECONDS = 1_500
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^(?:::|##vso)", re.MULTILINE)

BASIC_IS_WEAKER = """\
Weaker under `basic`, on machines that forbid namespaces: a notebook can learn by `stat` which paths exist (not what
they hold) and which process numbers are taken; what it writes is bounded file by file and not in all, and its threads
by memory alone; it sees the host's name and the true paths of Python and the packages."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one attack gained: nothing, unless a word says what."""

    attack: Attack
    gained: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(prog="tests.attacks.run", description="Grade attacks among honest notebooks.")
    parser.add_argument("--isolation", choices=["strict", "basic"], default="strict")
    parser.add_argument("--fast", action="store_true", help="leave out the attacks that wait for limits")
    parser.add_argument("names", nargs="*", help="only these, as goal/name")
    chosen = parser.parse_args(arguments)
    wanted = [
        attack
        for attack in attacks()
        if not (chosen.fast and attack.is_slow) and (not chosen.names or f"{attack.goal}/{attack.name}" in chosen.names)
    ]
    start = time.monotonic()
    findings, faults = run(wanted, chosen.isolation)
    print(table(findings))
    if chosen.isolation == "basic":
        print(f"\n{BASIC_IS_WEAKER}")
    gained = sum(bool(finding.gained) for finding in findings)
    print(f"\n{len(findings)} attacks under {chosen.isolation}, {gained} gained something; {len(faults)} faults of the")
    print(f"batch; {time.monotonic() - start:.0f} s")
    for fault in faults:
        print(f"FAULT: {fault}")
    return int(bool(gained or faults))


def table(findings: Sequence[Finding]) -> str:
    """Attack, what it gained, what held it."""
    rows = [
        (f"{finding.attack.goal}/{finding.attack.name}", finding.gained or "nothing", finding.attack.held_by)
        for finding in findings
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{name:{widths[0]}}  {gained:{widths[1]}}  {held}" for name, gained, held in rows)


def run(wanted: Sequence[Attack], isolation: str, jobs: int = 2) -> tuple[list[Finding], list[str]]:
    """The findings, and the faults of the batch as a whole."""
    # Whatever the grader leaves behind becomes a child of this process, and is counted.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="attacked-") as folder:
        course = Path(folder)
        copy_course(course, isolation)
        neighbours = _write_neighbours(course, 2 + len(wanted) // ATTACKS_PER_NEIGHBOUR)
        _, faults = _grade(course, "alone", jobs)
        students = {_write(course, number, attack): attack for number, attack in enumerate(wanted)}
        output, more = _grade(course, "attacked", jobs)
        faults += more
        faults += [f"on the terminal: {match[0]!r}" for match in _UNSAFE.finditer(output)]
        faults += [
            f"the report of {name} is not what it is without attackers" for name in _differing(course, neighbours)
        ]
        left = [path.name for path in (course / "attacked").rglob("*.tmp")]
        faults += [f"left behind: {name}" for name in left]
        return [Finding(attack, _gain(course, student)) for student, attack in students.items()], faults


def _write_neighbours(course: Path, count: int) -> list[str]:
    sources = sorted((HERE.parents[1] / "submissions" / "softmax").glob("student-0[1-6].ipynb"))
    folder = course / "submissions" / "softmax"
    folder.mkdir(parents=True)
    names = [f"n{number * ATTACKS_PER_NEIGHBOUR:03}-honest" for number in range(count)]
    for name, source in zip(names, islice(cycle(sources), count), strict=True):
        (folder / f"{name}.ipynb").write_bytes(source.read_bytes())
    return names


def _write(course: Path, number: int, attack: Attack) -> str:
    student = attack.student or f"n{number:03}-{attack.goal}-{attack.name}"
    attack.write(course / "submissions" / "softmax" / f"{student}.ipynb", course)
    return student


def _grade(course: Path, reports: str, jobs: int) -> tuple[str, list[str]]:
    """What grading printed, and what was wrong with how it went."""
    words = [sys.executable, "-m", "grader", "grade", "submissions", "-o", reports, "-j", str(jobs)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), "GRADER_SECRET": "canary"}
    faults, before = [], children()
    process = subprocess.Popen(
        words, cwd=course, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    )
    try:
        output = process.communicate(timeout=RUN_SECONDS)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        process.kill()
        return "", [f"grading took more than {RUN_SECONDS} s"]
    if process.returncode not in (0, 3):
        faults.append(f"grading ended with exit code {process.returncode}: {output[-2000:]!r}")
    faults += [f"process {number} outlived the batch" for number in left_alive(before)]
    return output, faults


def children() -> set[int]:
    """Processes that are this one's to wait for."""
    return {int(number) for number in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


def left_alive(before: Set[int] = frozenset()) -> list[int]:
    """Children of this process that it never started, but for those from before; a moment is theirs to die in."""
    for _ in range(100):
        for number in children() - before:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(number, os.WNOHANG)
        if not children() - before:
            return []
        time.sleep(0.02)
    return sorted(children() - before)


def _differing(course: Path, neighbours: Sequence[str]) -> list[str]:
    def report(folder: str, name: str) -> bytes:
        path = course / folder / "softmax" / f"{name}.yaml"
        return path.read_bytes() if path.exists() else b""

    return [
        name for name in neighbours if not report("alone", name) or report("alone", name) != report("attacked", name)
    ]


def _gain(course: Path, student: str) -> str:
    path = course / "attacked" / "softmax" / f"{file_name(student)}.yaml"
    if not path.exists():
        # A file that is no submission at all has no report; the batch names it and goes on.
        return "" if (course / "submissions/softmax" / f"{student}.ipynb").is_symlink() else "its report is missing"
    text = path.read_text(encoding="utf-8")
    report = yaml.safe_load(text)
    if report["score"]:
        passed = [check["name"] for each in report["exercises"] for check in each["checks"] if check["earned"]]
        return f"{report['score']} points: {', '.join(passed)}"
    if report["student"] != student:
        return "its name was changed"
    if "def test_" in text or "Gained" in text:
        return "learnt: " + text[max(0, text.find("Gained")) :][:200].replace("\n", " ")
    return "an unescaped character" if _UNSAFE.search(text.replace("\n", " ")) else ""


if __name__ == "__main__":
    sys.exit(main())
