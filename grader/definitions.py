"""Where a text defines a name, told by patterns: what students wrote is neither compiled nor run."""

from __future__ import annotations

import re

# Blanks of one line only, and none given back: over line ends, a cell of empty lines would be searched for hours.
_SOME, _ANY = r"[ \t]++", r"[ \t]*+"


def definition(name: str) -> re.Pattern[str]:
    """Finds, in Python source, a line that defines this function."""
    return re.compile(rf"^{_ANY}{_def(name)}", re.MULTILINE)


def binding(name: str) -> re.Pattern[str]:
    """Finds, in Python source, a line that defines this function or assigns to its name."""
    return re.compile(rf"^{_ANY}(?:{_def(name)}|{re.escape(name)}{_ANY}=)", re.MULTILINE)


def definition_in_json(name: str) -> re.Pattern[str]:
    """Finds, in a notebook file, the beginning of a source line that defines this function."""
    return re.compile(rf'(?:"|\\n){_ANY}{_def(name)}')


def _def(name: str) -> str:
    return rf"(?:async{_SOME})?def{_SOME}{re.escape(name)}\b"
