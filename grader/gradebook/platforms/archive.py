"""A zip archive full of students' files, read with distrust: nothing is extracted, and no name becomes a path.

Bytes are counted while they are decompressed, whatever the headers say. What is encrypted, a link, doubled, or named
like a path that leads elsewhere is refused with its reason; the other files go on.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from grader.errors import ConfigurationError, Fault

ENTRIES_MAX = 200_000
MEMBER_MIB_MAX = 64
TOTAL_MIB_MAX = 16 << 10
_TIMESTAMP = 0x5455
"""The extra field that carries times in UTC."""


class Unusable(Exception):
    """A file of the archive that is not read; the text says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    name: str
    info: zipfile.ZipInfo
    problem: str = ""
    """Why it is not read; empty where it is."""

    @property
    def utc(self) -> datetime | None:
        """When it was changed, if the archive says so in UTC."""
        extra = self.info.extra
        while len(extra) >= 4:
            kind, size = struct.unpack_from("<HH", extra)
            if kind == _TIMESTAMP and size >= 5 and len(extra) >= 9 and extra[4] & 1:
                return datetime.fromtimestamp(struct.unpack_from("<i", extra, 5)[0], UTC)
            extra = extra[4 + size :]
        return None

    @property
    def local(self) -> datetime | None:
        """The same by the clock of whoever made the archive, to two seconds."""
        try:
            found = datetime(*self.info.date_time)
        except ValueError:
            return None
        return found if found.year > 1980 else None


class Archive:
    """An open archive. Raises ConfigurationError when the file is none."""

    def __init__(self, path: Path) -> None:
        self._path, self._read = path, 0
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise self._fault("There is no such file.", "Check its name.") from error
        except (OSError, zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
            raise self._fault(f"This is no zip archive that can be read: {error}.", "Download it again.") from error
        if len(self._zip.infolist()) > ENTRIES_MAX:
            self._zip.close()
            raise self._fault(f"It holds more than {ENTRIES_MAX} files.", "Split it.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def members(self) -> Iterator[Member]:
        """Every file, in the order of the archive, without folders and what Finder leaves behind."""
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        count = Counter(_name(info) for info in infos)
        overlapping = _overlapping(infos)
        for info in infos:
            name = _name(info)
            if name.startswith("__MACOSX/") or name.rpartition("/")[2] in (".DS_Store", "Thumbs.db"):
                continue
            problem = _problem(info, name)
            if count[name] > 1:
                problem = "Two files in the archive have this name."
            elif info.header_offset in overlapping:
                problem = "It shares its bytes with another file of the archive, as zip bombs do."
            yield Member(name, info, problem)

    def read(self, member: Member) -> bytes:
        """The bytes of a file.

        Raises
        ------
        Unusable
            This file cannot be read.
        ConfigurationError
            The archive as a whole unpacks to more than is read.
        """
        if member.problem:
            raise Unusable(member.problem)
        limit = MEMBER_MIB_MAX << 20
        try:
            with self._zip.open(member.info) as stream:
                data = stream.read(limit + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, struct.error) as error:
            raise Unusable(f"It is damaged: {error}.") from error
        self._read += len(data)
        if self._read > TOTAL_MIB_MAX << 20:
            raise self._fault(f"It unpacks to more than {TOTAL_MIB_MAX >> 10} GiB.", "Look for the file that does it.")
        if len(data) > limit:
            raise Unusable(f"It unpacks to more than {MEMBER_MIB_MAX} MiB.")
        return data

    def _fault(self, problem: str, remedy: str) -> ConfigurationError:
        return ConfigurationError([Fault(str(self._path), "", problem, remedy)])


def _name(info: zipfile.ZipInfo) -> str:
    """The name, also where whoever made the archive forgot to say that it is UTF-8."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def _problem(info: zipfile.ZipInfo, name: str) -> str:
    mode = info.external_attr >> 16 if info.create_system == 3 else 0
    if info.flag_bits & 0x1:
        return "It is encrypted."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "It is a link or a device, not a file."
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/") or ":" in name.split("/")[0][:2]:
        return "Its name is a path that leads elsewhere."
    if info.orig_filename != info.filename and "\0" in info.orig_filename:
        return "Its name holds a NUL."
    return ""


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Where files begin whose bytes another file claims too."""
    found: set[int] = set()
    end, owner = 0, -1
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            found |= {info.header_offset, owner}
        if (last := info.header_offset + 30 + info.compress_size) > end:
            end, owner = last, info.header_offset
    return found
