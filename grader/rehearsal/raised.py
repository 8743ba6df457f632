"""Why a cell raised when the notebook was run from top to bottom, although it may have worked in a kernel."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.config.section import did_you_mean
from grader.model import Cell, CellFault
from grader.notebook.missing import why_missing
from grader.rehearsal.names import CellNames, binders, imports
from grader.rehearsal.packages import OTHER_GRADERS
from grader.rehearsal.remark import NAMED_MAX, Ran, Remark

TEXT_MAX = 300
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
NO_MODULE = re.compile(r"No module named '([\w.]+)'")


def raised(ran: Ran) -> Iterator[Remark]:
    """What each cell that raised or was cut off ran into."""
    by_index = {each.cell.index: each for each in ran.names}
    told = 0
    for fault in ran.faults:
        names = by_index.get(fault.index)
        where = f"Code cell {names.cell.number}" if names else "A cell"
        if names and _asks_another_grader(names):
            yield Remark(f"{where} asks for another grader (nbgrader, Otter), which this course does not use.")
            continue
        told += 1
        if told > NAMED_MAX:
            continue
        line = f", line {fault.line}," if fault.line is not None else ""
        what = "was cut off" if fault.kind == "TimedOut" else f"raised {fault.kind}"
        if fault.kind == "Crashed":
            what = "ended the notebook's process"
        text = f"{where}{line} {what}: {fault.message[:TEXT_MAX].rstrip('.')}. {_why(fault, names, ran)}"
        yield Remark(text.rstrip(), fails=True)
    if told > NAMED_MAX:
        yield Remark(f"And {told - NAMED_MAX} more cells raised.", fails=True)


def _why(fault: CellFault, names: CellNames | None, ran: Ran) -> str:
    """What a student cannot see in a kernel in which everything was run by hand."""
    if names is None:
        return ""
    if fault.kind == "NameError" and (found := _UNDEFINED.search(fault.message)):
        return _where_defined(found[1], names.cell, ran)
    if fault.kind == "ModuleNotFoundError" and (found := NO_MODULE.search(fault.message)):
        return ran.why_no_package(found[1].partition(".")[0])
    if fault.kind == "FileNotFoundError":
        return "Only the notebook itself is handed in: files beside it are not there when it is graded."
    if fault.kind == "NotImplementedError":
        return "A cell that uses what is not written yet stops there; the cells after it are run all the same."
    return ""


def _where_defined(name: str, user: Cell, ran: Ran) -> str:
    others = [each.cell for each in ran.names if each.cell.index != user.index]
    if told := why_missing(name, others, ran.faults):
        return told
    places = [each.cell for each in binders(ran.names, name)]
    below = [cell for cell in places if cell.index > user.index]
    if any(cell.index < user.index for cell in places):
        return ""
    if below:
        return (
            f"Code cell {below[0].number} defines `{name}`, further down: it worked in your kernel because "
            "that cell had been run before. Move it up."
        )
    if user in places:
        return ""
    told = did_you_mean(name, {bound for each in ran.names for bound in each.binds})
    if told.startswith("Did"):
        return f"No cell defines `{name}`. {told}"
    return (
        f"No cell defines `{name}`: it was left over in your kernel from a cell that has been changed or deleted. "
        "Restart the kernel and run all cells to see the same."
    )


def _asks_another_grader(names: CellNames) -> bool:
    """Whether a cell does nothing but ask nbgrader or Otter."""
    if names.tree is None:
        return False
    asked = {package for package, _ in imports(names.tree)} & OTHER_GRADERS
    loaded = {node.id for node in ast.walk(names.tree) if isinstance(node, ast.Name)}
    return bool(asked or loaded) and loaded <= OTHER_GRADERS | {"grader"}
