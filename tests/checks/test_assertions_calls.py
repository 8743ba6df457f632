"""Assertions on calls: errors that must be raised, inputs that must stay as they are, time that must not be wasted."""

from __future__ import annotations

import time

import numpy as np
import pytest

from grader.checks import arguments, assert_each_raises, assert_quick, assert_raises, assert_unmodified
from grader.errors import CheckFailed, Missing, Raised, TimedOut
from grader.model import Answer
from tests.checks.local_backend import student_of


def raising(error):
    def predict(*_, **__):
        raise error

    return student_of(predict=predict).predict


def message(assertion, *args, **kwargs):
    with pytest.raises(CheckFailed) as failure:
        assertion(*args, **kwargs)
    return failure.value.message


def test_the_error_or_one_derived_from_it_passes():
    assert_raises(ValueError, raising(ValueError("X has shape (5, 4), w (3,)")), mentions=(3, 4))
    assert_raises(ValueError, raising(np.linalg.LinAlgError("singular")))
    assert_raises(ValueError, raising(np.exceptions.AxisError(3, 2)))


def test_numpy_messages_name_sizes():
    predict = student_of(predict=lambda X, w: X @ w).predict
    assert_raises(ValueError, predict, np.zeros((6, 4)), np.zeros(5), mentions=(4, 5))


def test_other_endings_fail_in_words():
    assert message(assert_raises, ValueError, raising(IndexError("out of range"))) == (
        "raised IndexError: out of range; expected ValueError."
    )
    returns = student_of(predict=lambda X: X).predict
    assert (
        message(assert_raises, ValueError, returns, np.zeros(3))
        == "returned an array of shape (3,); expected ValueError."
    )
    assert message(assert_raises, ValueError, raising(ValueError("14 and 30")), mentions=(3, 4)) == (
        "raised ValueError: 14 and 30; expected a message that names the shapes that do not fit (sizes 3 and 4)."
    )
    assert len(message(assert_raises, ValueError, raising(KeyError("x" * 5000)))) < 200


def test_faults_that_are_no_verdict_on_the_error_go_on():
    with pytest.raises(Missing):
        assert_raises(ValueError, student_of().predict, 1)
    with pytest.raises(Raised):
        assert_raises(ValueError, raising(NotImplementedError()))

    student = student_of(predict=abs)
    student.backend.call = lambda name, cases: [Answer(fault=TimedOut(name, 2.0))]
    with pytest.raises(TimedOut):
        assert_raises(ValueError, student.predict, 1)
    with pytest.raises(TimedOut):
        assert_unmodified(student.predict, 1)


def test_unmodified_returns_the_value_and_names_what_changed():
    def double(x, out=None):
        x *= 2
        return x

    assert list(assert_unmodified(student_of(f=lambda x: x * 2).f, np.ones(2))) == [2, 2]
    assert message(assert_unmodified, student_of(f=double).f, np.ones(2)) == (
        "changed its first argument; expected inputs left as they were."
    )
    assert message(assert_unmodified, student_of(f=double).f, x=np.ones(2)) == (
        "changed its argument x; expected inputs left as they were."
    )


def test_what_is_floats_already_is_left_alone_in_single_precision_too():
    def wrong(x, k=1):
        single = np.asarray(x)
        single = single if single.dtype == np.float32 else single.astype(np.float64)
        single += k
        return single

    def double_only(x):
        return [0] if x.dtype == np.float64 else 1 / 0

    student = student_of(f=wrong, g=lambda x, k=1: wrong(np.array(x), k), h=double_only)
    expected = "changed its first argument; expected inputs left as they were."
    assert message(assert_unmodified, student.f, np.ones(2), 3) == expected
    assert student.last.arguments.positional[0].dtype == np.float32
    assert message(assert_unmodified, student.f, k=2, x=np.ones(2)) == expected.replace("first argument", "argument x")
    # The value, and what a later assertion speaks of, are of the call as asked for.
    assert assert_unmodified(student.g, np.ones(2), k=3).dtype == np.float64
    assert student.last.arguments.positional[0].dtype == np.float64
    assert list(assert_unmodified(student.f, [1.0, 1.0])) == [2, 2]
    # That it fails in single precision is no change.
    assert assert_unmodified(student.h, np.ones(2)) == [0]


