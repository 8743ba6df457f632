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


def separator_of(table: str) -> str:
    """What stands between cells: a semicolon where a spreadsheet has written the table whose numbers have commas."""
    first = table.partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","
