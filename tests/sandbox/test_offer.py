"""What a machine offers is found out by doing it: on this one, and on machines that refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxError
from grader.model import Isolation
from grader.sandbox import offer
from grader.sandbox.offer import OPERATIONS, Finding, measure, remedies, why_not

NAMESPACED = {"user", "nested", "mount", "pid", "net", "ipc", "uts", "mounts", "root", "processes"}
PROGRAM = """
import json
from grader.model import Isolation
from grader.sandbox.offer import measure, remedies, why_not
findings = measure()
print(json.dumps({
    "failed": [each.name for each in findings if not each.works and each.operation.levels],
    "remedies": list(remedies(findings)),
    "levels": {level: why_not(level) for level in Isolation if level is not Isolation.NONE},
}))
"""


def on(machine: str) -> dict[str, Any]:
    """What is found out on a machine that is restricted like this."""
    words = [sys.executable, "-m", "tests.sandbox.restricted", machine, sys.executable, "-c", PROGRAM]
    done = subprocess.run(words, capture_output=True, timeout=120, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_this_machine_offers_everything_that_the_tests_need() -> None:
    findings = measure()
    assert [each.name for each in findings] == list(OPERATIONS)
    assert [each.name for each in findings if not each.works and each.operation.levels] == []
    assert list(remedies(findings)) == []
    assert next(each.text for each in findings if each.name == "landlock").startswith("ABI ")


@pytest.mark.parametrize(
    ("machine", "remedy"),
    [
        ("denied", "container flag: --security-opt seccomp=unconfined"),
        ("closed", "kernel setting: sysctl -w user.max_user_namespaces=15000"),
    ],
)
def test_a_machine_without_namespaces_offers_basic_and_says_what_would_raise_it(machine: str, remedy: str) -> None:
    found = on(machine)
    assert set(found["failed"]) == NAMESPACED
    assert [line[: len(remedy)] for line in found["remedies"]] == [remedy]
    assert found["levels"]["strict"].startswith("Isolation `strict` cannot be had on this machine: ")
    assert found["levels"]["basic"] == ""


def test_a_machine_without_landlock_offers_strict_only() -> None:
    found = on("unlocked")
    assert found["failed"] == ["landlock"]
    assert [line[:41] for line in found["remedies"]] == ["kernel 5.13 or later with Landlock: add l"]
    assert found["levels"]["strict"] == ""
    assert "`basic` cannot be had on this machine: this kernel has no Landlock" in found["levels"]["basic"]


def is_open_to_all(path: str) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in Path(path).resolve().parents)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to do without")
def test_root_without_rights_over_mounts_gets_strict_as_an_ordinary_user_does() -> None:
    problem = on("unprivileged")["levels"]["strict"]
    if is_open_to_all(sys._base_executable) and is_open_to_all(sys.prefix):  # type: ignore[attr-defined]
        assert problem == ""
    else:
        assert "open_tree(" in problem  # refused, and not made up for with root's own rights
        assert "Permission denied" in problem


@pytest.mark.parametrize(
    ("failed", "words"),
    [
        ("library", "package: apt install libseccomp2"),
        ("filter", "CONFIG_SECCOMP_FILTER"),
        ("notification", "kernel 5.5"),
        ("landlock", "lsm="),
        ("handles", "kernel 5.3"),
        ("processes", "kernel 5.14"),
        ("mounts", "--security-opt apparmor=unconfined"),
        ("user", "CONFIG_USER_NS"),
    ],
)
def test_whatever_is_missing_has_a_way_out(failed: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer, "_is_filtered", lambda: False)
    findings = tuple(Finding(name, operation, name != failed, "") for name, operation in OPERATIONS.items())
    assert words in "\n".join(remedies(findings))


@pytest.mark.parametrize("isolation", [Isolation.STRICT, Isolation.BASIC])
def test_a_level_counts_only_when_a_child_was_isolated(isolation: Isolation, monkeypatch: pytest.MonkeyPatch) -> None:
    # Eight zero bytes are one instruction that no kernel accepts at the end of a program.
    monkeypatch.setattr("grader.sandbox.launcher.seccomp_program", lambda level: bytes(8))
    assert f"`{isolation}` cannot be had on this machine: [Errno 22] seccomp" in why_not(isolation)


def test_a_measurement_that_fails_is_a_fault_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer, "python_words", lambda: ("/bin/false",))
    with pytest.raises(SandboxError, match="could not be measured"):
        measure()
