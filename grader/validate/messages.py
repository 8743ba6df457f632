"""`answers/messages.yaml`: what students with each wrong answer are told, reviewed by a person and kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from grader.report import write_atomically
from grader.validate.subject_report import SubjectReport

MESSAGES = "messages.yaml"
Messages = Mapping[str, Mapping[str, str]]
"""By wrong answer and check."""

_MEASURED = re.compile(r"\d+\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+|\b\d{4,}\b|(?<=off by )\d+|(?<=returned )-?\d+")
"""Numbers that depend on rounding, and so on the machine; counts, shapes and places do not."""
_HEADER = """\
# What a student with each wrong answer is told. `grader validate --update-messages` rewrites this file: read what it
# changes as a student would. Measured numbers may differ from machine to machine and are not compared.
"""


def messages_of(reports: Mapping[str, SubjectReport]) -> dict[str, dict[str, str]]:
    """The messages in the reports of wrong answers, by their names."""
    return {name: {check.name: check.message for check in reports[name].fired} for name in sorted(reports)}


def read_messages(folder: Path) -> dict[str, dict[str, str]]:
    """What is kept; empty where nothing is."""
    path = folder / "answers" / MESSAGES
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return content if isinstance(content, dict) else {}


def write_messages(folder: Path, messages: Messages) -> None:
    """Keep these from now on."""
    text = yaml.safe_dump(
        {name: dict(checks) for name, checks in messages.items()},
        sort_keys=False,
        allow_unicode=True,
        width=110,
    )
    write_atomically(folder / "answers" / MESSAGES, (_HEADER + text).encode())


def differences(kept: Messages, now: Messages) -> Iterator[str]:
    """What a person has not seen yet."""
    for name in sorted({*kept, *now}):
        if name not in now:
            yield f"{name}: there is no such wrong answer any more"
        elif name not in kept:
            yield f"{name}: its messages are not kept yet"
        else:
            yield from _different_checks(name, kept[name], now[name])


def _different_checks(name: str, kept: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for check in sorted({*kept, *now}):
        before, after = kept.get(check), now.get(check)
        if before is None or after is None:
            yield f"{name}, {check}: {'it fires now' if before is None else 'it does not fire any more'}"
        elif _comparable(before) != _comparable(after):
            yield f"{name}, {check}: was “{before}”, is “{after}”"


def _comparable(message: str) -> str:
    return _MEASURED.sub("#", " ".join(str(message).split()))
