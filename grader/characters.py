"""Characters that steer a terminal, turn text around or cannot be seen, and how they are shown instead.

Unicode's categories Cc, Cf, Cs, Co, Zl and Zp as a table, because looking each character up costs more than grading;
a test compares the table with the running Python's own.
"""

from __future__ import annotations

import re

_RANGES = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xF8FF),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1345F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0x10FFFF),
)
_CLASS = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _RANGES)

INVISIBLE = re.compile(f"[{_CLASS}]")
"""Everything in the table, line breaks and tabs included."""
INVISIBLE_IN_TEXT = re.compile(f"(?![\\n\\t])[{_CLASS}]")
"""The same without the line breaks and tabs of ordinary text."""
STEERING = "\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""A range for a pattern: only what steers a terminal or turns text around. Joiners and soft hyphens, which scripts and
emoji need, are none of it: for texts that are shown as their writer meant them."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters: no encoding has bytes for them, yet Python's strings, and so notebooks, can hold them."""


def show_invisible(text: str) -> str:
    r"""The text on one line, with every steering or invisible character written as `\x1b`, `\u202e`, `\U000e0041`."""
    return INVISIBLE.sub(escape, text)


def show_steering(text: str) -> str:
    """The same for a text of several lines, whose line breaks and tabs stay."""
    return INVISIBLE_IN_TEXT.sub(escape, text)


def show_surrogates(text: str) -> str:
    r"""The text with halves of characters written out, as `\ud800`, so that it can be encoded."""
    return SURROGATE.sub(escape, text)


def cut(text: str, characters_max: int) -> str:
    """The text, or its beginning and a word about the rest."""
    if len(text) <= characters_max:
        return text
    return f"{text[:characters_max]} … (cut: {len(text)} characters in all)"


def escape(match: re.Match[str]) -> str:
    """One matched character in Python's notation."""
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
