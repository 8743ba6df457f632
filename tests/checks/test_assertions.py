"""Assertions on values: what passes, what fails with which words, and that nothing but CheckFailed comes out."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import (
    assert_agrees,
    assert_between,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_false,
    assert_finite,
    assert_in_hull,
    assert_orthogonal,
    assert_pair,
    assert_parts,
    assert_shape,
    assert_simplex,
    assert_true,
    assert_vanishes,
)
from grader.errors import CheckFailed

nan, inf = np.nan, np.inf

CURIOUS = [
    None,
    True,
    np.True_,
    0,
    -1.5,
    nan,
    inf,
    10**400,
    -(10**30),
    1j,
    np.complex64(1),
    np.float16(1),
    np.longdouble(1),
    np.str_("a"),
    "0.5",
    b"0.5",
    "",
    [],
    (),
    {},
    {"a": 1},
    [[]],
    [7, 8],
    (0.5, 0.5),
    [[1, 2], [3]],
    [1, [2, 3]],
    [1, "2"],
    [1, None],
    [{}],
    [10**400, 1],
    [1j, 2],
    [np.zeros(2), np.zeros(3)],
    [np.zeros((2, 2)), np.zeros((2, 3))],
    [np.array("x"), 1],
    np.zeros(()),
    np.zeros(0),
    np.zeros((0, 3)),
    np.zeros((3, 0)),
    np.zeros(3),
    np.zeros((3, 3)),
    np.zeros((1, 1, 3, 3)),
    np.full(3, nan),
    np.full((3, 3), inf),
    np.full((3, 3), -inf),
    np.array([1e308, -1e308, 1e308]),
    np.full((3, 3), np.finfo(np.longdouble).max),
    np.array([True, False, True]),
    np.array(True),
    np.array(["a", "b", "c"]),
    np.array([b"a", b"b", b"c"]),
    np.array([1j, 2, 3]),
    np.arange(3, dtype=np.uint8),
    np.arange(3, dtype=np.uint64) + np.uint64(2**63),
    np.arange(3, dtype=np.float16),
    np.arange(3, dtype=">f8"),
    np.zeros(6)[::2],
    np.asfortranarray(np.zeros((3, 3))),
]

ASSERTIONS = {
    "shape": lambda value: assert_shape(value, (3,)),
    "shape of a number": lambda value: assert_shape(value, ()),
    "pair": lambda value: assert_pair(value, ("output", "weights")),
    "dtype": lambda value: assert_dtype(value, np.float64),
    "bool": lambda value: assert_dtype(value, bool),
    "finite": assert_finite,
    "close": lambda value: assert_close(value, np.ones(3), bound=1e-9),
    "close to infinity": lambda value: assert_close(value, [-inf, 0.0, 1.0], bound=1e-9),
    "close to a number": lambda value: assert_close(value, 1.0, bound=1e-9),
    "equal": lambda value: assert_equal(value, np.eye(3), stating="the identity"),
    "true": lambda value: assert_true(value, "it is so"),
    "false": lambda value: assert_false(value, "it is not so"),
    "simplex": assert_simplex,
    "simplex along the first axis": lambda value: assert_simplex(value, axis=0),
    "simplex along the third axis": lambda value: assert_simplex(value, axis=2, bound=np.full((1, 1, 3), 1e-9)),
    "between": lambda value: assert_between(value, np.zeros(3), np.ones(3), bound=0.1),
    "hull": lambda value: assert_in_hull(value, np.eye(3)),
    "hull of two points": lambda value: assert_in_hull(value, np.eye(2)),
    "orthogonal": lambda value: assert_orthogonal(np.ones((3, 2)), value, bound=np.full(2, 1e-9)),
}


@pytest.mark.parametrize("name", ASSERTIONS)
@pytest.mark.parametrize("value", CURIOUS, ids=lambda value: repr(value)[:40])
def test_whatever_comes_only_check_failed_is_raised(name, value):
    said = ""
    try:
        ASSERTIONS[name](value)
    except CheckFailed as failure:
        said = failure.message
    assert said == "" or (said.startswith("returned ") and said.endswith(".") and len(said) < 300)


def message(assertion, *args, **kwargs):
    with pytest.raises(CheckFailed) as failure:
        assertion(*args, **kwargs)
    return failure.value.message


def test_shape_is_stated_and_the_answer_comes_back_as_an_array():
    assert assert_shape([[1, 2], [3, 4]], (2, 2))[1, 0] == 3
    assert message(assert_shape, np.zeros(5), (7,)) == "returned shape (5,); expected shape (7,)."
    assert message(assert_shape, 3.0, (2,), "output") == "returned a single number for the output; expected shape (2,)."
    assert message(assert_shape, np.zeros((1, 1)), ()) == "returned shape (1, 1); expected a single number."
    assert message(assert_shape, None, (2,)) == "returned None; expected numbers (is `return` missing?)."
    assert message(assert_shape, [[1], [2, 3]], (2,)) == "returned a list of 2 entries; expected numbers."
    assert message(assert_shape, "three", (3,)) == "returned text; expected numbers."
    assert (
        message(assert_shape, np.array([1j]), (1,)) == "returned a complex array of shape (1,); expected real numbers."
    )


def test_pair_is_a_tuple_or_a_list_of_two():
    assert assert_pair((1, 2), ("output", "weights")) == (1, 2)
    assert assert_pair([1, 2], ("output", "weights")) == (1, 2)
    expected = "returned an array of shape (2, 3); expected a pair (output, weights)."
    assert message(assert_pair, np.zeros((2, 3)), ("output", "weights")) == expected
    assert "a tuple of 3 entries" in message(assert_pair, (1, 2, 3), ("output", "weights"))


def test_tuples_of_several_parts():
    parts = ("components", "scores", "explained")
    assert assert_parts((1, 2, 3), parts) == assert_parts([1, 2, 3], parts) == (1, 2, 3)
    expected = "returned a tuple of 2 entries; expected a tuple of 3: (components, scores, explained)."
    assert message(assert_parts, (1, 2), parts) == expected
    assert message(assert_parts, np.zeros((3, 3)), parts).startswith(
        "returned an array of shape (3, 3); expected a tuple"
    )


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (np.zeros(2), "f8"),
        (np.zeros(2, ">f8"), "f8"),
        (np.zeros(2, "f4"), "f4"),
        (1.0, "f8"),
        (True, bool),
        (np.float32(1), "f4"),
        (np.zeros(2, bool), bool),
    ],
)
def test_dtype_passes(value, dtype):
    assert_dtype(value, dtype)


def test_dtype_is_strict_about_arrays_and_precision():
    assert message(assert_dtype, np.zeros(2, "f4"), "f8") == "returned float32; expected float64."
    assert message(assert_dtype, np.zeros(2, int), "f8") == "returned int64; expected float64."
    assert message(assert_dtype, [1.0, 2.0], "f8") == "returned a list of 2 entries; expected an array of float64."
    assert message(assert_dtype, 1, "f8") == "returned a single number; expected an array of float64."
    assert message(assert_dtype, np.ones(2), bool, "mask") == "returned float64 for the mask; expected bool."


def test_finite():
    assert_finite(np.array([1e308, -1e308]))
    value = np.zeros((5, 7))
    value[0, 3] = nan
    assert message(assert_finite, value, stating="finite weights") == "returned nan at [0, 3]; expected finite weights."
    assert message(assert_finite, -inf) == "returned -inf; expected finite numbers."
    assert "and 30 more of 35 entries" in message(assert_finite, value * nan)


def test_close_says_where_and_by_how_much_and_names_no_expected_value():
    got = np.array([[1.0, 2.0], [3.5, 4.0]])
    said = message(assert_close, got, [[1, 2], [3.0625, 4]], bound=1.1e-15, stating="Xw")
    assert said == (
        "returned 3.5 at [1, 0], off by 0.44 where rounding explains at most 1.1e-15 (1 of 4 entries are off); "
        "expected Xw."
    )
    assert message(assert_close, 0.5, 0.25, bound=0.0) == "returned 0.5, off by 0.25; expected the exact value."
    with pytest.raises(CheckFailed) as failure:
        assert_close(got, got + 0.25, bound=0.1)
    assert "3.75" in str(failure.value.detail)


@pytest.mark.parametrize("bad", [nan, inf, -inf, 1.0 + 1.1e-9, 1.0 - 1.1e-9])
def test_close_fails_beyond_the_bound_and_for_nan(bad):
    with pytest.raises(CheckFailed):
        assert_close([1.0, bad], [1.0, 1.0], bound=1e-9)


def test_close_passes_within_the_bound_and_at_equal_infinities():
    assert_close([1.0 + 0.9e-9, -inf], [1.0, -inf], bound=1e-9)
    assert_close([1, True], [1.0, 1.0], bound=0.0)
    assert_close(np.uint8(3), 5.0, bound=2.0)


def test_close_points_at_nan_first():
    assert "returned nan at [1]" in message(assert_close, [5.0, nan, 9.0], [1.0, 1.0, 1.0], bound=1e-9)


def test_close_forgives_float32_its_rounding_and_no_more():
    expected = np.array([1 / 3, 2 / 3])
    bound = 4 * 2.3e-16 * expected
    assert_close(expected.astype("f4"), expected, bound=bound)
    with pytest.raises(CheckFailed):
        assert_close((expected * (1 + 1e-5)).astype("f4"), expected, bound=bound)
    with pytest.raises(CheckFailed):  # the same answer in double precision is just wrong
        assert_close(expected.astype("f4").astype("f8"), expected, bound=bound)
    with pytest.raises(CheckFailed):  # float16 is forgiven no more than float32
        assert_close(expected.astype("f2"), expected, bound=bound)
    with pytest.raises(CheckFailed):  # the bound for a float32 reference already is one for float32
        assert_close(expected.astype("f4") * np.float32(1.001), expected.astype("f4"), bound=1e-6)


@pytest.mark.parametrize(
    ("expected", "bound"),
    [(1.0, inf), (1.0, nan), (1.0, -1.0), (nan, 1.0), (np.zeros(0), 0.0), (np.zeros((0, 3)), 1.0)],
)
def test_a_check_that_would_prove_nothing_is_broken(expected, bound):
    with pytest.raises(ValueError, match="proves nothing"):
        assert_close(expected, expected, bound=bound)


def test_equal_is_exact():
    assert_equal(np.array([True, False]), [True, False], stating="a mask")
    assert message(assert_equal, [0.0, 1e-300], [0, 0], stating="weight 0") == (
        "returned 1e-300 at [1], off by 1e-300 (1 of 2 entries are off); expected weight 0."
    )


def test_truth():
    for yes in (True, np.True_, np.array(True)):
        assert_true(yes, "it is so")
    assert_false(np.False_, "it is not so")
    assert (
        message(assert_true, False, "0 lies in every span")
        == "returned False; expected True, since 0 lies in every span."
    )
    assert message(assert_false, True, "no") == "returned True; expected False, since no."
    assert message(assert_true, 1, "so") == "returned a single number; expected True or False."
    assert message(assert_true, np.array(1.0), "so") == "returned an array of shape (); expected True or False."
    assert message(assert_false, None, "so") == "returned None; expected True or False."
    assert (
        message(assert_true, np.array([True]), "so") == "returned a bool array of shape (1,); expected True or False."
    )


def test_answers_that_follow_from_each_other():
    assert_agrees([1.0, 2.0], [1.0, 2.0], bound=0.0, stating="the same")
    assert "off by 1" in message(assert_agrees, [1.0, 3.0], [1.0, 2.0], bound=0.5, stating="the same")
    for bad in ([nan, 1.0], [inf, 1.0]):  # the student's own, so it is no fault of the check
        said = message(assert_agrees, bad, bad, bound=0.5, stating="the same weights")
        assert said == "returned numbers that are not finite, or too large, elsewhere; expected the same weights."


def test_what_must_vanish():
    assert_vanishes(1e-16, bound=1e-15, what="Xᵀr")
    assert message(assert_vanishes, 0.25, bound=1e-15, what="Xᵀr") == (
        "left Xᵀr at 0.25, where rounding explains at most 1e-15; expected 0."
    )
    assert "at nan" in message(assert_vanishes, nan, bound=1e-15, what="Xᵀr")
