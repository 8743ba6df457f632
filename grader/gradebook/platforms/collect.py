"""From a platform's archive to one notebook a student, each with whose it is and when it came."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from grader.config.late import Enrolled, moment
from grader.gradebook.cells import inert, when
from grader.gradebook.platforms.archive import Archive, Member, Unusable
from grader.gradebook.platforms.listing import Listed
from grader.gradebook.platforms.names import HandedIn, Platform, is_of, parse_name
from grader.gradebook.platforms.people import People, Person

COLUMNS = ("file", "submitted", "late", "platform", "platform_id", "platform_name", "original")
ID_BYTES_MAX = 200


@dataclass(frozen=True, slots=True)
class Notebook:
    """One student's notebook in the archive."""

    student: str
    is_known: bool
    """Whether the roster, or the platform's own list, says who it is."""
    handed_in: HandedIn
    member: Member
    submitted: datetime | None


@dataclass(frozen=True, slots=True)
class Collected:
    """What an archive holds, and the files that are set aside, each with its reason."""

    notebooks: tuple[Notebook, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to read an archive."""

    platform: Platform
    assignment: str
    roster: Sequence[Enrolled] | None
    listed: Mapping[str, Listed]
    """The platform's own list, by its ids; empty without one."""
    zone: ZoneInfo | None
    """Of the clocks of the platform and of the archive; None where no time is to be believed."""
    archive_times: bool
    """Whether the archive's own times are when students handed in."""


def collect(archive: Archive, wanted: Wanted) -> Collected:
    """The notebooks; of several of one student the one that is named after the assignment."""
    problems: list[str] = []
    by_person: defaultdict[str, list[tuple[HandedIn, Member]]] = defaultdict(list)
    for member in archive.members():
        handed_in = parse_name(wanted.platform, member.name)
        if member.problem:
            problems.append(f"{member.name}: {member.problem}")
        elif handed_in is None:
            problems.append(f"{member.name}: {wanted.platform.title()} does not name submissions like this.")
        else:
            by_person[handed_in.platform_id].append((handed_in, member))
    found = []
    people = People(wanted.roster or ()), People(each for each in wanted.roster or () if not each.name)
    for files in by_person.values():
        chosen = _notebook_of(files, wanted.assignment)
        if isinstance(chosen, str):
            problems.append(f"{files[0][1].name}: {chosen}")
        else:
            found.append(_identified(*chosen, wanted, people))
    kept, doubled = _without_doubles(found)
    return Collected(kept, (*problems, *doubled))


def _notebook_of(files: Sequence[tuple[HandedIn, Member]], assignment: str) -> tuple[HandedIn, Member] | str:
    notebooks = [each for each in files if each[0].file.lower().endswith(".ipynb")]
    named = [each for each in notebooks if is_of(each[0].file, assignment)]
    if len(notebooks) == 1 or len(named) == 1:
        return (named or notebooks)[0]
    if not notebooks:
        return "There is no notebook among what this student handed in."
    return f"This student handed in {len(notebooks)} notebooks. Say which one counts: keep it alone."


def _identified(handed_in: HandedIn, member: Member, wanted: Wanted, people: tuple[People, People]) -> Notebook:
    everybody, nameless = people
    listed = wanted.listed.get(handed_in.platform_id)
    if listed is not None:
        student = everybody.find(listed.person)
    else:
        # A platform's number that happens to be the id of somebody with another name means somebody else.
        student = everybody.find(Person((), handed_in.name)) or nameless.find(Person((handed_in.platform_id,), ""))
    if student is None and wanted.roster is None and listed is not None and listed.person.keys:
        student = listed.person.keys[0]
    known = student is not None
    return Notebook(student or handed_in.platform_id, known, handed_in, member, _time(member, listed, wanted))


def _time(member: Member, listed: Listed | None, wanted: Wanted) -> datetime | None:
    if listed is not None and listed.submitted is not None and wanted.zone is not None:
        return moment(listed.submitted, wanted.zone)
    if not wanted.archive_times:
        return None
    if member.utc is not None:
        return member.utc
    return moment(member.local, wanted.zone) if member.local is not None and wanted.zone is not None else None


def _without_doubles(notebooks: Iterable[Notebook]) -> tuple[tuple[Notebook, ...], tuple[str, ...]]:
    by_student: defaultdict[str, list[Notebook]] = defaultdict(list)
    for each in notebooks:
        by_student[each.student].append(each)
    kept, problems = [], []
    for student, found in sorted(by_student.items()):
        names = ", ".join(each.member.name for each in found)
        if len(found) > 1:
            problems.append(f"{names}: All of these would be {student}'s, so none is taken.")
        elif problem := _no_file_name(student):
            problems.append(f"{names}: {problem}")
        else:
            kept.append(found[0])
    return tuple(kept), tuple(problems)


def _no_file_name(student: str) -> str:
    if "/" in student or "\\" in student or student.startswith(".") or not student.isprintable():
        return f"The id `{student[:80]}` cannot be the name of a file."
    return "The id is too long for the name of a file." if len(student.encode()) > ID_BYTES_MAX else ""


def read(archive: Archive, notebook: Notebook) -> bytes | str:
    """The bytes of a notebook, or why there are none."""
    try:
        return archive.read(notebook.member)
    except Unusable as error:
        return str(error)


def manifest_row(notebook: Notebook, platform: Platform, file: str) -> dict[str, str]:
    """What the manifest says about a notebook."""
    handed_in = notebook.handed_in
    late = {True: "yes", False: "no", None: ""}[handed_in.late]
    submitted = when(notebook.submitted.astimezone(UTC) if notebook.submitted else None)
    told = (file, submitted, late, platform.value, handed_in.platform_id, inert(handed_in.name))
    return dict(zip(COLUMNS, (*told, inert(notebook.member.name)), strict=True))


def render_manifest(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The bytes of a manifest, by file name."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["file"]))
    return stream.getvalue().encode()


def late_without_time(notebooks: Iterable[Notebook]) -> Iterator[Notebook]:
    """Those that the platform calls late, without a time that says how much."""
    return (each for each in notebooks if each.handed_in.late and each.submitted is None)
