"""Assertions on calls: errors that must be raised, inputs that must stay as they are."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import arguments, assert_raises, assert_unmodified
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


def test_many_calls_cross_once():
    student = student_of(f=lambda x: x + 1)
    assert list(student.f.each([arguments(1), arguments(x=2)])) == [2, 3]
    assert student.backend.crossings == 1
