"""When submissions came: from a manifest beside them, from git, or from the files themselves."""

from __future__ import annotations

import csv
import io
import os
import stat
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from grader.config.late import Clock
from grader.errors import ConfigurationError, Fault
from grader.gradebook.lateness import parse_moment

MANIFEST = "manifest.csv"
MANIFEST_BYTES_MAX = 64 << 20
_GIT_SECONDS = 120
_COMMIT = "\x01"
"""Starts a commit in git's list; no file that git lists with `-z` can be mistaken for it, because a time follows."""

Times = Callable[[str, str, str], datetime | None]
"""Gives the time of (assignment, student with attempt, file name), or None where nobody knows it."""


def times(clock: Clock, folders: Sequence[Path], root: Path) -> Times:
    """How to look up the times of submissions in these folders.

    A file is looked for as `<folder>/<assignment>/<file>`, `<folder>/<student>/<file>` and `<folder>/<file>`.

    Raises
    ------
    ConfigurationError
        A manifest is damaged, or git cannot answer.
    """
    source = {Clock.MANIFEST: _manifest_times, Clock.FILE: lambda _: _file_time, Clock.GIT: _git_times}[clock](root)

    def look_up(assignment: str, student: str, file: str) -> datetime | None:
        if "/" in file or "\0" in file or file in ("", ".", ".."):
            return None
        inside = (assignment, student, "") if "/" not in student and "\0" not in student else (assignment, "")
        found = (source(folder / name / file) for folder in folders for name in inside)
        return next((time for time in found if time is not None), None)

    return look_up


def read_manifest(path: Path) -> dict[str, dict[str, str]]:
    """The rows of a manifest by file name; none when there is no manifest. Raises ConfigurationError."""
    try:
        with path.open("rb") as stream:
            text = stream.read(MANIFEST_BYTES_MAX).decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise _damaged(path, f"It cannot be read: {error}.") from error
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _damaged(path, f"This is no CSV: {error}.") from error
    if any(row.get("file") is None or row.get("submitted") is None for row in rows):
        raise _damaged(path, "It has no columns `file` and `submitted`, or a row is too short.")
    return {row["file"]: {key: row[key] or "" for key in row if key} for row in rows}


def _damaged(path: Path, problem: str) -> ConfigurationError:
    remedy = "Each row names a file beside it, and when it was submitted, such as 2026-12-01T23:59:59+01:00."
    return ConfigurationError([Fault(str(path), "", problem, remedy)])


def _manifest_times(root: Path) -> Callable[[Path], datetime | None]:
    @cache
    def manifest(folder: Path) -> Mapping[str, datetime | None]:
        path = folder / MANIFEST
        found = {}
        for file, row in read_manifest(path).items():
            found[file] = parse_moment(row["submitted"]) if row["submitted"] else None
            if row["submitted"] and found[file] is None:
                told = f"`{row['submitted'][:40]}`, at `{file[:60]}`, is no time with its offset from UTC."
                raise _damaged(path, told)
        return found

    return lambda path: manifest(path.parent).get(path.name)


def _file_time(path: Path) -> datetime | None:
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return datetime.fromtimestamp(found.st_mtime_ns // 10**9, UTC)


def _git_times(root: Path) -> Callable[[Path], datetime | None]:
    by_file = dict(_commits(root))
    whereabouts = cache(os.path.realpath)
    return lambda path: by_file.get(f"{whereabouts(path.parent)}/{path.name}")


def _commits(root: Path) -> Iterator[tuple[str, datetime]]:
    """Every file of the repository around the course with the time of the last commit that touched it."""
    top = _git(root, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").removesuffix("\n")
    log = ("log", "-z", "--name-only", "--no-renames", f"--format={_COMMIT}%cI", "--end-of-options", "HEAD")
    seen, time = set[str](), None
    for entry in _git(root, *log).decode(errors="surrogateescape").split("\0"):
        name = entry.removeprefix("\n")
        if name.startswith(_COMMIT) and (committed := parse_moment(name[1:].strip())) is not None:
            time = committed
        elif name and time is not None and name not in seen:
            seen.add(name)
            yield f"{os.path.realpath(top)}/{name}", time


def _git(root: Path, *arguments: str) -> bytes:
    # The course's own repository only, and nothing that its configuration could start.
    safe = ("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
    command = ["git", "--no-pager", *safe, "-C", str(root), *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=False, env=environment)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _no_git(f"Git cannot be asked: {error}.") from error
    if done.returncode:
        raise _no_git(f"Git does not answer: {done.stderr.decode(errors='replace').strip()[:300]}")
    return done.stdout


def _no_git(problem: str) -> ConfigurationError:
    remedy = "Keep the course in a git repository, or take the times from a manifest or the files."
    return ConfigurationError([Fault("config.yaml", "gradebook.submitted", problem, remedy)])
