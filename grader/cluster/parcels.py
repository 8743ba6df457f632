"""What travels between the submitting side and a worker: typed messages, as msgpack, in Dask's bytes.

The worker's own answers come from this package on a machine that the operator trusts with the checks; even so they are
decoded strictly, because what a report says is decided here and nowhere else.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import msgspec

from grader.batch.messages import decode_fraction, encode_fraction
from grader.config import files_read
from grader.errors import Fault, SubmissionError
from grader.model import Assignment, Course, Exercise, Isolation, Limits, Provenance, Submission, WrittenPart


class SentAssignment(msgspec.Struct, frozen=True):
    """One assignment: its model and the files that grading reads."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    written: tuple[WrittenPart, ...]
    files: dict[bytes, bytes]
    """Content by path below the assignment's folder."""


class SentCourse(msgspec.Struct, frozen=True):
    """A course, as far as grading these assignments reads it."""

    name: str
    seed: int
    limits: Limits
    isolation: Isolation
    assignments: tuple[SentAssignment, ...]
    patience_seconds: float


class SentSubmission(msgspec.Struct, frozen=True):
    """A submission and the bytes of its file, or why they cannot be had."""

    assignment: str
    student: bytes
    file: bytes
    """Name of the file, without its folder."""
    data: bytes | None
    unreadable: tuple[str, str] | None = None
    set_aside: str = ""


class Admitted(msgspec.Struct, frozen=True, tag=True):
    """The worker is warm; what its reports will say of their origin, by assignment."""

    provenance: dict[str, Provenance]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The worker cannot grade at the level asked for."""

    problem: str


class Broken(msgspec.Struct, frozen=True, tag=True):
    """The course cannot be graded with, here or elsewhere."""

    faults: tuple[Fault, ...]


class GradedOne(msgspec.Struct, frozen=True):
    """One report and the staff's log."""

    report: bytes
    log: str


class Graded(msgspec.Struct, frozen=True, tag=True):
    """The reports on a batch, in its order."""

    worker: str
    reports: tuple[GradedOne, ...]


class Lost(msgspec.Struct, frozen=True, tag=True):
    """The worker could not go on; the batch has to go elsewhere."""

    problem: str


class Batch(msgspec.Struct, frozen=True):
    """Submissions that travel together."""

    submissions: tuple[SentSubmission, ...]


Answer = Admitted | Refused | Broken | Graded | Lost

_encoder = msgspec.msgpack.Encoder(enc_hook=encode_fraction)
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer, dec_hook=decode_fraction)
_batches = msgspec.msgpack.Decoder(Batch)
_courses = msgspec.msgpack.Decoder(SentCourse, dec_hook=decode_fraction)


def encode(message: Answer | Batch | SentCourse) -> bytes:
    """The bytes of a message."""
    return _encoder.encode(message)


def decode_answer(data: Any) -> Answer:
    """An answer from its bytes. Raises msgspec.MsgspecError for anything else."""
    if not isinstance(data, bytes):
        raise msgspec.ValidationError(f"a worker answered with {type(data).__name__} instead of bytes")
    return _answers.decode(data)


def decode_batch(data: bytes) -> Batch:
    """A batch from its bytes. Raises msgspec.MsgspecError."""
    return _batches.decode(data)


def send_course(course: Course, names: tuple[str, ...], isolation: Isolation, patience_seconds: float) -> bytes:
    """The course as it travels: equal courses give equal bytes."""
    sent = tuple(
        SentAssignment(each.name, each.title, each.exercises, each.written, dict(files_read(each)))
        for each in course.assignments
        if each.name in names
    )
    return encode(SentCourse(course.name, course.seed, course.limits, isolation, sent, patience_seconds))


def address(course: bytes) -> str:
    """What a sent course is known by: its SHA-256."""
    return hashlib.sha256(course).hexdigest()


def unpack_course(data: bytes, folder: Path) -> tuple[SentCourse, Course]:
    """Lay a sent course out below `folder`, which must be private. Raises msgspec.MsgspecError, OSError."""
    sent, assignments = _courses.decode(data), []
    for each in sent.assignments:
        home = folder / "solutions" / each.name
        for place, content in each.files.items():
            path = home / os.fsdecode(place)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assignments.append(Assignment(each.name, each.title, each.exercises, each.written, home))
    return sent, Course(sent.name, folder, sent.seed, sent.isolation, sent.limits, tuple(assignments))


def send_submission(submission: Submission, data: bytes | SubmissionError) -> SentSubmission:
    """A submission as it travels."""
    student, file = submission.student.encode("utf-8", "surrogatepass"), os.fsencode(submission.path.name)
    if isinstance(data, SubmissionError):
        return SentSubmission(submission.assignment, student, file, None, (data.problem, data.remedy))
    return SentSubmission(submission.assignment, student, file, data)
