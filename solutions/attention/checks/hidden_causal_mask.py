"""causal_mask(n): True on and below the diagonal."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    assert_dtype,
    assert_equal,
    assert_shape,
)


@pytest.mark.exercise("causal_mask")
@pytest.mark.points(
    1, hint="Entry [i, j] is True when j ≤ i, the diagonal included: np.tri does this, np.triu the opposite."
)
def test_causal_mask_is_true_on_and_below_the_diagonal(student, rng):
    sizes = [1, 2, int(rng.integers(3, 8)), int(rng.integers(8, 20))]
    for (n,), mask in answers(student.causal_mask, [(n,) for n in sizes]):
        expected = np.arange(n)[None, :] <= np.arange(n)[:, None]
        assert_equal(mask, expected, stating="True where j ≤ i, False elsewhere")


@pytest.mark.exercise("causal_mask")
@pytest.mark.points(1, hint="Position i may use the positions 0 to i: i + 1 of them, itself included.")
def test_causal_mask_lets_position_i_use_i_plus_1(student, rng):
    n = int(rng.integers(4, 12))
    mask = assert_shape(student.causal_mask(n), (n, n))
    used = np.count_nonzero(mask, axis=1)
    assert (used == np.arange(1, n + 1)).all(), f"permits {used.tolist()} positions row by row; expected 1 to {n}."


@pytest.mark.exercise("causal_mask")
@pytest.mark.points(1, hint="np.tril(np.ones((n, n))) holds numbers: ask for dtype=bool.")
def test_causal_mask_is_boolean(student, rng):
    n = int(rng.integers(3, 9))
    mask = student.causal_mask(n)
    assert_shape(mask, (n, n))
    assert_dtype(mask, bool)


@pytest.mark.exercise("causal_mask")
@pytest.mark.points(0.5, hint="The first position can use itself only, and the last one everything.")
def test_causal_mask_at_both_ends(student, rng):
    n = int(rng.integers(3, 9))
    mask = assert_shape(student.causal_mask(n=n), (n, n))
    assert_equal(mask[0], np.arange(n) == 0, stating="a first row that permits position 0 only")
    assert_equal(mask[-1], np.ones(n), stating="a last row that permits everything")
