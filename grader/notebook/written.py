"""The written answers: which markdown cells hold them, and what of those cells the student wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.model import Cell, Notebook, WrittenAnswer, WrittenPart

# What follows on the heading's own line may be the answer, so only marks and a remark in brackets go with the heading.
# Blanks are taken whole and never given back, or a cell of a million of them would be searched for hours.
_HEADING = re.compile(
    r"[\s#*_>]*+part\s*+(\d{1,4})\s*+[.:–—-]*+\s*+your\s++answer(?![a-z])"
    r"[ \t.:…#*_–—-]*(?:\([^()\n]*\)[ \t.:#*_]*(?=\n|\Z))?",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"^[ \t*_>]*+write\s++your\s++answer\s++here(?:,?\s++in\s++place\s++of\s++this\s++line)?[ \t.:…*_]*+$",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER_ID = re.compile(r"part-(\d{1,4})-answer")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def written_answers(notebook: Notebook, parts: Sequence[WrittenPart]) -> tuple[WrittenAnswer, ...]:
    """One answer per part; its text is None where the student left the prompt as it was, or deleted the cell.

    An answer is in the cell whose id is `part-<n>-answer`, or in one under the heading "Part n: your answer" when that
    cell is gone or holds nothing: ids are lost in many editors, and headings are retyped.
    """
    return tuple(WrittenAnswer(part.part, next(_texts(notebook, part.part), None)) for part in parts)


def _texts(notebook: Notebook, part: int) -> Iterator[str]:
    by_id = [cell for cell in notebook.markdown if cell.id == f"part-{part}-answer"]
    others = (cell for cell in notebook.markdown if cell.id != f"part-{part}-answer")
    by_heading = [cell for cell in others if _part_named(cell.source) == part]
    for cell in by_id + by_heading:
        if text := _own_words(cell.source):
            yield text


def _part_named(source: str) -> int | None:
    heading = _HEADING.match(_COMMENT.sub("", source))
    return int(heading[1]) if heading else None


def _own_words(source: str) -> str:
    source = _COMMENT.sub("", source)
    if heading := _HEADING.match(source):
        source = source[heading.end() :]
    return _PROMPT.sub("", source).strip()


def unanswered(notebook: Notebook) -> tuple[int, ...]:
    """The parts that have a cell for an answer, and none in it."""
    asked = {part for cell in notebook.markdown if (part := _part_asked(cell)) is not None}
    return tuple(part for part in sorted(asked) if next(_texts(notebook, part), None) is None)


def _part_asked(cell: Cell) -> int | None:
    by_id = _ANSWER_ID.fullmatch(cell.id)
    return int(by_id[1]) if by_id else _part_named(cell.source)
