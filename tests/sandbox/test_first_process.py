"""The sandbox's first process starts before anything heavy is loaded, and never outlives a start that fails."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grader.errors import SandboxError
from grader.model import Isolation
from grader.sandbox import launcher
from grader.sandbox.first_process import FirstProcess, start_first_process

START = """
import sys
import grader.sandbox.preload
from grader.model import Isolation
from grader.sandbox.first_process import start_first_process
first = start_first_process(Isolation.STRICT, [])
print(sorted({"numpy", "pytest", "pyseccomp"} & set(sys.modules)))
first.connection.close()
first.end()
"""


def test_it_is_started_before_anything_heavy_is_loaded() -> None:
    told = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize("isolation", [Isolation.STRICT, Isolation.BASIC])
def test_it_ends_where_there_is_no_filter_for_it(isolation: Isolation, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[FirstProcess] = []

    def start(*arguments: object) -> FirstProcess:
        started.append(start_first_process(*arguments))  # type: ignore[arg-type]
        return started[0]

    def no_filter(_: Isolation) -> bytes:
        raise SandboxError("libseccomp is missing")

    monkeypatch.setattr(launcher, "start_first_process", start)
    monkeypatch.setattr(launcher, "seccomp_program", no_filter)
    with pytest.raises(SandboxError, match="libseccomp"):
        launcher.Zygote(isolation, [], [])
    assert started[0].process.poll() is not None
    assert started[0].connection.fileno() == -1
