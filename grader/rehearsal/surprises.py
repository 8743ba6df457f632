"""What would surprise a student when the notebook is run from top to bottom, and what to do about it.

What really happened comes first: cells that raised. What is only read from the source text fails nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.rehearsal.names import CellNames, binders
from grader.rehearsal.raised import raised
from grader.rehearsal.remark import Ran, Remark
from grader.rehearsal.suspicions import suspicions


def surprises(ran: Ran) -> list[Remark]:
    """All of them."""
    return [*raised(ran), *suspicions(ran)]


def doubled(names: Sequence[CellNames], exercise: str) -> list[CellNames]:
    """The cells that define an exercise, where these are several: the last one counts."""
    found = binders(names, exercise)
    return found if len(found) > 1 else []


def overwritten(exercise: str, places: Sequence[CellNames], passes_before: Callable[[], bool], passed: bool) -> Remark:
    """What to say of an exercise that several cells define."""
    numbers = [str(each.cell.number) for each in places]
    which = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    text = f"{exercise} is defined in code cells {which}; the last one counts."
    if not passed and passes_before():
        return Remark(
            f"{text} The one in code cell {numbers[-2]} passes the public checks, and code cell {numbers[-1]} "
            "overwrites it: delete what you do not want.",
            fails=True,
        )
    return Remark(text)
