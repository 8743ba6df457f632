"""Finding written answers: by id, by heading, and never the prompt that the course wrote."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from grader.model import Cell, Notebook, WrittenAnswer, WrittenPart
from grader.notebook import written_answers

PARTS = tuple(WrittenPart(part, f"Part {part}", Fraction(4), "") for part in (1, 2, 3))


def answers(*cells: tuple[str, str]) -> dict[int, str | None]:
    markdown = tuple(Cell(index, None, source, name) for index, (name, source) in enumerate(cells))
    return {answer.part: answer.text for answer in written_answers(Notebook((), markdown), PARTS)}


def test_every_part_is_answered_for_in_the_order_of_the_assignment():
    expected = tuple(WrittenAnswer(part, None) for part in (1, 2, 3))
    assert written_answers(Notebook((), ()), PARTS) == expected


def test_an_answer_is_found_by_its_id_under_whatever_heading():
    found = answers(("part-2-answer", "### Part 2: your answer\n\nThe span.\n"), ("part-1-answer", "Weights sum to 1."))
    assert found == {1: "Weights sum to 1.", 2: "The span.", 3: None}


@pytest.mark.parametrize(
    "heading",
    [
        "### Part 2: your answer",
        "part 2: your answer",
        "#PART 2 : Your   Answer:",
        "\n\n## Part  2 – your answer (done!)",
        "**Part 2: your answer**",
        "<!-- graded -->\n### part 2 your answer",
    ],
)
def test_without_its_id_an_answer_is_found_by_its_heading(heading):
    assert answers(("a1b2c3", heading + "\nThe hull.\n\n### More\n- yes")) == {
        1: None,
        2: "The hull.\n\n### More\n- yes",
        3: None,
    }


@pytest.mark.parametrize(
    "other", ["Part 2", "## Part 2: geometry", "In part 2: your answer", "### Part 21: your answer"]
)
def test_other_headings_hold_no_answer(other):
    assert answers(("", other + "\ntext"))[2] is None


@pytest.mark.parametrize(
    "untouched",
    [
        "### Part 1: your answer",
        "### Part 1: your answer\n\n*Write your answer here, in place of this line.*\n",
        "### Part 1: your answer\n\n  _write your  answer here_",
        "### Part 1: your answer\n<!-- two or\nthree sentences -->\n",
        "<!-- never closed: Part 1",
        "  \n",
    ],
)
def test_an_untouched_prompt_is_a_missing_answer(untouched):
    assert answers(("part-1-answer", untouched))[1] is None


def test_a_prompt_left_above_the_answer_and_comments_are_not_part_of_it():
    source = "### Part 1: your answer\n*Write your answer here, in place of this line.*\n\nn rows <!-- check -->and d."
    assert answers(("part-1-answer", source))[1] == "n rows and d."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("### Part 1: your answer: the span", "the span"),
        ("### Part 1: your answer (as asked) the span", "(as asked) the span"),
        ("### Part 1: your answer\nWrite your answer here: the span", "Write your answer here: the span"),
    ],
)
def test_words_beside_the_heading_or_the_prompt_are_never_lost(source, text):
    assert answers(("part-1-answer", source))[1] == text


def test_an_answer_in_a_second_cell_counts_when_the_first_was_left_empty():
    first = ("part-1-answer", "### Part 1: your answer")
    second = ("", "### Part 1: your answer\nHere it is.")
    assert answers(first, second)[1] == "Here it is."
    assert answers(second, ("part-1-answer", "By id."))[1] == "By id."


@pytest.mark.parametrize(
    "source",
    ["part 1" + " " * 200_000 + "x", "x" + "\n" * 200_000 + "x", "x" + "\n>" * 200_000 + "x"],
    ids=["blanks after the number", "empty lines", "empty quotations"],
)
def test_a_cell_made_to_be_searched_for_hours_is_read_at_once(source):
    start = time.process_time()
    written_answers(Notebook((), (Cell(0, None, source, "part-1-answer"),)), PARTS)
    assert time.process_time() - start < 2


def test_thousands_of_cells_with_one_id_are_read_at_once():
    cells = tuple(Cell(index, None, "", "part-1-answer") for index in range(20_000))
    start = time.process_time()
    written_answers(Notebook((), cells), PARTS)
    assert time.process_time() - start < 2
