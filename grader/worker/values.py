"""How values cross the wall.

A value is None, a bool, an int, a float, a complex, a str, bytes, a list, tuple or dict of values, a numpy scalar or a
base numpy array of bool, number or string dtype. It travels as a tree of the nodes below; the data of arrays travels
beside the tree, in buffers. Everything else is refused in words, by the side that has it.
"""

from __future__ import annotations

import functools
import math
import re
import sys
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

BUFFERS_MAX = 4096
DEPTH_MAX = 32
DIMENSIONS_MAX = 32
ELEMENTS_MAX = 1 << 40
EMPTY_ELEMENTS_MAX = 1 << 24
"""Elements that an array without any would have, were its empty dimensions 1: a sum over these makes it that large."""
INTEGER_DIGITS_MAX = 2_000  # hexadecimal
DICT_ITEMS_MAX = 512
"""Keys can be made so that all of them collide; then a dict takes time with the square of its length."""


class Violation(Exception):
    """What arrived is nothing that this protocol allows."""


class ArrayNode(msgspec.Struct, tag="array", array_like=True, frozen=True):
    """An array: its data is buffer number `buffer` of the frame, in C order."""

    dtype: str
    shape: tuple[int, ...]
    buffer: int
    layout: str = "C"
    """How the receiver lays it out: `C`, `F`, or `strided` (every second element of a larger array)."""
    writeable: bool = True


class ScalarNode(msgspec.Struct, tag="scalar", array_like=True, frozen=True):
    """A numpy scalar as its raw bytes."""

    dtype: str
    data: bytes


class IntegerNode(msgspec.Struct, tag="integer", array_like=True, frozen=True):
    """An integer beyond 64 bits, in hexadecimal."""

    digits: str


class BytesNode(msgspec.Struct, tag="bytes", array_like=True, frozen=True):
    """A bytes object."""

    data: bytes


class ComplexNode(msgspec.Struct, tag="complex", array_like=True, frozen=True):
    """A complex number."""

    real: float
    imaginary: float


class ListNode(msgspec.Struct, tag="list", array_like=True, frozen=True):
    """A list."""

    items: list[Node]


class TupleNode(msgspec.Struct, tag="tuple", array_like=True, frozen=True):
    """A tuple; named tuples come as this too."""

    items: list[Node]


class DictNode(msgspec.Struct, tag="dict", array_like=True, frozen=True):
    """A dict as its keys and its values."""

    keys: list[Node]
    values: list[Node]


Node = (
    None
    | bool
    | int
    | float
    | str
    | BytesNode
    | ArrayNode
    | ScalarNode
    | IntegerNode
    | ComplexNode
    | ListNode
    | TupleNode
    | DictNode
)


_DTYPE = re.compile(r"(?:\|[biu]1|<[iu][248]|<f(?:2|4|8|16)|<c(?:8|16|32)|<U\d{1,7}|\|S\d{1,7})\Z")


@functools.lru_cache(maxsize=256)
def _dtype(text: str) -> np.dtype[Any]:
    if not _DTYPE.match(text):
        raise Violation(f"dtype {text[:40]!r} may not cross")
    return np.dtype(text)


def unpack(node: Node, buffers: Sequence[bytes | bytearray | memoryview], depth: int = 0) -> Any:
    """The value of a node; arrays are new, writeable and own their data. Raises `Violation`."""
    if depth > DEPTH_MAX:
        raise Violation("nested too deep")
    if isinstance(node, ArrayNode):
        return _unpack_array(node, buffers)
    if isinstance(node, ScalarNode):
        return _unpack_scalar(node)
    if isinstance(node, IntegerNode):
        return _unpack_integer(node)
    if isinstance(node, BytesNode):
        return node.data
    if isinstance(node, ComplexNode):
        return complex(node.real, node.imaginary)
    if isinstance(node, ListNode):
        return [unpack(item, buffers, depth + 1) for item in node.items]
    if isinstance(node, TupleNode):
        return tuple(unpack(item, buffers, depth + 1) for item in node.items)
    if isinstance(node, DictNode):
        return _unpack_dict(node, buffers, depth)
    return node


def _unpack_array(node: ArrayNode, buffers: Sequence[bytes | bytearray | memoryview]) -> np.ndarray[Any, Any]:
    dtype = _dtype(node.dtype)
    if len(node.shape) > DIMENSIONS_MAX or not all(0 <= size < ELEMENTS_MAX for size in node.shape):
        raise Violation("an impossible shape")
    if math.prod(size for size in node.shape if size) > ELEMENTS_MAX:
        raise Violation("an impossible shape")
    if not 0 <= node.buffer < len(buffers):
        raise Violation("an array without a buffer")
    data = buffers[node.buffer]
    if len(data) != math.prod(node.shape) * dtype.itemsize:
        raise Violation("an array whose buffer does not fit its shape")
    if dtype.itemsize == 0 or not len(data):
        if math.prod(size for size in node.shape if size) * max(dtype.itemsize // 8, 1) > EMPTY_ELEMENTS_MAX:
            raise Violation("an impossible shape")
        return np.zeros(node.shape, dtype)
    if dtype.kind == "b":
        # Bytes other than 0 and 1 in a bool array are undefined behaviour inside numpy.
        data = (np.frombuffer(data, np.uint8) != 0).data
    elif dtype.kind == "U" and int(np.frombuffer(data, np.uint32).max()) > sys.maxunicode:
        raise Violation("an array of strings with impossible characters")
    array = _lay_out(np.frombuffer(data, dtype).reshape(node.shape), node.layout)
    array.flags.writeable = node.writeable
    return array


def _lay_out(array: np.ndarray[Any, Any], layout: str) -> np.ndarray[Any, Any]:
    if layout == "strided" and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    return array.copy(order="F" if layout == "F" else "C")


def _unpack_scalar(node: ScalarNode) -> Any:
    dtype = _dtype(node.dtype)
    if len(node.data) != dtype.itemsize:
        raise Violation("a scalar of the wrong size")
    if dtype.itemsize == 0:
        return np.zeros((), dtype)[()]
    array = np.frombuffer(node.data, dtype)
    if dtype.kind == "b":
        return np.bool_(node.data != b"\x00")
    if dtype.kind == "U" and int(array.view(np.uint32).max()) > sys.maxunicode:
        raise Violation("a string with impossible characters")
    return array[0]


def _unpack_integer(node: IntegerNode) -> int:
    if len(node.digits) > INTEGER_DIGITS_MAX + 1 or not re.fullmatch(r"-?[0-9a-f]+", node.digits):
        raise Violation("an impossible integer")
    return int(node.digits, 16)


def _unpack_dict(node: DictNode, buffers: Sequence[bytes | bytearray | memoryview], depth: int) -> dict[Any, Any]:
    if len(node.keys) != len(node.values):
        raise Violation("a dict with keys and values of different numbers")
    if len(node.keys) > DICT_ITEMS_MAX:
        raise Violation("a dict larger than allowed")
    keys = [unpack(key, buffers, depth + 1) for key in node.keys]
    try:
        return dict(zip(keys, [unpack(item, buffers, depth + 1) for item in node.values], strict=True))
    except TypeError:
        raise Violation("a dict with keys that cannot be keys") from None
