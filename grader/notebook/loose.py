"""Reading JSON fields that may hold anything: each function answers with the value, or says that there is none."""

from __future__ import annotations

import re
from itertools import islice
from typing import TypeVar

import msgspec

Fields = TypeVar("Fields", bound=msgspec.Struct)

_TEXT = msgspec.json.Decoder(str | list[str])
_NUMBER = msgspec.json.Decoder(int | float)
_LIST = msgspec.json.Decoder(list[msgspec.Raw])

TAMED_MAX = 1_000_000
"""How many tokens of one kind are replaced in a file; after that it is left to fail."""

# Each pattern takes all that is harmless and then, where there is one, the token to replace. None can fail to match, or
# match in a second way, so the work is linear in the file also where the file was made to provoke the opposite.
_HALF = rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
_PAIR = rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_STRING = rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'
_TAMED = (
    (
        re.compile(rb"(?:[^\\]++|" + _PAIR + rb"|(?!" + _HALF + rb")\\(?:.|\Z))*+(" + _HALF + rb")?", re.DOTALL),
        rb"\ufffd",
    ),
    (re.compile(rb"(?:" + _STRING + rb'|[^"N]++|N(?!aN))*+(NaN)?', re.DOTALL), b"0.0"),
    (re.compile(rb"(?:" + _STRING + rb'|[^"I]++|I(?!nfinity))*+(Infinity)?', re.DOTALL), b"0.000000"),
)


def text(raw: msgspec.Raw, *, bare_lines: bool = False) -> str | None:
    """A string, or the strings of a list joined; None for anything else.

    With `bare_lines`, a list whose first string has no line end is taken for lines without their ends.
    """
    try:
        value = _TEXT.decode(raw)
    except msgspec.DecodeError:
        return None
    if isinstance(value, str):
        return value
    bare = bare_lines and value and not value[0].endswith(("\n", "\r"))
    return "\n".join(value) if bare else "".join(value)


def integer(raw: msgspec.Raw) -> int | None:
    """A whole number of nine digits at most, also when it is written as 4.0; None for anything else."""
    try:
        value = _NUMBER.decode(raw)
    except msgspec.DecodeError:
        return None
    return int(value) if abs(value) < 10**9 and value == int(value) else None


def entries(raw: msgspec.Raw) -> list[msgspec.Raw] | None:
    """The entries of a list, still undecoded; None for anything else."""
    try:
        return _LIST.decode(raw)
    except msgspec.DecodeError:
        return None


def object_of(raw: msgspec.Raw, fields: type[Fields]) -> Fields:
    """The named fields of an object, still undecoded; all of them absent when it is no object."""
    try:
        return msgspec.json.decode(raw, type=fields)
    except msgspec.DecodeError:
        return fields()


def tame(data: bytes) -> bytes:
    """Replace what Python writes into JSON though it is none: NaN, Infinity, and halves of surrogate pairs.

    Each replacement is as long as what it replaces, so that every other byte keeps its place for messages.
    """
    tamed = bytearray(data)
    for pattern, replacement in _TAMED:
        for match in islice(pattern.finditer(bytes(tamed)), TAMED_MAX):
            if match[1]:
                tamed[slice(*match.span(1))] = replacement
    return bytes(tamed)
