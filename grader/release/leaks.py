"""The last look at a release: no line of a solution may be left anywhere in it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grader.errors import Fault

CHARACTERS_MIN = 12
WORDS_MIN = 3
"""Shorter lines, such as `return total`, say nothing: students find them in any textbook."""

_WORD = re.compile(r"\w+")
_REMARK = re.compile(r"\s+#.*")


def find_leaks(solutions: Iterable[str], files: Mapping[str, bytes]) -> list[Fault]:
    """Every place of the released `files` in which a telling line of the `solutions` is still to be read."""
    telling = sorted({line for solution in solutions for line in _telling(solution)})
    return [
        Fault(
            file,
            place,
            f"A line of a solution is left here: `{line}`.",
            "Take it out, or word one of the two otherwise.",
        )
        for file, data in files.items()
        for place, text in _texts(file, data)
        for line in telling
        if line in text
    ]


def _telling(line: str) -> Iterator[str]:
    for text in map(_one_spaced, (line, _REMARK.sub("", line))):
        if len(text) >= CHARACTERS_MIN and len(_WORD.findall(text)) >= WORDS_MIN:
            yield text


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _texts(file: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Every text in a file and its place, with single spaces; attachments are looked into."""
    if not file.endswith(".ipynb"):
        yield "", _one_spaced(data.decode(errors="replace"))
        return
    notebook = json.loads(data)
    for cell in notebook.pop("cells"):
        for text in _strings(cell):
            yield f"cell {cell['id']}", _one_spaced(text)
            yield f"cell {cell['id']}, attachment", _one_spaced(_decoded(text))
    for text in _strings(notebook):
        yield "metadata", _one_spaced(text)


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


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""
