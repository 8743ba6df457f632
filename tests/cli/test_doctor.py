"""`grader doctor` from the outside: what it prints, and that its exit code can be relied on."""

import pytest

from grader.sandbox import conformance, offer
from grader.sandbox.conformance import CASES, TRIALS, Verdict


@pytest.fixture
def refused(monkeypatch):
    """Makes these levels unavailable, without starting a sandbox to find out."""

    def refuse(*levels):
        findings = tuple(
            offer.Finding(name, operation, "strict" not in levels or name != "user", "refused \x1b[2J")
            for name, operation in offer.OPERATIONS.items()
        )
        monkeypatch.setattr(offer, "measure", lambda: findings)
        monkeypatch.setattr(offer, "why_not", lambda level: "it is forbidden" if level in levels else "")

    return refuse


def test_the_level_of_the_course_is_tested(course, grader):
    code, out, err = grader("doctor")
    assert (code, err) == (0, "")
    assert "  basic   yes" in out
    assert "<- tested below" in next(line for line in out.splitlines() if line.startswith("  basic "))
    held = [line.removeprefix("  held     ") for line in out.splitlines() if line.startswith("  held ")]
    assert held == [*(case.name for case in CASES if not case.is_strict), *TRIALS]
    assert f"{len(held)} of {len(held)} held, in " in out


def test_a_level_that_cannot_be_had(course, grader, refused, monkeypatch):
    refused("strict", "basic")
    monkeypatch.setattr(conformance, "conform", None)  # nothing is tested
    code, out, _ = grader("doctor")
    assert code == 2
    assert "  FAILS  user namespaces: refused \\x1b[2J (for strict)" in out
    assert "  strict  no  " in out
    assert "  none    yes" in out
    assert "What would raise the level:\n  " in out
    assert "`basic` cannot be had here, so there is nothing to test, and nothing would be graded." in out


def test_another_level_by_name(course, grader, refused, monkeypatch):
    refused("strict")
    monkeypatch.setattr(conformance, "conform", lambda zygote, level: iter([Verdict(f"try {level}", True, "")]))
    assert grader("doctor", "--isolation", "strict")[0] == 2
    code, out, _ = grader("doctor", "--isolation", "basic")
    assert (code, "  held     try basic\n\n1 of 1 held" in out) == (0, True)


def test_a_case_that_is_not_held(course, grader, refused, monkeypatch):
    refused()
    verdicts = [Verdict("fork", True, "PermissionError"), Verdict("mount", False, "it succeeded")]
    monkeypatch.setattr(conformance, "conform", lambda zygote, level: iter(verdicts))
    code, out, _ = grader("doctor")
    assert code == 2
    assert "  held     fork\n  NOT HELD mount: it succeeded\n\n1 of 2 held" in out
    assert "`basic` does not keep its promises here: do not grade on this machine." in out


def test_none_promises_nothing(course, grader, refused):
    refused("strict", "basic")
    code, out, _ = grader("doctor", "--isolation", "none")
    assert (code, "`none` promises nothing, so there is nothing to test." in out) == (0, True)


def test_a_level_that_there_is_not(grader):
    assert grader("doctor", "--isolation", "best")[0] == 2


def test_outside_of_a_course_strict_is_meant(grader, refused, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    refused("strict")
    assert "`strict` cannot be had here" in grader("doctor")[1]
