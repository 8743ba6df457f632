"""One grading process as the main process sees it: what it was asked, since when, and what became of it."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context

import msgspec

from grader.batch.engine import OpenGrader
from grader.batch.messages import Reply, Task, decode_reply, encode
from grader.batch.process import serve
from grader.model import Submission
from grader.stages import Stages

START_SECONDS_MAX = 180.0
CLOSE_SECONDS_MAX = 5.0
LAST_WORDS_BYTES = 8_000

# Fork, not spawn: the main process is light and has no threads, and what it knows of the course need not be sent.
_fork = get_context("fork")


@dataclass(slots=True)
class Job:
    """A submission on its way to a report."""

    submission: Submission
    losses: list[str] = field(default_factory=list)
    """How the grading processes ended that had it; for staff."""
    set_aside: str = ""
    """Why it is not tried again; for the report."""

    def task(self) -> Task:
        """The job in words for a grading process."""
        submission = self.submission
        student, path = submission.student.encode("utf-8", "surrogatepass"), os.fsencode(submission.path)
        return Task(submission.assignment, student, path, self.set_aside, submission.unreadable)


class GradingProcess:
    """A started grading process; `ready` once its session is warm."""

    jobs: deque[Job]
    """What it was asked and has not answered, oldest first."""

    core: int | None
    """Where it runs, if that is settled."""

    def __init__(
        self,
        open_grader: OpenGrader,
        patience_seconds: float,
        others: Sequence[GradingProcess],
        core: int | None = None,
        stages: Stages | None = None,
    ) -> None:
        self.jobs, self.ready, self.core = deque(), False, core
        self._patience_seconds, self._since = patience_seconds, time.monotonic()
        self._output = tempfile.TemporaryFile()  # noqa: SIM115
        self.connection, theirs = _fork.Pipe()
        # The child closes its copies of our ends: as long as one is open, nobody on the other end sees us go.
        ours = [self.connection, *(other.connection for other in others)]
        arguments = (theirs, ours, open_grader, self._output.fileno(), os.getpid(), core, stages or Stages())
        self._process = _fork.Process(target=serve, args=arguments, daemon=True)
        # A Ctrl-C between the fork and the child's own settling must not be answered by the child.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    @property
    def deadline(self) -> float:
        """When, on the monotonic clock, it has been silent for too long; never while it has nothing to do."""
        if not self.ready:
            return self._since + START_SECONDS_MAX
        return self._since + self._patience_seconds if self.jobs else float("inf")

    @property
    def sentinel(self) -> int:
        """What `multiprocessing.connection.wait` wakes up for when the process has ended."""
        return self._process.sentinel

    def send(self, job: Job) -> None:
        """Ask for one more report. A process that is gone is noticed when it is listened to, not here."""
        if not self.jobs:
            self._since = time.monotonic()
        self.jobs.append(job)
        try:
            self.connection.send_bytes(encode(job.task()))
        except OSError:
            return

    def replies(self) -> Iterator[Reply]:
        """What it has said and nobody has heard yet. Raises EOFError when there is nothing more to come."""
        try:
            while self.connection.poll():
                reply = decode_reply(self.connection.recv_bytes())
                self._since = time.monotonic()
                yield reply
        except (OSError, msgspec.MsgspecError) as error:
            raise EOFError from error
        # The sandbox below may hold a copy of the pipe for a moment longer than the process lives.
        if not self._process.is_alive() and not self.connection.poll():
            raise EOFError

    def interrupt(self) -> None:
        """Ask it to drop what it does."""
        self._process.terminate()

    def hang_up(self) -> None:
        """Close the pipe: when it has answered everything, it ends its session and itself."""
        self.connection.close()

    def end(self) -> str:
        """Make sure that it is gone; say how it ended and what it said last."""
        self.hang_up()
        self._process.join(CLOSE_SECONDS_MAX)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        size = self._output.seek(0, os.SEEK_END)
        self._output.seek(max(0, size - LAST_WORDS_BYTES))
        said = self._output.read().decode(errors="replace").strip()
        self._output.close()
        return f"{_ending(self._process.exitcode or 0)}\n{said}".rstrip()


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"
