"""One mapping of a YAML file, read key by key; what is wrong is collected, so that all faults are shown at once.

Each reading method returns None when it has noted a fault: the caller goes on, and the file is refused at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from fractions import Fraction

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grader.errors import Fault

NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,6})?")
"""A plain decimal: no exponent (`1e999999999` would be a number to wait for), no leading zero (octal in YAML 1.1)."""
INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(:\d\d)?)", re.ASCII)
"""A date and a time on the wall; the zone is named elsewhere."""

_KINDS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "a yes/no value",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:map": "a mapping",
    "tag:yaml.org,2002:seq": "a list",
}
_STR = "tag:yaml.org,2002:str"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean `seed`?`, or the known words when none is near."""
    known = sorted(set(known))
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Known: {', '.join(f'`{name}`' for name in known)}." if known else ""


def read_moment(text: str) -> datetime | None:
    """The date and time that a text names, or None when it names none."""
    found = MOMENT.fullmatch(text)
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}") if found else None
    except ValueError:  # the 31st of June
        return None


@dataclass(slots=True)
class Section:
    """A mapping node, the place where it stands, and the list that faults go to."""

    file: str
    node: MappingNode
    faults: list[Fault]
    path: str = ""
    _asked: set[str] = field(default_factory=set)
    _missing: dict[str, Fault] = field(default_factory=dict)

    def fault(self, key: str, problem: str, remedy: str = "") -> None:
        """Note a fault at `key`, or at the section itself when `key` is empty."""
        node = self._get(key) if key else self.node
        self._note(node or self.node, self._place(key), problem, remedy)

    def text(self, key: str) -> str | None:
        """A text that is not blank."""
        node = self._required(key)
        return self._text(node, self._place(key)) if node else None

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts, at least one."""
        node = self._required(key)
        if node is None:
            return None
        if not isinstance(node, SequenceNode) or not node.value:
            self._wrong(node, self._place(key), "a list with at least one entry")
            return None
        found = [self._text(item, f"{self._place(key)}[{index}]") for index, item in enumerate(node.value)]
        return tuple(text for text in found if text is not None)

    def number(self, key: str) -> Fraction | None:
        """An exact number greater than 0."""
        return self._numeric(key, NUMBER, "a number greater than 0, such as `2` or `2.5`", Fraction(0), strict=True)

    def integer(self, key: str, least: int) -> int | None:
        """A whole number, `least` or more."""
        value = self._numeric(key, INTEGER, f"a whole number, {least} or more", Fraction(least), strict=False)
        return None if value is None else int(value)

    def moment(self, key: str) -> datetime | None:
        """A date and a time of day, without a zone."""
        node = self._required(key)
        if node is None:
            return None
        plain = isinstance(node, ScalarNode) and node.tag in (_STR, _TIMESTAMP)
        found = read_moment(node.value) if plain else None
        if found is None:
            self._wrong(node, self._place(key), "a date and time without a zone, such as `2026-12-01 23:59:59`")
        return found

    def choice(self, key: str, known: Iterable[str]) -> str | None:
        """One of the known words."""
        word = self.text(key)
        if word is None or word in (known := list(known)):
            return word
        self.fault(key, f"`{word}` is not known here.", did_you_mean(word, known))
        return None

    def section(self, key: str) -> Section | None:
        """The mapping below `key`."""
        node = self._required(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self._wrong(node, self._place(key), "a mapping of keys and values")
            return None
        return Section(self.file, node, self.faults, self._place(key))

    def sections(self, key: str) -> tuple[Section, ...]:
        """The list of mappings below `key`."""
        node = self._required(key)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode) or not node.value:
            self._wrong(node, self._place(key), "a list with at least one entry")
            return ()
        found = []
        for index, item in enumerate(node.value):
            place = f"{self._place(key)}[{index}]"
            if isinstance(item, MappingNode):
                found.append(Section(self.file, item, self.faults, place))
            else:
                self._wrong(item, place, "a mapping of keys and values")
        return tuple(found)

    def node_of(self, key: str) -> Node | None:
        """What stands below `key`, as it is."""
        return self._get(key)

    def has(self, key: str) -> bool:
        """Whether the key is there; it counts as known from now on."""
        self._asked.add(key)
        return self._get(key) is not None

    def finish(self) -> None:
        """Note every key that nobody asked for, and every key that stands twice."""
        seen: set[str] = set()
        for key_node, _ in self.node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else "(no plain key)"
            if key in seen:
                self._note(key_node, self._place(key), "The key stands here a second time.", "Keep one of them.")
            elif key not in self._asked:
                told = did_you_mean(key, self._asked)
                self._note(key_node, self._place(key), "There is no such key.", told)
                self._forget_missing(told)
            seen.add(key)

    def _forget_missing(self, told: str) -> None:
        """A misspelt key is one fault, not also a missing one."""
        for key, fault in self._missing.items():
            if told == did_you_mean(key, [key]) and fault in self.faults:
                self.faults.remove(fault)

    def _numeric(
        self, key: str, pattern: re.Pattern[str], expected: str, least: Fraction, *, strict: bool
    ) -> Fraction | None:
        node = self._required(key)
        if node is None:
            return None
        plain = isinstance(node, ScalarNode) and node.tag != _STR and pattern.fullmatch(node.value)
        value = Fraction(node.value) if plain else None
        if value is None or value < least or (strict and value == least):
            self._wrong(node, self._place(key), expected)
            return None
        return value

    def _text(self, node: Node, place: str) -> str | None:
        if isinstance(node, ScalarNode) and node.tag == _STR and node.value.strip():
            return str(node.value)
        self._wrong(node, place, "a text (in quotes when it looks like a number, a date or yes/no)")
        return None

    def _wrong(self, node: Node, place: str, expected: str) -> None:
        kind = _KINDS.get(node.tag, "a text")
        shown = f" (`{node.value[:40]}`)" if isinstance(node, ScalarNode) and node.value else ""
        self._note(node, place, f"Expected {expected}; found {kind}{shown}.", "")

    def _required(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self._get(key)
        if node is None:
            self._note(self.node, self._place(key), "The key is missing.", f"Add `{key}: …`.")
            self._missing[key] = self.faults[-1]
        return node

    def _get(self, key: str) -> Node | None:
        for key_node, value in self.node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == key:
                return value  # type: ignore[no-any-return]
        return None

    def _place(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def _note(self, node: Node, place: str, problem: str, remedy: str) -> None:
        line = f"line {node.start_mark.line + 1}"
        self.faults.append(Fault(self.file, f"{place} ({line})" if place else line, problem, remedy))
