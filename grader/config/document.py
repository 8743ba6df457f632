"""YAML read with bounds: plain data in UTF-8, no aliases, no tags, limited size and depth, and the line of every node.

An alias bomb, a tag that asks for an object, or ten thousand opening brackets end in `UnreadableYaml` before anything
is built. Scalars keep their text, so that points are read exactly and never pass through a binary float.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, NodeEvent
from yaml.nodes import Node

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: ten times as fast, with the same answers."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much YAML is read at most."""

    bytes_max: int = 1 << 20
    depth_max: int = 16
    nodes_max: int = 50_000


class UnreadableYaml(Exception):
    """These bytes are not YAML that is read here; `line` counts from 1 and is None when it is unknown."""

    def __init__(self, problem: str, remedy: str, line: int | None = None) -> None:
        self.problem, self.remedy, self.line = problem, remedy, line
        super().__init__(f"{problem} {remedy}")


def compose(data: bytes, bounds: Bounds) -> Node | None:
    """The tree of one YAML document, or None when it is empty. Raises `UnreadableYaml`."""
    if len(data) > bounds.bytes_max:
        raise UnreadableYaml(f"The file has {len(data)} bytes; at most {bounds.bytes_max} are read.", "Shorten it.")
    text = _decode(data)
    try:
        _survey(text, bounds)
        return yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = " ".join(part for part in (error.context, error.problem) if part)
        line = mark.line + 1 if mark else None
        if "nesting depth" in told:  # libyaml's own bound, met before ours
            raise _too_deep(line) from error
        raise UnreadableYaml(
            f"This is not valid YAML: {told}.", "Check quotes, colons and indentation (blanks, no tabs).", line
        ) from error
    except yaml.reader.ReaderError as error:
        raise _strange_character(text, error.position) from error


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableYaml("The file is not UTF-8 text.", "Save it in the encoding UTF-8.", line) from error


def _strange_character(text: str, position: int | None) -> UnreadableYaml:
    line = text.count("\n", 0, position) + 1 if position is not None else None
    return UnreadableYaml("The file holds a character that YAML does not allow.", "Remove control characters.", line)


def _survey(text: str, bounds: Bounds) -> None:
    """Walk the events once, without building anything, and refuse what the bounds forbid."""
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        documents += isinstance(event, DocumentStartEvent)
        nodes += isinstance(event, NodeEvent)
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if documents > 1:
            raise UnreadableYaml("A second document starts here.", "Keep one document in the file.", line)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            raise UnreadableYaml("Anchors and aliases are not read here.", "Write the value out.", line)
        if getattr(event, "tag", None) is not None:
            raise UnreadableYaml("Tags such as `!!str` are not read here.", "Write a plain value.", line)
        if depth > bounds.depth_max or nodes > bounds.nodes_max:
            raise _too_deep(line)


def _too_deep(line: int | None) -> UnreadableYaml:
    return UnreadableYaml("The file is nested too deeply or holds too many entries.", "Simplify it.", line)
