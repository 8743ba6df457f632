"""A cache of report summaries, so that ten thousand reports are not parsed again to learn that nothing changed.

It cannot lie: an entry counts only while the report's bytes have the hash that stands in it, and a missing, damaged
or outdated index is only slow. Equal reports give an equal index, whatever the order in which they were written.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from grader import __version__
from grader.batch.messages import decode_fraction, encode_fraction
from grader.report import Summary, UnreadableReport, parse, write_atomically

FILE = ".index.json"
_BYTES_MAX = 1 << 30


class _Entry(msgspec.Struct, frozen=True):
    sha256: str
    """Of the report's bytes."""
    summary: Summary


class _Stored(msgspec.Struct, frozen=True):
    grader: str
    entries: dict[str, _Entry]


_encoder = msgspec.json.Encoder(enc_hook=encode_fraction, order="sorted")
_decoder = msgspec.json.Decoder(_Stored, dec_hook=decode_fraction)


@dataclass(slots=True)
class Index:
    """The index of one report folder; keys are paths below it, such as `softmax/student-01.yaml`."""

    folder: Path
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _changed: bool = False

    @classmethod
    def load(cls, folder: Path) -> Index:
        """The folder's index, empty when there is none that can be used."""
        try:
            with (folder / FILE).open("rb") as stream:
                stored = _decoder.decode(stream.read(_BYTES_MAX))
        except (OSError, msgspec.MsgspecError):
            return cls(folder)
        return cls(folder, stored.entries if stored.grader == __version__ else {})

    def summary(self, key: str, report: bytes) -> Summary | None:
        """The summary of a report with these bytes, parsed only when it is new here; None when it is no report."""
        if known := self.known(key, report):
            return known
        try:
            summary = parse(report)
        except UnreadableReport:
            return None
        self.note(key, report, summary)
        return summary

    def known(self, key: str, report: bytes) -> Summary | None:
        """The summary of a report with these bytes, when it stands here already."""
        entry = self._entries.get(key)
        return entry.summary if entry is not None and entry.sha256 == hashlib.sha256(report).hexdigest() else None

    def note(self, key: str, report: bytes, summary: Summary) -> None:
        """Remember a report that was just written."""
        self._entries[key] = _Entry(hashlib.sha256(report).hexdigest(), summary)
        self._changed = True

    def save(self) -> None:
        """Write the index, without the entries of reports that are gone, unless it is as it was. Raises OSError."""
        if self._changed:
            there = {key: entry for key, entry in sorted(self._entries.items()) if (self.folder / key).exists()}
            write_atomically(self.folder / FILE, _encoder.encode(_Stored(__version__, there)))
            self._changed = False