def test_many_calls_cross_once():
    student = student_of(f=lambda x: x + 1)
    assert list(student.f.each([arguments(1), arguments(x=2)])) == [2, 3]
    assert student.backend.crossings == 1


def taking(*seconds):
    """A function whose calls take, by some clock, so many seconds of CPU time one after the other."""
    student, left = student_of(predict=abs), list(seconds)
    student.backend.call = lambda name, cases: [Answer(value=7, seconds=left.pop(0))]
    return student.predict, left


def working():
    """A yardstick of a hundredth of a second of CPU time, and the more the worse the clock."""
    end = time.thread_time() + 0.01
    while time.thread_time() < end:
        pass


def never():
    raise AssertionError("the yardstick was used without need")


def test_what_is_quick_on_any_machine_needs_no_yardstick():
    function, _ = taking(0.1)
    assert assert_quick(function, 1, yardstick=never, times=1, stating="speed") == 7


def test_one_try_out_of_three_suffices():
    function, left = taking(150.0, 150.0, 0.1, 0.0)
    assert assert_quick(function, 1, yardstick=working, times=10_000, stating="speed") == 7
    assert left == [0.0]


def test_a_slow_machine_is_slow_for_the_yardstick_as_well():
    function, _ = taking(50.0)
    assert assert_quick(function, 1, yardstick=working, times=10_000, stating="speed") == 7


def test_what_is_slow_every_time_fails():
    function, left = taking(150.0, 150.0, 150.0, 0.0)
    with pytest.raises(CheckFailed) as failure:
        assert_quick(function, 1, yardstick=working, times=10_000, stating="no Python loop")
    words = "took more than 10000 times as long as numpy needs for all at once; expected no Python loop."
    assert failure.value.message == words
    assert left == [0.0]


def test_what_is_hopeless_is_not_tried_again():
    function, left = taking(1e9, 0.0)
    assert "took more than" in message(assert_quick, function, 1, yardstick=working, times=10, stating="speed")
    assert left == [0.0]


def test_what_is_cut_off_is_slow_in_the_same_words_and_what_raises_raises():
    student = student_of(predict=abs)
    student.backend.call = lambda name, cases: [Answer(fault=TimedOut(name, 1.0), seconds=1.01)]
    assert message(assert_quick, student.predict, 1, yardstick=never, times=12, stating="speed") == (
        "took more than 12 times as long as numpy needs for all at once; expected speed."
    )
    with pytest.raises(Raised):
        assert_quick(raising(ValueError()), yardstick=never, times=12, stating="speed")


def test_what_waited_until_it_was_cut_off_is_tried_again():
    student, answers = student_of(predict=abs), [Answer(fault=TimedOut("predict", 1.0), seconds=0.9), Answer(7)]
    student.backend.call = lambda name, cases: [answers.pop(0)]
    assert assert_quick(student.predict, 1, yardstick=never, times=12, stating="speed") == 7
    student.backend.call = lambda name, cases: [Answer(fault=TimedOut(name, 1.0), seconds=0.9)]
    with pytest.raises(TimedOut):
        assert_quick(student.predict, 1, yardstick=never, times=12, stating="speed")


def test_several_calls_that_raise_cross_once_and_each_is_judged():
    def predict(X, w):
        if len(w) == 7:
            return X
        raise ValueError(f"{X.shape} and {w.shape}")

    student = student_of(predict=predict)
    good = [(arguments(np.zeros((6, 4)), np.zeros(5)), (4, 5)), (arguments(np.zeros((6, 4)), np.zeros(3)), ())]
    assert_each_raises(ValueError, student.predict, good)
    assert student.backend.crossings == 1
    silent = (arguments(np.zeros((6, 4)), np.zeros(7)), ())
    assert "expected ValueError" in message(assert_each_raises, ValueError, student.predict, [*good, silent])
    assert student.last.arguments.positional[1].shape == (7,)
    vague = (arguments(np.zeros((6, 4)), np.zeros(5)), (99,))
    assert "sizes 99" in message(assert_each_raises, ValueError, student.predict, [vague])
