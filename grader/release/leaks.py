"""The last look at a release: no line of a solution may be left anywhere in it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.config.source_cell import cell_place
from grader.errors import Fault

CHARACTERS_MIN = 12
WORDS_MIN = 3
"""Shorter lines, such as `return total`, say nothing: students find them in any textbook."""

_WORD = re.compile(r"\w+")
_REMARK = re.compile(r"\s+#.*")
_BASE64 = re.compile(r"[A-Za-z0-9+/][A-Za-z0-9+/\s]{14,}")
"""What may be base64, also broken into lines: attachments, and pictures in the text of a cell."""


def find_leaks(solutions: Iterable[str], files: Mapping[str, bytes], source: str) -> list[Fault]:
    """Every place of the released `files` in which a telling line of the `solutions` is still to be read.

    Messages name the file of the folder `source` that it comes from.
    """
    telling = sorted({line for solution in solutions for line in _telling(solution)})
    return [
        Fault(
            f"{source}/{file}",
            f"{text.place}, line {text.line_of(line)}".removeprefix(", "),
            f"A line of a solution is left here: `{line}`.",
            "Take it out, or word one of the two otherwise.",
        )
        for file, data in files.items()
        for text in _texts(file, data)
        for line in _longest([line for line in telling if _bare(line) in text.bare])
    ]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a released file, also without its blanks: a line is told wherever it is broken and however spaced."""

    place: str
    written: str
    bare: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bare", _bare(self.written))

    def line_of(self, told: str) -> int:
        """The line on which `told` begins."""
        before = self.bare.index(_bare(told))
        for number, line in enumerate(self.written.splitlines(), 1):
            before -= len(_bare(line))
            if before < 0:
                return number
        return 1


def _longest(lines: Sequence[str]) -> Iterator[str]:
    """Without those that are part of another: one leak is one fault."""
    return (line for line in lines if not any(line != other and line in other for other in lines))


def _telling(line: str) -> Iterator[str]:
    code = _REMARK.sub("", line).strip()
    # What is returned is the answer, and tells it without the word as well.
    for text in (line.strip(), code, code.removeprefix("return ")):
        if len(text) >= CHARACTERS_MIN and len(_WORD.findall(text)) >= WORDS_MIN:
            yield text


def _bare(text: str) -> str:
    return "".join(text.split())


def _texts(file: str, data: bytes) -> Iterator[_Text]:
    """Every text in a file and its place; whatever is base64 in it, such as an attachment, is looked into."""
    if not file.endswith(".ipynb"):
        yield from _with_decoded("", data.decode(errors="replace"))
        return
    notebook = json.loads(data)
    for number, cell in enumerate(notebook.pop("cells"), 1):
        for text in _strings(cell):
            yield from _with_decoded(cell_place(number, cell), text)
    for text in _strings(notebook):
        yield from _with_decoded("metadata", text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        # A source is a list of lines; a solution's line may be broken over two of them.
        yield "".join(each for each in value if isinstance(each, str))
        for each in value:
            if not isinstance(each, str):
                yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _strings(each)


def _with_decoded(place: str, text: str) -> Iterator[_Text]:
    yield _Text(place, text)
    for found in _BASE64.finditer(text):
        coded = "".join(found[0].split())
        # Words before it may have run into it, so every way to cut it into groups of four is tried.
        for start in range(4):
            cut = coded[start : len(coded) - ((len(coded) - start) % 4 == 1)]
            decoded = base64.b64decode(cut + "=" * (-len(cut) % 4)).decode(errors="replace")
            yield _Text(f"{place}, decoded".removeprefix(", "), decoded)
