"""YAML written node by node, so that every parser reads the same thing.

A text stands plain only when YAML 1.1 and 1.2 both read it as that text: `yes`, `1e3`, `0x1F`, `null` and `12:30` are
quoted. Steering and invisible characters are written as escapes, so that a report is inert on a terminal and in a diff
and still comes back exactly; only halves of characters, which no YAML can hold, are replaced by their notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grader.characters import INVISIBLE_IN_TEXT, show_surrogates

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_PREFIX = "tag:yaml.org,2002:"
_PLAIN = re.compile(r"[^\W\d_][^\n\t]*")
"""A text that starts with a letter cannot be a number, a date or an indicator."""
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"])
"""Words that some parser reads as a truth value, nothing, or a number."""


def text(value: str, *, quoted: bool = False) -> ScalarNode:
    """A text; several lines stand as a block where that is exact."""
    value = show_surrogates(value)
    return ScalarNode(_PREFIX + "str", value, style='"' if quoted else _style(value))


def _style(value: str) -> str | None:
    if INVISIBLE_IN_TEXT.search(value):
        return '"'
    if "\n" in value:
        return "|" if _exact_as_block(value) else '"'
    return None if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS else '"'


def _exact_as_block(value: str) -> bool:
    """Whether no parser can take a blank of this text for indentation, or fold it away."""
    lines = value.split("\n")
    return not value[0].isspace() and not value.endswith("\n\n") and all(line == line.rstrip() for line in lines)


def integer(value: int) -> ScalarNode:
    """A whole number."""
    return ScalarNode(_PREFIX + "int", str(value))


def number(value: float) -> ScalarNode:
    """A measured number, to the thousandth."""
    return ScalarNode(_PREFIX + "float", f"{value:.3f}")


def boolean(value: bool) -> ScalarNode:
    """`true` or `false`."""
    return ScalarNode(_PREFIX + "bool", "true" if value else "false")


def mapping(pairs: Iterable[tuple[str, Node]], *, flow: bool = False) -> MappingNode:
    """Keys in the given order; `flow` puts all on one line in braces."""
    return MappingNode(_PREFIX + "map", [(text(key), value) for key, value in pairs], flow_style=flow)


def sequence(items: Iterable[Node]) -> SequenceNode:
    """A list; an empty one stands as `[]`."""
    items = list(items)
    return SequenceNode(_PREFIX + "seq", items, flow_style=not items)


def serialize(node: Node) -> bytes:
    """The bytes of one document, in UTF-8."""
    written = yaml.serialize(node, Dumper=Dumper, allow_unicode=True, width=1 << 30)
    # Whatever is invisible stands in double quotes by now (see `_style`), where an escape reads as the character.
    return INVISIBLE_IN_TEXT.sub(_yaml_escape, written).encode()


def _yaml_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
