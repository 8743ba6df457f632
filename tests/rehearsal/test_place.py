"""Which assignment a notebook is for, and which checks, limits and packages go with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.errors import ConfigurationError
from grader.model import Isolation, Limits
from grader.rehearsal.packages import offered_by_the_course, offered_here
from grader.rehearsal.place import place_of
from grader.rehearsal.public import NothingToCheck
from tests.rehearsal.conftest import COURSE

ASSIGNMENTS = COURSE / "assignments"


def test_a_received_folder_needs_nothing_else(received: Path) -> None:
    place = place_of(Path("softmax.ipynb"), None)
    assert (place.assignment, place.checks) == ("softmax", received / "checks")
    assert (place.limits, place.isolation, place.hidden) == (Limits(), Isolation.STRICT, ())
    assert place.offers is offered_by_the_course


def test_a_notebook_elsewhere_is_tried_on_the_checks_around_here(received: Path, tmp_path: Path) -> None:
    download = tmp_path / "elsewhere" / "my.ipynb"
    download.parent.mkdir()
    assert place_of(download, None).checks == received / "checks"


def test_several_assignments_are_told_apart_by_name_folder_or_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("softmax", "attention"):
        shutil.copytree(ASSIGNMENTS / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert place_of(Path("attention.ipynb"), None).assignment == "attention"
    assert place_of(Path("attention/mine.ipynb"), None).assignment == "attention"
    assert place_of(Path("mine.ipynb"), "softmax").assignment == "softmax"
    with pytest.raises(
        ConfigurationError, match=r"Nothing says which assignment this notebook is for\. Name it with -a"
    ):
        place_of(Path("mine.ipynb"), None)
    with pytest.raises(ConfigurationError, match=r"There is no assignment `softmx` here\. Did you mean `softmax`"):
        place_of(Path("mine.ipynb"), "softmx")


def test_in_a_course_its_limits_count_and_its_folder_is_hidden() -> None:
    place = place_of(COURSE / "submissions" / "softmax" / "student-01.ipynb", None)
    assert (place.assignment, place.checks) == ("softmax", ASSIGNMENTS / "softmax" / "checks")
    assert place.limits.call_seconds == 1
    assert place.hidden == (COURSE,)
    assert place.offers is offered_here


def test_without_a_release_the_source_folder_has_the_same_checks(tmp_path: Path) -> None:
    for part in ("config.yaml", "solutions"):
        source = COURSE / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / part)
    place = place_of(tmp_path / "submissions" / "attention" / "student-01.ipynb", None)
    assert place.checks == tmp_path / "solutions" / "attention" / "checks"


def test_what_students_were_given_of_a_course_is_no_course(received: Path) -> None:
    (received.parent / "config.yaml").write_text("course: Something that cannot be graded here\n")
    assert place_of(Path("softmax.ipynb"), None).checks == received / "checks"


def test_without_checks_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NothingToCheck, match="There are no public checks in"):
        place_of(tmp_path / "a.ipynb", None)


def test_packages_of_the_course_are_those_that_this_program_brings() -> None:
    for package in ("numpy", "scipy", "matplotlib", "IPython", "PIL", "json", "grader"):
        assert offered_by_the_course(package), package
    # On this machine, but not the course's; and nowhere.
    assert offered_here("hypothesis")
    for package in ("hypothesis", "surely_not_there"):
        assert not offered_by_the_course(package), package
    assert not offered_here("surely_not_there")
