"""The parts of a report's YAML tree, taken out strictly."""

from __future__ import annotations

from fractions import Fraction

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grader.config.document import Bounds, UnreadableYaml, compose
from grader.config.section import NUMBER
from grader.model import Provenance

BOUNDS = Bounds(bytes_max=16 << 20, depth_max=8, nodes_max=500_000)
SCHEMA = 1

Fields = dict[str, Node]


class UnreadableReport(Exception):
    """These bytes are not a report of this schema: damaged, edited, or from another version."""


def open_report(data: bytes) -> Fields:
    """A report's own fields. Raises UnreadableReport."""
    try:
        fields = mapped(compose(data, BOUNDS))
    except UnreadableYaml as error:
        raise UnreadableReport(str(error)) from error
    if scalar(fields, "schema") != str(SCHEMA):
        raise UnreadableReport("another schema")
    return fields


def mapped(node: Node | None) -> Fields:
    """The fields of a mapping."""
    if not isinstance(node, MappingNode):
        raise UnreadableReport("no mapping where one belongs")
    return {key.value: value for key, value in node.value if isinstance(key, ScalarNode)}


def listed(node: Node | None) -> list[Node]:
    """The items of a list."""
    if not isinstance(node, SequenceNode):
        raise UnreadableReport("no list where one belongs")
    return list(node.value)


def scalar(fields: Fields, key: str) -> str:
    """The text of a scalar."""
    node = fields.get(key)
    if not isinstance(node, ScalarNode):
        raise UnreadableReport(f"no `{key}`")
    return str(node.value)


def whole(fields: Fields, key: str) -> int:
    """A number that counts."""
    value = scalar(fields, key)
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise UnreadableReport(f"a {key} that is no whole number")
    return int(value)


def points(fields: Fields, key: str) -> Fraction:
    """A number of points, exactly."""
    value = scalar(fields, key)
    if not NUMBER.fullmatch(value):
        raise UnreadableReport(f"`{key}` is no number of points")
    return Fraction(value)


def provenance(fields: Fields) -> Provenance:
    """What a report depends on."""
    names = ("grader", "course", "isolation", "python", "numpy")
    grader, course, isolation, python, numpy = (scalar(fields, name) for name in names)
    return Provenance(grader, course, whole(fields, "seed"), isolation, python, numpy)


def is_blank(fields: Fields) -> bool:
    """Whether a written answer is missing. A student's own text "null" stands in quotes."""
    node = fields.get("text")
    return isinstance(node, ScalarNode) and node.value == "null" and not node.style
