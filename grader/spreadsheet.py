"""Texts as cells of what people open in spreadsheets, and back."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula that begins so; such a cell gets an apostrophe in front."""


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unguarded(cell: str) -> str:
    """The text of such a cell."""
    return cell.removeprefix("'")
