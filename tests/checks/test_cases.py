"""What checks draw and call: inputs that are what they claim, and no check that passes on silence."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

from grader.checks import (
    answers,
    arguments,
    assert_answer,
    assert_same_answers,
    conditioned_matrix,
    dependent_matrix,
    different_sizes,
    eighths,
    examples_with_spreads,
    repeating_matrix,
)
from grader.errors import CheckFailed, Raised, SandboxError
from tests.checks.local_backend import student_of


def test_answers_come_with_their_arguments_in_one_crossing():
    student = student_of(f=lambda x, y=0: x + y)
    assert list(answers(student.f, [(1,), (2,)], y=5)) == [((1,), 6), ((2,), 7)]
    assert student.backend.crossings == 1


def test_answers_speak_of_the_call_in_hand():
    student = student_of(f=lambda x: x)
    for (x,), _ in answers(student.f, [(1,), (2,)]):
        assert student.last.arguments.positional == (x,)


def test_answers_do_not_pass_on_silence():
    student = student_of(f=lambda x: 1 / x)
    with pytest.raises(ValueError, match="proves nothing"):
        list(answers(student.f, []))
    with pytest.raises(Raised):
        list(answers(student.f, [(1,), (0,)]))
    student.backend.call = lambda name, cases: []
    with pytest.raises(SandboxError):
        list(answers(student.f, [(1,), (2,)]))


def test_an_answer_is_no_constant():
    assert assert_answer([1, 2], (2,)).dtype == np.float64
    assert assert_answer(np.array([1, 2], "f4"), (2,)).dtype == np.float32
    assert assert_answer(np.array([True, False]), (2,)) - 1.0 == pytest.approx([0, -1])
    assert assert_answer(3.0, ()) == 3
    for alike in ([0.0, 0.0], [np.nan, np.nan], [[1, 1]]):
        with pytest.raises(CheckFailed, match="all alike"):
            assert_answer(np.array(alike), np.shape(alike))
    with pytest.raises(CheckFailed, match="all alike"):
        assert_answer(np.nan, ())
    with pytest.raises(CheckFailed, match=r"returned shape \(2,\) for the output; expected shape \(3,\)\."):
        assert_answer([1, 2], (3,), "output")


def test_calls_that_differ_in_form_get_the_same_answer():
    calls = [arguments(np.array([1.0, 2.0])), arguments([1.0, 2.0])]
    assert_same_answers(student_of(f=lambda x: np.asarray(x) * 2).f, calls, (2,), bound=0.0)
    with pytest.raises(CheckFailed, match="expected shape"):
        assert_same_answers(student_of(f=lambda x: np.array(x * 2)).f, calls, (2,), bound=0.0)
    with pytest.raises(ValueError, match="compares nothing"):
        assert_same_answers(student_of(f=lambda x: x).f, calls[:1], (2,), bound=0.0)


@pytest.mark.parametrize("condition", [1, 5, 1e6])
@pytest.mark.parametrize("shape", [(7, 3), (3, 7), (4, 4), (5, 1)])
def test_matrices_have_their_condition(rng, shape, condition):
    singular = np.linalg.svd(conditioned_matrix(rng, *shape, condition), compute_uv=False)
    assert singular[0] == pytest.approx(1)
    assert min(shape) == 1 or singular[-1] == pytest.approx(1 / condition, rel=1e-6)


@pytest.mark.parametrize("driver", ["gelsd", "gelss", "gelsy"])
def test_repeating_matrices_are_rank_deficient_for_every_cut_off(rng, driver):
    for _ in range(200):
        x = repeating_matrix(rng, 7, 4)
        assert (x[:, 0] == x[:, -1]).all()
        assert np.linalg.matrix_rank(x) == np.linalg.matrix_rank(x, rtol=1e-6) == 3
        assert np.abs(scipy.linalg.lstsq(x, rng.normal(size=7), lapack_driver=driver)[0]).max() < 1e6


@pytest.mark.parametrize("driver", ["gelsd", "gelss", "gelsy"])
@pytest.mark.parametrize(("rows", "columns", "rank"), [(6, 4, 2), (5, 6, 2), (3, 5, 3)])
def test_dependent_matrices_have_their_rank_for_every_cut_off(rng, driver, rows, columns, rank):
    for _ in range(100):
        x = dependent_matrix(rng, rows, columns, rank)
        assert x.shape == (rows, columns)
        assert np.linalg.matrix_rank(x) == np.linalg.matrix_rank(x, rtol=1e-6) == rank
        assert np.linalg.cond(x[:, :rank]) == pytest.approx(5)
        assert np.abs(scipy.linalg.lstsq(x, rng.normal(size=rows), lapack_driver=driver)[0]).max() < 1e6


@pytest.mark.parametrize(("rows", "columns", "spreads"), [(9, 3, (4, 2, 1)), (4, 6, (5, 2)), (8, 3, (1, 3e-7, 1e-7))])
def test_examples_have_their_spreads_and_a_mean(rng, rows, columns, spreads):
    x = examples_with_spreads(rng, rows, columns, spreads)
    found = np.linalg.svd(x - x.mean(axis=0), compute_uv=False)
    assert x.shape == (rows, columns)
    assert found[: len(spreads)] == pytest.approx(np.array(spreads), rel=1e-6)
    assert found[len(spreads) :] == pytest.approx(0, abs=1e-13)
    assert np.abs(x.mean(axis=0)).max() > 0.01 * max(spreads)


def test_eighths_are_exact_even_when_moved(rng):
    values = eighths(rng, (50, 4), largest=3)
    assert np.abs(values).max() <= 3
    assert (values * 8 == np.round(values * 8)).all()
    assert len(np.unique(values)) > 20
    assert ((values + 1e4).astype("f4").astype("f8") - 1e4 == values).all()
    assert isinstance(float(eighths(rng, ())), float)


def test_sizes_differ(rng):
    for _ in range(50):
        sizes = different_sizes(rng, 4)
        assert len(set(sizes)) == 4
        assert all(isinstance(size, int) and size > 2 for size in sizes)


def test_there_are_nine_sizes(rng):
    assert sorted(different_sizes(rng, 9)) == list(range(3, 12))
    with pytest.raises(ValueError, match="larger sample than population"):
        different_sizes(rng, 10)
