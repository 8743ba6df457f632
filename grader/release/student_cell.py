"""One cell of the source notebook becomes the cell that students receive."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grader.release.blocks import Block, Wrong, find_blocks, replace_blocks

PROMPT = "*Write your answer here, in place of this line.*"
"""What a cell for a written answer says until the student writes; `written_answers` knows it as no answer."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class StudentCell:
    """What becomes of one cell."""

    cell: dict[str, Any]
    """In nbformat 4.5: sources without solutions, no outputs, no metadata."""
    solutions: tuple[str, ...]
    """The lines that were taken out."""
    wrong: tuple[Wrong, ...] = ()


def student_cell(cell: dict[str, Any]) -> StudentCell:
    """Take the solutions out of a valid cell of nbformat 4.5, and everything that running it left behind."""
    lines = "".join(cell["source"]).split("\n")
    blocks, wrong = find_blocks(lines)
    source = "\n".join(lines)
    if blocks and not wrong:
        source, wrong = _without(lines, blocks, cell["cell_type"])
    kept = {"cell_type": cell["cell_type"], "id": cell["id"], "metadata": {}, "source": source}
    if cell["cell_type"] == "code":
        kept |= {"execution_count": None, "outputs": []}
    elif "attachments" in cell and not blocks:
        kept |= {"attachments": cell["attachments"]}
    solutions = [line for block in blocks for line in lines[block.begin + 1 : block.end]]
    return StudentCell(kept, tuple(solutions), tuple(wrong))


def _without(lines: Sequence[str], blocks: Sequence[Block], kind: str) -> tuple[str, list[Wrong]]:
    if kind == "markdown":
        return replace_blocks(lines, blocks, lambda block: PROMPT), []
    if kind == "raw":
        return "", [Wrong(blocks[0].begin + 1, "A raw cell has a solution.", "Make it a code or a markdown cell.")]
    try:
        tree = ast.parse("\n".join(lines))
        source = replace_blocks(lines, blocks, lambda block: _stub(tree, block))
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        remedy = "A cell with a solution must be plain Python, with the solution and without it."
        line = getattr(error, "lineno", None) or 1
        return "", [Wrong(line, f"This is not Python: {getattr(error, 'msg', error)}.", remedy)]
    return source, []


def _stub(tree: ast.Module, block: Block) -> str:
    """The line that tells students, and a call that is made too early, what is still to be written."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, _FUNCTIONS) and node.lineno <= block.begin + 1 <= (node.end_lineno or 0)
    ]
    # Of functions inside of each other the last to begin is the innermost.
    name = max(around, key=lambda node: node.lineno).name if around else "this part"
    return f'raise NotImplementedError("{name} is not written yet")'
