"""The batch on a Dask cluster: the reports of one machine, whatever becomes of workers and of the network.

    python -m bench.cluster loopback [--count 200]    two workers on this machine; speed, a killed worker, shards
    python -m bench.cluster hosts [--count 120]       three network namespaces, one cut off for 30 s (root, iproute2)

Prints what differed (nothing should but run.yaml) and throughput beside that of one machine, as a ratio.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.sample_class import COURSE, make_class

PORT = 18786
CUT_SECONDS = 30.0
_WORKER = ("worker", "--nthreads", "1", "--nworkers", "1", "--no-dashboard")
_QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


def main() -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["loopback", "hosts"])
    parser.add_argument("--count", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-cluster-") as folder:
        count = arguments.count or {"loopback": 200, "hosts": 120}[arguments.what]
        submissions = make_class(Path(folder, "submissions"), count)
        print(f"{count} submissions", flush=True)
        {"loopback": _loopback, "hosts": _hosts}[arguments.what](Path(folder), submissions)


# --- one machine ----------------------------------------------------------------------------------------------------


def _loopback(folder: Path, submissions: Path) -> None:
    alone = _grade(submissions, folder / "alone", "-j", "2")
    print(f"one machine, -j 2: {alone:.1f} s", flush=True)
    address = f"tcp://127.0.0.1:{PORT}"
    with _scheduler("127.0.0.1"), _dask(*_WORKER, address), _dask(*_WORKER, address):
        # A first few, so that they have the course from here on.
        _grade(submissions, folder / "first", "--shard", "1/40", "--cluster", address)
        there = _grade(submissions, folder / "cluster", "--cluster", address)
    print(f"two workers: {there:.1f} s, throughput {alone / there:.2f} of one machine", flush=True)
    _compare(folder / "alone", folder / "cluster")
    with _scheduler("127.0.0.1"), _dask(*_WORKER, address) as first, _dask(*_WORKER, address), ExitStack() as late:  # noqa: SIM117
        with _grading(submissions, folder / "killed", "--cluster", address) as grading:
            _half_done(folder / "killed", grading, submissions)
            _kill(first)
            print("one worker killed halfway, another started", flush=True)
            late.enter_context(_dask(*_WORKER, address))
    _compare(folder / "alone", folder / "killed")
    for part in ("1/3", "2/3", "3/3"):
        _grade(submissions, folder / f"part-{part[0]}", "--shard", part)
        shutil.copytree(folder / f"part-{part[0]}", folder / "merged", dirs_exist_ok=True)
    _grade(submissions, folder / "merged")  # nothing is left to grade; what sums up is brought up to date
    print("three shards, merged", flush=True)
    _compare(folder / "alone", folder / "merged")


# --- three hosts ----------------------------------------------------------------------------------------------------


def _hosts(folder: Path, submissions: Path) -> None:
    _grade(submissions, folder / "alone", "-j", "2")
    hosts = {"one": "10.77.0.1", "two": "10.77.0.2", "three": "10.77.0.3"}
    address = f"tcp://{hosts['one']}:{PORT}"
    with _network(hosts) as inside, _scheduler(hosts["one"], inside["one"]), ExitStack() as workers:
        for host in ("two", "three"):
            workers.enter_context(_dask(*_WORKER, address, inside=inside[host]))
        with _grading(submissions, folder / "cut", "--cluster", address, inside=inside["one"]) as grading:
            _half_done(folder / "cut", grading, submissions)
            _ip("-n", "bench-wires", "link", "set", "wire-three", "down")
            print(f"host three is cut off for {CUT_SECONDS:.0f} s", flush=True)
            time.sleep(CUT_SECONDS)
            _ip("-n", "bench-wires", "link", "set", "wire-three", "up")
    _compare(folder / "alone", folder / "cut")


@contextmanager
def _network(hosts: dict[str, str]) -> Iterator[dict[str, tuple[str, ...]]]:
    """Namespaces of our own, each host's with one address, wired to a bridge that is in none of them."""
    names = ["bench-wires", *(f"bench-{host}" for host in hosts)]
    try:
        for name in names:
            _ip("netns", "add", name)
        _ip("-n", "bench-wires", "link", "add", "bridge", "type", "bridge")
        _ip("-n", "bench-wires", "link", "set", "bridge", "up")
        for host, number in hosts.items():
            end, space = f"wire-{host}", f"bench-{host}"
            _ip("-n", "bench-wires", "link", "add", end, "type", "veth", "peer", "name", "net0", "netns", space)
            _ip("-n", "bench-wires", "link", "set", end, "master", "bridge", "up")
            _ip("-n", space, "address", "add", f"{number}/24", "dev", "net0")
            for device in ("lo", "net0"):
                _ip("-n", space, "link", "set", device, "up")
        yield {host: ("ip", "netns", "exec", f"bench-{host}") for host in hosts}
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


# --- processes ------------------------------------------------------------------------------------------------------


@contextmanager
def _dask(*words: str, inside: Sequence[str] = ()) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*inside, str(Path(sys.executable).with_name("dask")), *words],
        cwd=COURSE,
        env={**os.environ, **_QUIET},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _kill(process)


def _scheduler(host: str, inside: Sequence[str] = ()) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    return _dask("scheduler", "--host", host, "--port", str(PORT), "--no-dashboard", inside=inside)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it started, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait()


def _command(submissions: Path, reports: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "grader", "grade", str(submissions), "-o", str(reports), *words]


def _grade(submissions: Path, reports: Path, *words: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        _command(submissions, reports, *words), cwd=COURSE, check=False, capture_output=True, text=True
    )
    if done.returncode not in (0, 3):
        raise SystemExit(f"ended with {done.returncode}: {done.stderr}")
    return time.perf_counter() - start


@contextmanager
def _grading(
    submissions: Path, reports: Path, *words: str, inside: Sequence[str] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """The same in the background, waited for at the end; what it says is shown."""
    process = subprocess.Popen(
        [*inside, *_command(submissions, reports, *words)], cwd=COURSE, stdout=subprocess.DEVNULL
    )
    try:
        yield process
        if process.wait() not in (0, 3):
            raise SystemExit(f"ended with {process.returncode}")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _half_done(reports: Path, grading: subprocess.Popen[bytes], submissions: Path) -> None:
    half = len(list(submissions.rglob("*.ipynb"))) // 2
    while len(list(reports.glob("*/student-*.yaml"))) < half and grading.poll() is None:
        time.sleep(0.1)


def _compare(one: Path, other: Path) -> None:
    told = subprocess.run(["diff", "-rq", one, other], check=False, capture_output=True, text=True).stdout.splitlines()
    others = [line for line in told if not line.endswith("run.yaml differ")]
    reports = len(list(other.glob("*/student-*.yaml")))
    print(f"  {reports} reports; differing files besides run.yaml: {len(others)}", *others, sep="\n    ", flush=True)
    if others:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
