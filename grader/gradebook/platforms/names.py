"""What the names of files in the archives of Canvas and Moodle say: who, which file, and whether it was late.

Canvas:  arendtanna_LATE_1234_56789_softmax-1.ipynb      name, LATE or not, user id, attachment id, file
Moodle:  Anna Arendt_1234_assignsubmission_file/softmax.ipynb, or with `_` in the place of `/`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """Where an archive or a table comes from."""

    CANVAS = "canvas"
    MOODLE = "moodle"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file, as its name describes it."""

    platform_id: str
    name: str
    file: str
    late: bool | None
    """None where the platform does not say."""


_CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<id>\d{1,18})_(?P<attachment>\d{1,18})_(?P<file>.+)", re.DOTALL)
_MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d{1,18})_assignsubmission_[a-z]+", re.DOTALL)
_MOODLE_FLAT = re.compile(r"(?P<name>.+?)_(?P<id>\d{1,18})_assignsubmission_[a-z]+_(?P<file>.+)", re.DOTALL)
_INSIDE = re.compile(r"_\d{1,18}_assignsubmission_")


def platform_of(names: list[str]) -> Platform | None:
    """The platform by which most of these files were named; None when it is neither."""
    moodle = sum(parse_name(Platform.MOODLE, name) is not None for name in names)
    canvas = sum(parse_name(Platform.CANVAS, name) is not None for name in names)
    if not moodle and not canvas:
        return None
    return Platform.MOODLE if moodle >= canvas else Platform.CANVAS


def parse_name(platform: Platform, name: str) -> HandedIn | None:
    """What a name says; None when the platform did not give it."""
    if platform is Platform.CANVAS:
        found = _CANVAS.fullmatch(name.rpartition("/")[2])
        return HandedIn(found["id"], found["name"], found["file"], bool(found["late"])) if found else None
    folder, slash, file = name.partition("/")
    if slash:
        found = _MOODLE.fullmatch(folder)
        return HandedIn(found["id"], found["name"], file, None) if found else None
    # A student who names a file like a folder of Moodle's would otherwise choose whose it is.
    found = _MOODLE_FLAT.fullmatch(name) if len(_INSIDE.findall(name)) == 1 else None
    return HandedIn(found["id"], found["name"], found["file"], None) if found else None


def is_of(file: str, assignment: str) -> bool:
    """Whether a file is named after the assignment, also as Canvas numbers what is handed in again."""
    stem, _, suffix = file.rpartition("/")[2].casefold().rpartition(".")
    again = r"(?:[ _-]\d{1,4}| ?\(\d{1,4}\))?"
    return suffix == "ipynb" and re.fullmatch(re.escape(assignment.casefold()) + again, stem) is not None
