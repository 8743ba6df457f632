"""Source text as symbols that survive renaming and reformatting. Any text can be read; nothing is run."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKENS_MAX = 100_000
"""Of one cell; what comes after is not compared."""

# Every text that begins also ends, at the end of the cell if need be: a lexer that tried again would take forever.
_TOKEN = re.compile(
    r"""
      (?P<skip>   [ \t\f\r]+ | \\\n | \#[^\n]* )
    | (?P<text>   [rRbBuUfFtT]{0,3} (?: \"{3} (?:[^\\"]|\\.|"(?!""))*+ (?:\"{3}|\\?\Z)
                                      | '{3} (?:[^\\']|\\.|'(?!''))*+ (?:'{3}|\\?\Z)
                                      | " (?:[^"\\\n]|\\.)*+ (?:"|(?=\n)|\\?\Z)
                                      | ' (?:[^'\\\n]|\\.)*+ (?:'|(?=\n)|\\?\Z) ) )
    | (?P<number> \.?\d (?:[eE][+-]|[\w.])*+ )
    | (?P<name>   [^\W\d]\w* )
    | (?P<end>    \n | ; )
    | (?P<sign>   \*\*=? | //=? | <<=? | >>=? | [-+*/%@&|^<>=!:]= | -> | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))
"""Words that cannot be renamed. What follows a dot is kept, too: it is the library's."""
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
END = "\n"


@dataclass(frozen=True, slots=True)
class Token:
    """One symbol, and the line of the cell that it stands on, from 0."""

    symbol: str
    line: int


def tokens(source: str) -> list[Token]:
    """The symbols of a cell, without imports, and without texts that stand for themselves, as docstrings do."""
    found: list[Token] = []
    for statement in _statements(source):
        symbols = [token.symbol for token in statement]
        if symbols != ["text"] and symbols[0] not in ("import", "from"):
            found += [*statement, Token(END, statement[-1].line)]
    return found


def _statements(source: str) -> Iterator[list[Token]]:
    """Logical lines that are not empty."""
    statement: list[Token] = []
    line = depth = 0
    for count, match in enumerate(_TOKEN.finditer(source)):
        kind, text = match.lastgroup or "sign", match[0]
        if count > TOKENS_MAX:
            break
        if kind == "end" and (depth == 0 or text == ";"):
            if statement:
                yield statement
            statement = []
        elif kind not in ("end", "skip"):
            depth = max(0, depth + (text in _OPENING) - (text in _CLOSING)) if kind == "sign" else depth
            statement.append(Token(_symbol(kind, text, statement), line))
        line += text.count("\n")
    if statement:
        yield statement


def _symbol(kind: str, text: str, before: list[Token]) -> str:
    if kind == "name":
        return text if text in _KEPT or (before and before[-1].symbol == ".") else "name"
    return text if kind == "sign" else kind
