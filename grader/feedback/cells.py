"""A student's notebook as cells that are safe to show: sources as text, outputs of known kinds, everything bounded."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat.reader import NotJSONError, reads

SOURCE_CHARACTERS, TEXT_CHARACTERS, HTML_CHARACTERS = 100_000, 20_000, 200_000
IMAGE_BYTES, PAGE_BYTES = 3 << 20, 12 << 20
OUTPUTS_MAX, CELLS_MAX = 50, 2_000
_IMAGES = ("image/png", "image/jpeg", "image/gif")
_SPOILT = (ValueError, KeyError, TypeError, AttributeError, RecursionError, nbformat.ValidationError, NotJSONError)
"""What fields of wrong types make a reader of notebooks raise; the report says enough about such a file."""
_MAGIC = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8", "image/gif": b"GIF8"}


@dataclass(frozen=True, slots=True)
class ShownOutput:
    """One output: `kind` is text, error, html or image; the content of an image is an address with its data."""

    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell."""

    index: int
    kind: str
    """markdown or code."""
    source: str
    number: int | None
    """Of a code cell, from 1."""
    outputs: tuple[ShownOutput, ...] = field(default=())


def shown_cells(data: bytes) -> tuple[ShownCell, ...]:
    """What of a notebook's bytes can be shown; nothing where they are no notebook."""
    try:
        # Not validated: a cell that lacks an id is shown as well.
        notebook = nbformat.convert(reads(data.decode("utf-8-sig")), 4)  # type: ignore[no-untyped-call]
        return tuple(_cells(notebook))
    except _SPOILT:
        return ()


def _cells(notebook: Any) -> Iterator[ShownCell]:
    number, room = 0, PAGE_BYTES
    for index, cell in enumerate(notebook.cells[:CELLS_MAX]):
        kind, source = cell.get("cell_type"), _text(cell.get("source"))[:SOURCE_CHARACTERS]
        if kind not in ("markdown", "code"):
            continue
        number += kind == "code"
        outputs = []
        for output in list(cell.get("outputs") or ())[:OUTPUTS_MAX] if kind == "code" else ():
            shown = _output(output)
            if shown is not None and len(shown.content) <= room:
                room -= len(shown.content)
                outputs.append(shown)
        room = max(0, room - len(source))
        yield ShownCell(index, kind, source, number if kind == "code" else None, tuple(outputs))


def _output(output: Any) -> ShownOutput | None:
    kind = output.get("output_type")
    if kind == "stream":
        return ShownOutput("text", _cut(_text(output.get("text"))))
    if kind == "error":
        lines = [_text(line) for line in list(output.get("traceback") or ())[:100]]
        return ShownOutput("error", _cut("\n".join(lines) or _text(output.get("ename"))))
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    return _image(data) or _html(data) or _plain(data)


def _image(data: dict[str, Any]) -> ShownOutput | None:
    for kind in _IMAGES:
        try:
            content = base64.b64decode(re.sub(r"\s+", "", _text(data.get(kind))), validate=True)
        except (binascii.Error, ValueError):
            continue
        if content.startswith(_MAGIC[kind]) and len(content) <= IMAGE_BYTES:
            return ShownOutput("image", f"data:{kind};base64,{base64.b64encode(content).decode()}")
    svg = _text(data.get("image/svg+xml")).strip()
    if svg and len(svg) <= IMAGE_BYTES:
        # As an image, and not as an element: there no script of it runs, and nothing that it names is fetched.
        return ShownOutput("image", f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}")
    return None


def _html(data: dict[str, Any]) -> ShownOutput | None:
    html = _text(data.get("text/html"))
    return ShownOutput("html", html) if 0 < len(html) <= HTML_CHARACTERS else None


def _plain(data: dict[str, Any]) -> ShownOutput | None:
    text = _text(data.get("text/plain"))
    return ShownOutput("text", _cut(text)) if text else None


def _text(value: object) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_CHARACTERS else f"{text[:TEXT_CHARACTERS]}\n… (cut)"
