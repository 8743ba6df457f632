"""What a command uses: time on the clock, CPU time and memory of all its processes, those in sandboxes too.

Processes in a sandbox are killed, and nobody waits for them, so the kernel adds their CPU time to nobody's. A control
group counts it all the same. Where none can be made, CPU time is not measured, and says so by being nan.
"""

from __future__ import annotations

import math
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")
_SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one run of a command."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """CPU seconds of all processes; nan where this machine does not tell."""
    peak_mib: float
    """The largest resident size that any one of its processes had."""


def measured(command: Sequence[str | Path], cwd: Path, environment: Mapping[str, str] | None = None) -> Usage:
    """Run a command to its end. Raises RuntimeError, with what it said, when it fails."""
    words = [str(word) for word in command]
    with _group() as group, tempfile.TemporaryFile() as said:
        if group is not None:
            words = ["sh", "-c", 'echo $$ > "$0" && exec "$@"', str(group / "cgroup.procs"), *words]
        start = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=cwd, env={**os.environ, **(environment or {})}, stdout=said, stderr=subprocess.STDOUT
        )
        memory = _Memory(process.pid, group)
        code = process.wait()
        wall = time.perf_counter() - start
        peak = memory.stop()
        cpu = _cpu_seconds(group) if group is not None else math.nan
        if code not in (0, 3):  # 3: graded, and somebody must look at something
            said.seek(0)
            raise RuntimeError(f"{' '.join(words)} ended with {code}:\n{said.read().decode(errors='replace')[-4000:]}")
    return Usage(wall, cpu, peak)


class _Memory(threading.Thread):
    """Looks at the processes now and then; the kernel keeps each one's peak."""

    def __init__(self, process: int, group: Path | None) -> None:
        super().__init__(daemon=True)
        self._process, self._group, self._peak, self._ended = process, group, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        """Until `stop`."""
        while not self._ended.wait(_SAMPLE_SECONDS):
            for number in self._numbers():
                self._peak = max(self._peak, _peak_mib(number))

    def stop(self) -> float:
        """The largest peak seen, in MiB."""
        self._ended.set()
        self.join()
        return self._peak

    def _numbers(self) -> list[int]:
        if self._group is None:
            return [self._process]
        return [int(line) for line in (self._group / "cgroup.procs").read_text().split()]


def _peak_mib(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:  # it has ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


@contextmanager
def _group() -> Iterator[Path | None]:
    """A control group that counts CPU time; None where none can be made."""
    parents = [_GROUPS / "cpuacct", _GROUPS]
    parent = next((each for each in parents if (each / "cgroup.procs").exists() and os.access(each, os.W_OK)), None)
    group = parent and parent / f"bench-{os.getpid()}-{time.monotonic_ns()}"
    try:
        if group is not None:
            group.mkdir()
    except OSError:
        group = None
    try:
        yield group
    finally:
        if group is not None:
            _remove(group)


def _remove(group: Path) -> None:
    for _ in range(50):
        try:
            group.rmdir()
        except OSError:  # what was killed has not gone yet
            time.sleep(0.02)
        else:
            return


def _cpu_seconds(group: Path) -> float:
    usage = group / "cpuacct.usage"
    if usage.exists():
        return int(usage.read_text()) / 1e9
    lines = (group / "cpu.stat").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("usage_usec"))) / 1e6
