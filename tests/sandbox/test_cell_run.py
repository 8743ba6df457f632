"""A process's word on its cells counts only where it answers what was asked, in the order in which it was asked."""

import pytest

from grader.model import Cell, CellFault
from grader.sandbox.cell_run import FAULTS_IN_FULL, CellRun, given_up
from grader.worker import wire
from grader.worker.values import Violation

CELLS = (Cell(0, 1, "a"), Cell(2, 2, "b"), Cell(3, 3, "c"))
SKIPPED = {2: CellFault(2, "Crashed", "ended", None)}


def raised(number, text="x"):
    return wire.CellDone(number, wire.ExceptionNode("ValueError", text, [], [], 7))


def test_cells_end_in_order_and_those_skipped_are_not_waited_for():
    run = CellRun(CELLS, SKIPPED)
    assert [each.number for each in run.sources()] == [1, 3]
    assert run.take(wire.CellDone(1)) == CELLS[0]
    assert run.take(raised(3, "no")) == CELLS[2]
    done = wire.CellsDone({}, [])
    assert run.take(done) is done
    assert run.faults == [SKIPPED[2], CellFault(3, "ValueError", "no", 7)]


@pytest.mark.parametrize("message", [wire.CellsDone({}, []), wire.CellDone(3), wire.CellDone(2), wire.Copied(), None])
def test_an_answer_to_no_question_is_refused(message):
    with pytest.raises(Violation, match="an answer to no question"):
        CellRun(CELLS, SKIPPED).take(message)


def test_a_cell_that_ends_after_all_had_ended_is_refused():
    run = CellRun(CELLS[:1], {})
    run.take(wire.CellDone(1))
    with pytest.raises(Violation):
        run.take(wire.CellDone(1))


def test_thousands_of_faults_fit_in_a_report():
    cells = [Cell(index, index + 1, "") for index in range(FAULTS_IN_FULL + 1)]
    run = CellRun(cells, {})
    for cell in cells:
        run.take(raised(cell.number, "x" * 1_000))
    *_, last, short = (len(fault.message) for fault in run.faults)
    assert (last, short) == (1_000, 40)


def test_what_comes_after_the_last_straw_was_not_run():
    faults = given_up(CELLS, SKIPPED, SKIPPED[2])
    assert [(fault.index, fault.message.partition(":")[0]) for fault in faults] == [(2, "ended"), (3, "not run")]
