"""How messages call a cell of a source notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def cell_place(number: int, cell: Mapping[str, Any]) -> str:
    """Its number among all cells, from 1, which is what an author can count: Jupyter shows no id."""
    return f"cell {number} ({cell['id']})" if cell.get("id") else f"cell {number}"
