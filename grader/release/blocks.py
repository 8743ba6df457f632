"""Solutions in the text of a cell: the lines between ### BEGIN SOLUTION and ### END SOLUTION."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_BEGIN = re.compile(r"[ \t]*### BEGIN SOLUTION[ \t]*")
_END = re.compile(r"[ \t]*### END SOLUTION[ \t]*")
_LIKE_A_MARKER = re.compile(r"\b(?:begin|end)[ \t_-]*solutions?\b", re.IGNORECASE)

_PAIR = "Each ### BEGIN SOLUTION needs its own ### END SOLUTION after it, before the next one begins."


@dataclass(frozen=True, slots=True)
class Block:
    """One solution: `begin` and `end` are the positions of its markers' lines, from 0."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """A marker that cannot be right; `line` counts from 1."""

    line: int
    problem: str
    remedy: str


def find_blocks(lines: Sequence[str]) -> tuple[list[Block], list[Wrong]]:
    """All solutions of a cell, and all markers that are misspelt, stray, nested, unclosed or around nothing."""
    blocks: list[Block] = []
    wrong: list[Wrong] = []
    begin: int | None = None
    for at, line in enumerate(lines):
        if _BEGIN.fullmatch(line):
            if begin is not None:
                wrong.append(Wrong(at + 1, f"This solution begins inside of the one of line {begin + 1}.", _PAIR))
            begin = at
        elif _END.fullmatch(line):
            if begin is None:
                wrong.append(Wrong(at + 1, "This solution ends without having begun.", _PAIR))
            elif not any(inner.strip() for inner in lines[begin + 1 : at]):
                wrong.append(Wrong(begin + 1, "There is nothing in this solution.", "Write it, or delete its markers."))
            else:
                blocks.append(Block(begin, at))
            begin = None
        elif _LIKE_A_MARKER.search(line):
            remedy = "Write ### BEGIN SOLUTION or ### END SOLUTION alone on its line."
            wrong.append(Wrong(at + 1, "This looks like a marker and is none.", remedy))
    if begin is not None:
        wrong.append(Wrong(begin + 1, "This solution does not end in its cell.", _PAIR))
    return blocks, wrong


def replace_blocks(lines: Sequence[str], blocks: Sequence[Block], replacement: Callable[[Block], str]) -> str:
    """The cell's text with one line in place of each block, indented as its first marker was."""
    kept: list[str] = []
    position = 0
    for block in blocks:
        marker = lines[block.begin]
        kept += [*lines[position : block.begin], marker[: len(marker) - len(marker.lstrip())] + replacement(block)]
        position = block.end + 1
    return "\n".join([*kept, *lines[position:]])
