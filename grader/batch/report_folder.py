"""The folder that reports are written to: one writer at a time, whole files only, and a clear word when it refuses."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from grader.batch.engine import Finished
from grader.batch.index import Index
from grader.characters import show_steering
from grader.errors import GraderError
from grader.model import Submission
from grader.report import Summary, file_name, is_unfinished, remove_unfinished, write_atomically
from grader.report.summary import BOUNDS

RUN = "run.yaml"
LOGS = "log"
_LOCK = ".lock"
_LOCK_SECONDS = 3.0
"""The processes of a run that was just killed may take a moment to go."""
_SAVE_EVERY = 500
"""Reports between two writings of the index: what a killed run leaves to be parsed again."""


class ReportsUnwritable(GraderError):
    """The operator must act: reports cannot be written where they should be."""


class ReportFolder:
    """An open report folder. Raises ReportsUnwritable from every method when the disk refuses."""

    def __init__(self, path: Path, assignments: set[str]) -> None:
        self.path = path
        folders = [path, *(path / name for name in assignments), *(path / LOGS / name for name in assignments)]
        with _explained(path):
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            self._claim()
            with _explained(path):
                for folder in folders:
                    remove_unfinished(folder)
        except BaseException:
            os.close(self._lock)
            raise
        self._index, self._unsaved = Index.load(path), 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._lock)

    def check_names(self, submissions: Iterable[Submission]) -> None:
        """Raises ReportsUnwritable where two of these would write the same file, because the disk ignores case."""
        if not (self.path / _LOCK.upper()).exists():
            return
        taken: dict[str, str] = {}
        for each in submissions:
            other = taken.setdefault(self._key(each).casefold(), each.student)
            if other != each.student:
                raise ReportsUnwritable(
                    f"{self.path}: The names {show_steering(other)} and {show_steering(each.student)} differ by case, "
                    "which this disk ignores: one report would replace the other. With -o, choose a folder on another."
                )

    def file(self, submission: Submission) -> Path:
        """Where the report of this submission belongs."""
        return self.path / self._key(submission)

    def summary(self, submission: Submission) -> Summary | None:
        """What the report says that is there; None when there is none, or none that can be read."""
        try:
            with self.file(submission).open("rb") as stream:
                data = stream.read(BOUNDS.bytes_max + 1)
        except OSError:
            return None
        return self._index.summary(self._key(submission), data)

    def write(self, finished: Finished) -> None:
        """Write a report, and the log before it: a report that is there stands for a submission that is done."""
        log = self.path / LOGS / finished.submission.assignment / f"{file_name(finished.submission.student)}.log"
        with _explained(self.path):
            if finished.log:
                write_atomically(log, show_steering(finished.log).encode())
            else:
                log.unlink(missing_ok=True)
        self.rewrite(finished.submission, finished.report, finished.summary)

    def rewrite(self, submission: Submission, report: bytes, summary: Summary) -> None:
        """Write a report and leave its log as it is."""
        with _explained(self.path):
            write_atomically(self.file(submission), report)
        self._index.note(self._key(submission), report, summary)
        self._unsaved += 1
        if self._unsaved >= _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Write the index."""
        with _explained(self.path):
            self._index.save()
        self._unsaved = 0

    def write_run(self, data: bytes) -> None:
        """Write run.yaml."""
        with _explained(self.path):
            write_atomically(self.path / RUN, data)

    def _key(self, submission: Submission) -> str:
        return f"{submission.assignment}/{file_name(submission.student)}.yaml"

    def _claim(self) -> None:
        until = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                # A record lock: unlike flock it is not inherited by grading processes, and ends with this process.
                fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError) as error:
                if time.monotonic() > until:
                    remedy = "Wait until it has finished, or write to another folder with -o."
                    raise ReportsUnwritable(f"{self.path}: Another grader writes its reports here. {remedy}") from error
                time.sleep(0.1)
            else:
                return


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if path.exists() and not path.is_dir():
            raise ReportsUnwritable(
                f"{path}: Reports need a folder, but this is a file. Choose one with -o."
            ) from error
        # Of a renaming the target is named, and of a new file its folder: nobody knows our temporary names.
        place = error.filename2 or error.filename or path
        place = Path(place).parent if is_unfinished(Path(place).name) else place
        in_the_way = isinstance(error, FileExistsError | IsADirectoryError | NotADirectoryError)
        remedy = "Move away what is in its place" if in_the_way else "Make room or let it be written"
        remedy += ", or choose another folder with -o; then run the same command again."
        raise ReportsUnwritable(f"{place}: Reports cannot be written here: {error.strerror}. {remedy}") from error
