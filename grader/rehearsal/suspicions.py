"""What the source text of a notebook lets one suspect, though nothing raised: remarks that fail nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from grader.rehearsal.names import ALWAYS_THERE, imports, imports_everything
from grader.rehearsal.packages import OTHER_GRADERS
from grader.rehearsal.raised import NO_MODULE
from grader.rehearsal.remark import NAMED_MAX, Ran, Remark

NEAR = 0.5
"""The share of a time limit from which on a student should know how near it is."""
_SHELL = re.compile(r"!|%%?(?:pip|conda|mamba|uv|sh|bash|script|cmd|sx|sc|system)\b")


def suspicions(ran: Ran) -> Iterator[Remark]:
    """All of them, by kind."""
    for look in (_undefined, _order, _inputs, _missing_packages, _commands, _slow):
        remarks = list(look(ran))
        yield from remarks[:NAMED_MAX]
        if len(remarks) > NAMED_MAX:
            yield Remark(f"And {len(remarks) - NAMED_MAX} more of this kind.")


def _undefined(ran: Ran) -> Iterator[Remark]:
    """Names that functions read and no cell binds: the kernel remembers them, the notebook does not."""
    if any(each.tree is None and not each.commands for each in ran.names):
        return  # a cell that cannot be read may define anything
    if any(each.tree is not None and imports_everything(each.tree) for each in ran.names):
        return
    bound = ALWAYS_THERE.union(*(each.binds for each in ran.names))
    for each in ran.names:
        for function, reads in each.functions.items():
            for name in sorted(reads - bound):
                yield Remark(
                    f"`{function}` in code cell {each.cell.number} uses `{name}`, which no cell defines: in your "
                    "kernel it may be left over from a cell that has been changed or deleted."
                )


def _order(ran: Ran) -> Iterator[Remark]:
    """Cells that were last run in another order than they stand."""
    counted = [each.cell for each in ran.names if each.cell.executed is not None]
    for above, below in pairwise(counted):
        if (above.executed or 0) > (below.executed or 0):
            yield Remark(
                f"When it was saved, code cell {above.number} had been run after code cell {below.number}, "
                "which stands below it. What counts is the order from top to bottom, in which it was run here."
            )
            return


def _inputs(ran: Ran) -> Iterator[Remark]:
    raised = {fault.index for fault in ran.faults if fault.kind == "InputRefused"}
    for each in ran.names:
        lines = _calls_of("input", each.tree)
        if lines and each.cell.index not in raised:
            yield Remark(
                f"Code cell {each.cell.number}, line {lines[0]}, asks for input(), which nobody answers when the "
                "notebook is graded: it raises an error there. Give the value in the code."
            )


def _missing_packages(ran: Ran) -> Iterator[Remark]:
    failed = {
        found[1].partition(".")[0]
        for fault in ran.faults
        if fault.kind == "ModuleNotFoundError" and (found := NO_MODULE.search(fault.message))
    }
    told: set[str] = set(failed)
    for each in ran.names:
        for package, line in imports(each.tree) if each.tree is not None else ():
            if package in told or package in OTHER_GRADERS or ran.offers(package):
                continue
            told.add(package)
            yield Remark(f"Code cell {each.cell.number}, line {line}, imports {package}. {ran.why_no_package(package)}")


def _commands(ran: Ran) -> Iterator[Remark]:
    for each in ran.names:
        for command in each.commands:
            if _SHELL.match(command):
                yield Remark(
                    f"Code cell {each.cell.number} has a command for a shell, `{command[:80]}`: it is skipped when the "
                    "notebook is graded. Delete it, or check that nothing needs it."
                )
                break


def _slow(ran: Ran) -> Iterator[Remark]:
    numbers = {each.cell.index: each.cell.number for each in ran.names}
    stopped = {fault.index for fault in ran.faults if fault.kind == "TimedOut"}
    limits = ran.limits
    for index, seconds in ran.seconds.items():
        if seconds > NEAR * limits.cell_seconds and index not in stopped:
            yield Remark(
                f"Code cell {numbers.get(index)} took {seconds:.1f} s; a cell is stopped after "
                f"{limits.cell_seconds:g} s."
            )
    whole = sum(ran.seconds.values())
    if whole > NEAR * limits.notebook_seconds:
        yield Remark(f"All cells took {whole:.0f} s; a notebook is stopped after {limits.notebook_seconds:g} s.")
    for function, seconds in ran.calls.items():
        if NEAR * limits.call_seconds < seconds < limits.call_seconds:
            yield Remark(
                f"A call of {function} took {seconds:.1f} s; it is stopped after {limits.call_seconds:g} s, and hidden "
                "checks may use larger inputs."
            )


def _calls_of(name: str, tree: ast.Module | None) -> list[int]:
    if tree is None:
        return []
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]
