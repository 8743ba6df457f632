"""Where a text binds a name, told by patterns: what students wrote is neither compiled nor run."""

from __future__ import annotations

import re

_BLANK, _BLANK_IN_JSON = r"[ \t]", r"(?: |\\t)"


def definition(name: str) -> re.Pattern[str]:
    """Finds, in Python source, a line that defines this function."""
    return re.compile(rf"^{_BLANK}*+{_def(name)}", re.MULTILINE)


def binding(name: str) -> re.Pattern[str]:
    """Finds, in Python source, a line that defines this function or assigns to its name."""
    return re.compile(rf"^{_BLANK}*+(?:{_def(name)}|{re.escape(name)}{_BLANK}*+=)", re.MULTILINE)


def definition_in_json(name: str) -> re.Pattern[str]:
    """Finds, in a notebook file, the beginning of a source line that defines this function."""
    return re.compile(rf'(?:"|\\n){_BLANK_IN_JSON}*+{_def(name, _BLANK_IN_JSON)}')


def _def(name: str, blank: str = _BLANK) -> str:
    # Blanks of one line only, and none given back: over line ends, a cell of empty lines would be searched for hours.
    return rf"(?:async{blank}++)?def{blank}++{re.escape(name)}\b"
