"""Inside a grading process: bound to its parent's life, it answers tasks until the pipe closes.

It never writes a report: bytes go back, and only the main process touches the report folder. Whatever lands on its
stdout and stderr goes to a file that the main process reads when this one dies.
"""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from grader.batch.cores import settle_on, use_one_thread
from grader.batch.engine import Grader, OpenGrader
from grader.batch.messages import Done, Misconfigured, Ready, Task, Unfit, decode_task, encode
from grader.batch.reading import read_submission
from grader.characters import cut, show_surrogates
from grader.errors import ConfigurationError, SandboxError, SubmissionError
from grader.model import Report, Status, Submission
from grader.report import render, summarize
from grader.stages import Stages

LOG_CHARACTERS_MAX = 200_000
"""How much of one submission's log is kept."""

_PR_SET_PDEATHSIG = 1


def serve(
    connection: Connection,
    parents: Sequence[Connection],
    open_grader: OpenGrader,
    output: int,
    parent: int,
    core: int | None = None,
    stages: Stages | None = None,
) -> None:
    """The whole life of a grading process; `parents` are the parent's ends of pipes, inherited by the fork."""
    for inherited in parents:
        inherited.close()
    _settle(output, parent)
    settle_on(core)
    # Nothing that is loaded to grade with is ever garbage: it is not looked through for any, now or later.
    gc.disable()
    try:
        with open_grader() as grader:
            gc.freeze()
            gc.enable()
            connection.send_bytes(encode(Ready()))
            for task in _tasks(connection):
                connection.send_bytes(encode(_answer(grader, task, stages or Stages())))
    except ConfigurationError as error:
        connection.send_bytes(encode(Misconfigured(error.faults)))
    except SandboxError as error:
        sys.stderr.write(f"{error}\n")
        connection.send_bytes(encode(Unfit(str(error))))
    except (KeyboardInterrupt, BrokenPipeError):
        # The main process wants no more answers. The session above has been closed in order.
        return


def _settle(output: int, parent: int) -> None:
    """Die with the parent; leave Ctrl-C to it, which asks for the end by SIGTERM; put the output where it is read."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before the line above
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As KeyboardInterrupt, which pytest hands on at once, where it would book a SystemExit as a failing check.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT, signal.SIGTERM])
    use_one_thread()
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdout = sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    faulthandler.enable(2)


def _tasks(connection: Connection) -> Iterator[Task]:
    while True:
        try:
            data = connection.recv_bytes()
        except EOFError:
            return
        yield decode_task(data)


def _answer(grader: Grader, task: Task, stages: Stages) -> Done:
    submission = Submission(task.assignment, _text(task.student), Path(os.fsdecode(task.path)), task.unreadable)
    report = _report(grader, submission, task.set_aside, stages)
    with stages.stage("report"):
        log = show_surrogates(cut(report.log, LOG_CHARACTERS_MAX))
        rendered, summary = render(report), summarize(report)
    return Done(rendered, summary, log, stages.take())


def _report(grader: Grader, submission: Submission, set_aside: str, stages: Stages) -> Report:
    data = None
    try:
        if submission.unreadable is not None:
            raise SubmissionError(submission.path.name, *submission.unreadable)
        with stages.stage("read"):
            data = read_submission(submission.path)
        if not set_aside:
            return grader.grade(submission, data)
    except SubmissionError as error:
        return grader.set_aside(submission, data, error, Status.NOT_GRADABLE)
    remedy = "A person must look at it; the others of the class are graded."
    reason = SubmissionError(submission.path.name, set_aside, remedy)
    return grader.set_aside(submission, data, reason, Status.NEEDS_REVIEW)


def _text(student: bytes) -> str:
    return student.decode("utf-8", "surrogatepass")
