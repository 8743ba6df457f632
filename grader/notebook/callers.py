"""Which functions of a notebook call which others, read from its tokens: nothing is compiled, and nothing run."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Collection, Iterator, Mapping, Sequence

from grader.model import Cell

CELL_CHARACTERS_MAX = 50_000
"""Longer cells are not read: this explains points, it does not give any."""
CELLS_MAX = 500

_SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def calls(cells: Sequence[Cell], names: Collection[str]) -> Mapping[str, frozenset[str]]:
    """By top-level function among `names`, the others among them that its last definition calls."""
    found: dict[str, frozenset[str]] = {}
    for cell in cells[-CELLS_MAX:]:
        if len(cell.source) <= CELL_CHARACTERS_MAX:
            found.update(_of_cell(cell.source, names))
    return {name: called - {name} for name, called in found.items() if name in names}


def _of_cell(source: str, names: Collection[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    inside, before, last = "", "", ""
    for token in _tokens(source):
        is_top = token.start[1] == 0 and token.type == tokenize.NAME
        if is_top:
            inside = ""
        if last == "def" and not inside and token.start[1] <= len("async def "):
            inside = token.string
            found[inside] = set()
        elif token.string == "(" and last in names and before not in ("def", ".") and inside:
            found[inside].add(last)
        before, last = last, token.string
    return {name: frozenset(called) for name, called in found.items()}


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    """Tokens that mean something, up to where this is no Python any more."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in _SKIPPED:
                yield token
    except (tokenize.TokenError, SyntaxError):
        return
