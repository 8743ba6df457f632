"""What the main process and its grading processes say to each other: typed, as msgpack, one message a frame.

    main → grading    Task: a path to read and grade, or why it is set aside
    grading → main    Ready, once; then one Done per task, in order; Misconfigured or Unfit instead, and the end

Both sides are trusted, yet nothing is pickled: a message that holds a student's text can only ever become text.
Tasks name files instead of carrying them, so that sending one never blocks: the pipe always has room for two.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any

import msgspec

from grader.errors import Fault
from grader.report import Summary


class Task(msgspec.Struct, frozen=True, tag=True):
    """Grade this file, or, when `set_aside` says why, only write a report that a person must look."""

    assignment: str
    student: bytes
    path: bytes
    set_aside: str = ""
    unreadable: tuple[str, str] | None = None
    """The problem and the remedy, where the file was to be read on another machine."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The session is warm."""


class Done(msgspec.Struct, frozen=True, tag=True):
    """The oldest task's report."""

    report: bytes
    summary: Summary
    log: str
    seconds: dict[str, float] = {}
    """By stage, where somebody asked for a profile."""


class Misconfigured(msgspec.Struct, frozen=True, tag=True):
    """The course cannot be graded with; every process would say the same."""

    faults: tuple[Fault, ...]


class Unfit(msgspec.Struct, frozen=True, tag=True):
    """The sandbox failed: before Ready this machine cannot grade, afterwards this process cannot go on."""

    problem: str


_FRACTION = re.compile(r"-?\d{1,30}(/[1-9]\d{0,30})?")

Reply = Ready | Done | Misconfigured | Unfit


def encode_fraction(value: object) -> str:
    """A fraction as text, for msgspec."""
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} is no part of a message")


def decode_fraction(kind: type, value: Any) -> Fraction:
    """A fraction from its text, for msgspec. Raises ValueError for any other text: `1e999999999` would take forever."""
    if kind is not Fraction or not isinstance(value, str):
        raise NotImplementedError(f"{kind.__name__} is no part of a message")
    return _fraction(value)


@lru_cache(maxsize=1024)
def _fraction(value: str) -> Fraction:
    """The same few numbers of points stand in every report of a class."""
    if not _FRACTION.fullmatch(value):
        raise ValueError("not a number of points")
    return Fraction(value)


_encoder = msgspec.msgpack.Encoder(enc_hook=encode_fraction)
_task_decoder = msgspec.msgpack.Decoder(Task)
_reply_decoder: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply, dec_hook=decode_fraction)


def encode(message: Task | Reply) -> bytes:
    """The bytes of a message."""
    return _encoder.encode(message)


def decode_task(data: bytes) -> Task:
    """A task from its bytes. Raises msgspec.MsgspecError."""
    return _task_decoder.decode(data)


def decode_reply(data: bytes) -> Reply:
    """A reply from its bytes. Raises msgspec.MsgspecError."""
    return _reply_decoder.decode(data)
