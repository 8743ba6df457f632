"""The process beside a Dask worker from which grading processes are forked.

A Dask worker is full of threads, and forking such a process is a gamble; this one has a single thread and stays light.
It is started with the descriptor of one socket, over which it is told once which course it serves, and then gets one
batch after another; and with its place among so many on this host, because stations cannot see each other. When the
worker goes, the socket ends, and the station with it.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from grader.batch.cores import take_core
from grader.batch.course_grader import CourseOpening
from grader.batch.pool import LocalEngine, WarmEngine
from grader.cluster.parcels import (
    Admitted,
    Answer,
    Broken,
    Graded,
    GradedOne,
    Refused,
    SentSubmission,
    decode_batch,
    encode,
    unpack_course,
)
from grader.config import provenance_of
from grader.errors import ConfigurationError, SandboxError
from grader.model import Submission


class WorkerGone(Exception):
    """Nobody waits for the batch any more."""


def main() -> None:
    """Serve the worker at the other end of the socket until it hangs up."""
    descriptor, place, places = map(int, sys.argv[1:])
    connection = Connection(descriptor)
    take_core(place, places)
    # A Ctrl-C in the worker's terminal is for the worker, whose end ends this process as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the worker's own word that nobody waits any more
    with closing(connection), tempfile.TemporaryDirectory(prefix="grader-station-") as folder:
        try:
            _serve(connection, Path(folder))
        except (EOFError, OSError, WorkerGone, KeyboardInterrupt):
            return


def _serve(connection: Connection, folder: Path) -> None:
    sent, course = unpack_course(connection.recv_bytes(), folder / "course")
    names = [each.name for each in course.assignments]
    engine = LocalEngine(CourseOpening(course, names, sent.isolation), 1, sent.patience_seconds)
    try:
        with engine.opened() as warm:
            warm.warm_up()
            _tell(
                connection,
                Admitted({each.name: provenance_of(course, each, sent.isolation) for each in course.assignments}),
            )
            while True:
                batch = decode_batch(connection.recv_bytes())
                _tell(connection, _graded(warm, batch.submissions, folder, connection))
    except ConfigurationError as error:
        _tell(connection, Broken(error.faults))
    except SandboxError as error:
        _tell(connection, Refused(str(error)))


def _graded(warm: WarmEngine, sent: tuple[SentSubmission, ...], folder: Path, connection: Connection) -> Graded:
    with tempfile.TemporaryDirectory(dir=folder) as files:
        submissions = {_submission(each, number, Path(files)): number for number, each in enumerate(sent)}
        found: dict[int, GradedOne] = {}
        for finished in warm.grade(submissions):
            found[submissions[finished.submission]] = GradedOne(finished.report, finished.log)
            if connection.poll():
                # It has nothing to say before it has its answer, so this is the end of it.
                raise WorkerGone
    return Graded("", tuple(found[number] for number in range(len(sent))))


def _submission(sent: SentSubmission, number: int, files: Path) -> Submission:
    """The submission as a file of this machine, of the same name, because its report bears that name."""
    path = files / str(number) / os.fsdecode(sent.file)
    if sent.data is not None:
        path.parent.mkdir()
        path.write_bytes(sent.data)
    student = sent.student.decode("utf-8", "surrogatepass")
    return Submission(sent.assignment, student, path, sent.unreadable, sent.set_aside)


def _tell(connection: Connection, answer: Answer) -> None:
    connection.send_bytes(encode(answer))


if __name__ == "__main__":
    main()
