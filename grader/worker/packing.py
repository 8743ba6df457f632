"""Turning values into nodes and buffers; what may not cross is refused in words for the student."""

from __future__ import annotations

from typing import Any

import numpy as np

from .values import (
    BUFFERS_MAX,
    DEPTH_MAX,
    DICT_ITEMS_MAX,
    INTEGER_DIGITS_MAX,
    ArrayNode,
    BytesNode,
    ComplexNode,
    DictNode,
    IntegerNode,
    ListNode,
    Node,
    ScalarNode,
    TupleNode,
)

NODES_MAX = 1 << 18
TEXT_BYTES_MAX = 1 << 18
DESCRIPTION_MAX = 200


class Unsendable(Exception):
    """A value that may not cross; the text describes it in words for the student."""


class Packer:
    """Turns values into nodes and gathers the buffers of one frame."""

    def __init__(self, bytes_max: int) -> None:
        self.buffers: list[memoryview] = []
        self._left = bytes_max
        self._nodes_left = NODES_MAX
        self._text_left = TEXT_BYTES_MAX

    def pack(self, value: Any, depth: int = 0) -> Node:
        """The node of a value. Raises `Unsendable` with a description for the student."""
        if value is None or isinstance(value, bool):
            return value
        if depth > DEPTH_MAX:
            raise Unsendable(f"a value nested more than {DEPTH_MAX} levels deep")
        self._nodes_left -= 1
        if self._nodes_left < 0:
            raise Unsendable("a collection of too many elements (return an array instead)")
        if isinstance(value, np.generic):
            return self._scalar(value)
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, int):
            return self._integer(int.__int__(value))
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, complex):
            return ComplexNode(value.real, value.imag)
        if isinstance(value, str | bytes):
            return self._text(value)
        if isinstance(value, list | tuple):
            node = ListNode if isinstance(value, list) else TupleNode
            return node([self.pack(item, depth + 1) for item in value])
        if isinstance(value, dict):
            return self._dict(value, depth)
        raise Unsendable(describe_type(value))

    def _dict(self, value: dict[Any, Any], depth: int) -> DictNode:
        if len(value) > DICT_ITEMS_MAX:
            raise Unsendable(f"a dict of {len(value):,} items (return an array instead)")
        keys = [self.pack(key, depth + 1) for key in value]
        return DictNode(keys, [self.pack(item, depth + 1) for item in value.values()])

    def _spend(self, size: int, what: str) -> None:
        if size > self._left:
            raise Unsendable(f"{what} of {size / 2**20:,.0f} MiB, more than may be returned")
        self._left -= size

    def _integer(self, value: int) -> int | IntegerNode:
        if -(1 << 63) <= value < 1 << 64:
            return value
        if value.bit_length() > 4 * INTEGER_DIGITS_MAX:
            raise Unsendable(f"an integer of about {int(value.bit_length() * 0.30103):,} digits")
        return IntegerNode(f"{value:x}")

    def _text(self, value: str | bytes) -> str | BytesNode:
        # Lone surrogates cannot be encoded; a replacement says more than a refusal.
        text = bytes(value) if isinstance(value, bytes) else str.encode(value, "utf-8", "replace")
        self._text_left -= len(text)
        if self._text_left < 0:
            raise Unsendable(f"a text of {len(value):,} characters")
        return BytesNode(text) if isinstance(value, bytes) else text.decode()

    def _scalar(self, value: np.generic) -> ScalarNode:
        if value.dtype.kind not in "biufcUS":
            raise Unsendable(f"a numpy scalar of dtype {value.dtype}"[:DESCRIPTION_MAX])
        native = np.asarray(value)
        data = native.astype(native.dtype.newbyteorder("=")).tobytes()
        self._text_left -= len(data)
        if self._text_left < 0:
            raise Unsendable("a collection of too many elements (return an array instead)")
        return ScalarNode(native.dtype.newbyteorder("=").str, data)

    def _array(self, value: np.ndarray[Any, Any]) -> ArrayNode:
        if isinstance(value, np.ma.MaskedArray):
            raise Unsendable("a masked array")
        base = value if type(value) is np.ndarray else np.asarray(value)
        if base.dtype.kind not in "biufcUS":
            kinds = {"O": "of Python objects", "V": "with named fields"}
            raise Unsendable(f"an array {kinds.get(base.dtype.kind, f'of dtype {base.dtype}')}"[:DESCRIPTION_MAX])
        if len(self.buffers) >= BUFFERS_MAX:
            raise Unsendable(f"more than {BUFFERS_MAX} arrays")
        self._spend(base.nbytes, f"an array of shape {base.shape}")
        is_plain = base.flags.c_contiguous and base.dtype.isnative and base.ndim > 0
        data = base if is_plain else np.ascontiguousarray(base, dtype=base.dtype.newbyteorder("="))
        # A view as bytes: buffers of zero-size arrays and of strings have no memoryview format of their own.
        self.buffers.append(memoryview(data.reshape(-1).view(np.uint8).data) if data.nbytes else memoryview(b""))
        layout = "C"
        if base.ndim > 1 and base.flags.f_contiguous and not base.flags.c_contiguous:
            layout = "F"
        elif base.ndim > 0 and not base.flags.c_contiguous:
            layout = "strided"
        return ArrayNode(data.dtype.str, base.shape, len(self.buffers) - 1, layout, base.flags.writeable)


def describe_type(value: object) -> str:
    """What kind of thing a value is, in a student's words."""
    kind = type(value)
    known = {
        "generator": "a generator",
        "function": "a function",
        "builtin_function_or_method": "a built-in function",
        "method": "a bound method",
        "set": "a set",
        "map": "a map object",
        "zip": "a zip object",
        "coroutine": "a coroutine (is `await` missing?)",
        "type": "a class",
        "module": "a module",
    }
    return known.get(kind.__name__, f"an object of type {kind.__name__}")[:DESCRIPTION_MAX]
