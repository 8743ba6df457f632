"""How far a run has come: a bar on a terminal, a plain line now and then in a pipe or in CI. Both on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.batch.run import Watcher
from grader.cli.terminal import tell
from grader.report import Summary

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LINE_SECONDS = 10.0
"""Between two plain lines."""
REFRESH_SECONDS = 0.1


@contextmanager
def watcher() -> Iterator[Watcher]:
    """Whoever suits the place where stderr goes."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()


def opening(total: int, unchanged: int) -> str:
    """What is to be done."""
    noun = "submission" if total == 1 else "submissions"
    return f"{total} {noun}: {total - unchanged} to grade, {unchanged} unchanged"


@dataclass(slots=True)
class Lines:
    """Plain lines."""

    clock: Callable[[], float] = time.monotonic
    _total: int = 0
    _done: int = 0
    _started: float = 0.0
    _told: float = 0.0

    def begin(self, total: int, unchanged: int) -> None:
        """Say what is to be done."""
        tell(opening(total, unchanged))
        self._total, self._started = total - unchanged, self.clock()
        self._told = self._started

    def graded(self, summary: Summary) -> None:
        """Say how far it has come, when that was not said lately."""
        self._done += 1
        now = self.clock()
        if now - self._told >= LINE_SECONDS:
            self._told = now
            rate = self._done / (now - self._started)
            left = (self._total - self._done) / rate
            tell(f"{self._done} of {self._total} graded, {rate:.1f} a second, {left:.0f} s left")


@dataclass(slots=True)
class Bar:
    """A progress bar, drawn from here and not from a thread: the main process forks."""

    _progress: Progress | None = None
    _task: TaskID | None = field(default=None)
    _drawn: float = 0.0

    def begin(self, total: int, unchanged: int) -> None:
        """Say what is to be done, and show the bar if there is anything."""
        tell(opening(total, unchanged))
        if total > unchanged:
            self._open(total - unchanged)

    def graded(self, summary: Summary) -> None:
        """Move on."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)
            if time.monotonic() - self._drawn >= REFRESH_SECONDS:
                self._drawn = time.monotonic()
                self._progress.refresh()

    def close(self) -> None:
        """Leave the terminal in order."""
        if self._progress is not None:
            self._progress.refresh()
            self._progress.stop()

    def _open(self, total: int) -> None:
        # Not for a run that finds nothing to do: it would take longer than the run.
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            Task,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(f"{task.speed:.1f}/s" if task.speed else "–/s")

        columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), auto_refresh=False)
        self._progress.start()
        self._task = self._progress.add_task("grading", total=total)
        self._progress.refresh()
