"""One more assignment in config.yaml: comments, order and every other byte stay as the author wrote them."""

from __future__ import annotations

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grader.config.course import CONFIG
from grader.config.document import Bounds, UnreadableYaml, compose
from grader.errors import ConfigurationError, Fault

_KEY = "assignments"


def with_assignment(config: bytes, name: str) -> bytes:
    """The bytes of config.yaml with `name` at the end of its list.

    Raises
    ------
    ConfigurationError
        The list is written in a way that the author must add to it.
    """
    listed = _list(config)
    if listed is not None and listed.value:
        text = config.decode()
        lines, word = text.splitlines(keepends=True), name if isinstance(yaml.safe_load(name), str) else f'"{name}"'
        last = listed.value[-1]
        longer = (_in_flow if listed.flow_style else _in_block)(lines, last, word).encode()
        # Read again, because nothing else tells whether the line went where it belongs.
        if _names(_list(longer)) == [*_names(listed), name]:
            return longer
    problem = "The list of assignments is written in a way that cannot be added to safely."
    raise ConfigurationError([Fault(CONFIG, _KEY, problem, f"Add the line `- {name}` below `{_KEY}:` yourself.")])


def _in_block(lines: list[str], last: Node, word: str) -> str:
    """A line of its own, which begins as the last one does."""
    before, at = lines[last.start_mark.line][: last.start_mark.column], last.end_mark.line
    ended = lines[at].rstrip("\r\n")
    # The last line of a file may have no end; its first one has, since the list's key stands above its names.
    ending = lines[at][len(ended) :] or ("\r\n" if lines[0].endswith("\r\n") else "\n")
    return "".join([*lines[:at], ended, ending, before, word, ending, *lines[at + 1 :]])


def _in_flow(lines: list[str], last: Node, word: str) -> str:
    line, column = last.end_mark.line, last.end_mark.column
    return "".join([*lines[:line], lines[line][:column], f", {word}", lines[line][column:], *lines[line + 1 :]])


def _list(config: bytes) -> SequenceNode | None:
    try:
        root = compose(config, Bounds())
    except UnreadableYaml:
        return None
    if isinstance(root, MappingNode):
        for key, value in root.value:
            if isinstance(key, ScalarNode) and key.value == _KEY and isinstance(value, SequenceNode):
                return value
    return None


def _names(listed: SequenceNode | None) -> list[str]:
    """Texts only: `no` without quotes would be a no, and not a name."""
    text = "tag:yaml.org,2002:str"
    return [each.value for each in listed.value if each.tag == text] if listed is not None else []
