"""Times from a manifest, from git and from files; a damaged source is a message, an unknown file is no time."""

import os
import subprocess
from datetime import UTC, datetime

import pytest

from grader.config.late import Clock
from grader.errors import ConfigurationError
from grader.gradebook.times import times

AT = datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)


def put(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("place", ["softmax", "anna", ""])
def test_manifest(tmp_path, place):
    put(tmp_path / place / "manifest.csv", "file,submitted\na.ipynb,2026-12-01T23:59:59+01:00\nb.ipynb,\n")
    look_up = times(Clock.MANIFEST, [tmp_path / "nowhere", tmp_path], tmp_path)
    assert look_up("softmax", "anna", "a.ipynb") == AT
    assert look_up("softmax", "anna", "b.ipynb") is None
    assert look_up("softmax", "anna", "c.ipynb") is None


DAMAGED = {
    "time": (
        "file,submitted\na.ipynb,2026-12-01 23:59:59\n",
        "`2026-12-01 23:59:59`, at `a.ipynb`, is no time with its offset",
    ),
    "columns": ("file,when\na.ipynb,x\n", "It has no columns `file` and `submitted`"),
    "short row": ("file,submitted\na.ipynb\n", "a row is too short"),
    "quotes": ('file,submitted\n"a', "This is no CSV"),
    "bytes": (b"\xff\xfe", "It cannot be read"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_manifests(tmp_path, case):
    text, told = DAMAGED[case]
    (tmp_path / "manifest.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigurationError, match=told):
        times(Clock.MANIFEST, [tmp_path], tmp_path)("softmax", "anna", "a.ipynb")


def test_files(tmp_path):
    path = put(tmp_path / "softmax" / "a.ipynb")
    os.utime(path, ns=(0, int(AT.timestamp()) * 10**9 + 999_999_999))
    (tmp_path / "softmax" / "link.ipynb").symlink_to(path)
    look_up = times(Clock.FILE, [tmp_path], tmp_path)
    assert look_up("softmax", "a", "a.ipynb") == AT
    assert look_up("softmax", "a", "link.ipynb") is None
    assert look_up("softmax", "a", "../softmax/a.ipynb") is None
    assert look_up("softmax", "../..", "b.ipynb") is None
    assert look_up("softmax", "a", "") is None


def git(folder, *arguments, date="2026-12-01T23:59:59+01:00"):
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | identity | {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z"}
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def repository(tmp_path):
    course = tmp_path / "repository" / "course"
    course.mkdir(parents=True)
    git(tmp_path / "repository", "init", "-q")
    for name in ("a.ipynb", "gr\u00fcn \n.ipynb"):
        put(course / "submissions" / "softmax" / name)
    git(course, "add", ".")
    git(course, "commit", "-qm", "first", date="2026-11-01T00:00:00Z")
    put(course / "submissions" / "softmax" / "a.ipynb", "second")
    git(course, "commit", "-qam", "second")
    return course


def test_git(repository):
    look_up = times(Clock.GIT, [repository / "submissions"], repository)
    assert look_up("softmax", "a", "a.ipynb") == AT
    assert look_up("softmax", "g", "gr\u00fcn \n.ipynb") == datetime(2026, 11, 1, tzinfo=UTC)
    put(repository / "submissions" / "softmax" / "new.ipynb")
    assert look_up("softmax", "new", "new.ipynb") is None


def test_git_behind_a_link(repository, tmp_path):
    (tmp_path / "link").symlink_to(repository)
    look_up = times(Clock.GIT, [tmp_path / "link" / "submissions"], tmp_path / "link")
    assert look_up("softmax", "a", "a.ipynb") == AT


def test_git_starts_no_program_of_the_repository(repository, tmp_path):
    trap = put(tmp_path / "trap", f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "gpg.program", "core.pager", "diff.external"):
        git(repository, "config", key, str(trap))
    git(repository, "config", "log.showSignature", "true")
    assert times(Clock.GIT, [repository / "submissions"], repository)("softmax", "a", "a.ipynb") == AT
    assert not (tmp_path / "sprung").exists()


def test_no_repository(tmp_path):
    with pytest.raises(ConfigurationError, match=r"Git does not answer: .* Keep the course in a git repository"):
        times(Clock.GIT, [tmp_path], tmp_path)


def test_no_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="Git cannot be asked"):
        times(Clock.GIT, [tmp_path], tmp_path)
