"""From the staff's log, what a check compared: inputs and expected values, and never a line of the check."""

from __future__ import annotations

import re
from collections.abc import Mapping

DETAIL_CHARACTERS = 2_000
_HEADER = re.compile(r"^([A-Za-z_]\w*): (failed|errored|timed_out|broken)$", re.MULTILINE)


def details(log: str) -> Mapping[str, str]:
    """By check: the values that its log shows before the traceback begins."""
    parts = _HEADER.split(log)
    found = {}
    for name, text in zip(parts[1::3], parts[3::3], strict=True):
        values = text.partition("Traceback (most recent call last):")[0].strip()
        if values:
            found[name] = values[:DETAIL_CHARACTERS]
    return found
