"""The course's own checks: right answers in any style pass all of them, wrong ones lose what they should only."""

from __future__ import annotations

import importlib.util
import inspect
import zlib
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks.reference import load_reference
from grader.checks.student import Student
from grader.config import load_course
from grader.errors import CheckFailed, StudentFault
from tests.checks import (
    answers_attention,
    answers_predictions,
    answers_projections,
    answers_softmax,
    answers_solves,
    answers_solves_wrong,
    answers_unifying,
)
from tests.checks.local_backend import LocalBackend
from tests.checks.test_assertions import CURIOUS

COURSE = Path(__file__).parents[2]
ANSWERS = {
    "predictions": answers_predictions,
    "softmax": answers_softmax,
    "attention": answers_attention,
    "projections": answers_projections,
    "solves": SimpleNamespace(RIGHT=answers_solves.RIGHT, WRONG=answers_solves_wrong.WRONG),
    "unifying": answers_unifying,
}
HIDDEN_CHECKS_MIN = 4
CROSSINGS_MAX = 80

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def load_checks(assignment):
    """Every check of an assignment: name, exercise, points, whether it is public, function."""
    for path in sorted((COURSE / "solutions" / assignment / "checks").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"{assignment}_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, function in vars(module).items():
            if name.startswith("test_"):
                markers = {marker.name: marker for marker in function.pytestmark}
                yield SimpleNamespace(
                    name=name.removeprefix("test_"),
                    exercise=markers["exercise"].args[0],
                    points=Fraction(str(markers["points"].args[0])),
                    hint=markers["points"].kwargs.get("hint", ""),
                    is_public=path.stem.startswith("public_"),
                    run=function,
                )


CHECKS = {assignment: tuple(load_checks(assignment)) for assignment in ANSWERS}
REFERENCES = {name: load_reference(COURSE / "solutions" / name / f"{name}.ipynb") for name in ANSWERS}
EXERCISES = [(assignment, exercise) for assignment, answers in ANSWERS.items() for exercise in answers.RIGHT]


def outcomes(assignment, seed=0, exercise=None, **functions):
    """What each check says of the reference with some functions replaced; an error of the check itself is raised."""
    backend = LocalBackend({**vars(REFERENCES[assignment]), **functions})
    result = {}
    for check in CHECKS[assignment]:
        if exercise is None or check.exercise == exercise:
            result[check.name] = outcome(check, backend, REFERENCES[assignment], seed)
    return result


def outcome(check, backend, reference, seed):
    student = Student(backend, frozenset({check.exercise}))
    rng = np.random.default_rng([seed, zlib.crc32(check.name.encode())])
    given = {"student": student, "reference": reference, "rng": rng}
    try:
        check.run(**{name: given[name] for name in inspect.signature(check.run).parameters})
    except (AssertionError, StudentFault) as failure:
        return failure.message if isinstance(failure, CheckFailed | StudentFault) else str(failure)
    assert student.was_asked
    return None


def failed(result):
    return {name for name, message in result.items() if message is not None}


@pytest.mark.parametrize("assignment", ANSWERS)
def test_points_and_names_are_in_order(assignment):
    checks = CHECKS[assignment]
    names = [check.name for check in checks]
    assert len(set(names)) == len(names)
    declared = next(each for each in load_course(COURSE).assignments if each.name == assignment)
    for exercise in declared.exercises:
        own = [check for check in checks if check.exercise == exercise.name]
        assert sum(check.points for check in own) == exercise.points
        assert sum(not check.is_public for check in own) >= HIDDEN_CHECKS_MIN
        assert 1 <= sum(check.is_public for check in own) <= 2
        assert all(check.hint.endswith(".") and check.name.startswith(exercise.name) for check in own)
    assert {check.exercise for check in checks} == {exercise.name for exercise in declared.exercises}


@pytest.mark.parametrize("assignment", ANSWERS)
def test_public_checks_need_nothing_but_the_student(assignment):
    for check in CHECKS[assignment]:
        if check.is_public:
            assert list(inspect.signature(check.run).parameters) == ["student"]


@pytest.mark.parametrize("assignment", ANSWERS)
def test_the_reference_passes(assignment):
    for seed in range(5):
        assert failed(outcomes(assignment, seed)) == set()


@pytest.mark.parametrize("assignment", ANSWERS)
def test_a_submission_crosses_the_wall_seldom(assignment):
    backend = LocalBackend(vars(REFERENCES[assignment]))
    for check in CHECKS[assignment]:
        outcome(check, backend, REFERENCES[assignment], 0)
    assert backend.crossings <= CROSSINGS_MAX


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_other_styles_pass(assignment, exercise):
    for answer in ANSWERS[assignment].RIGHT[exercise]:
        for seed in range(4):
            result = outcomes(assignment, seed, exercise, **{exercise: answer})
            assert {name: message for name, message in result.items() if message} == {}, answer.__name__


@pytest.mark.parametrize(
    ("assignment", "exercise", "answer", "lost"),
    [
        pytest.param(assignment, exercise, answer, lost, id=f"{exercise}-{answer.__name__}")
        for assignment, answers in ANSWERS.items()
        for exercise, wrong in answers.WRONG.items()
        for answer, lost in wrong
    ],
)
def test_wrong_answers_lose_what_they_should(assignment, exercise, answer, lost):
    every = {check.name for check in CHECKS[assignment] if check.exercise == exercise}
    assert failed(outcomes(assignment, **{exercise: answer})) <= every
    for seed in range(3):
        missed = failed(outcomes(assignment, seed, exercise, **{exercise: answer}))
        assert (every if lost == {"*"} else lost) <= missed


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_what_returns_something_else_earns_nothing_and_breaks_no_check(assignment, exercise):
    every = {check.name for check in CHECKS[assignment] if check.exercise == exercise}
    for value in CURIOUS:
        missed = failed(outcomes(assignment, 0, exercise, **{exercise: lambda *_, value=value, **__: value}))
        # A constant of the right shape is the same for lists, and does leave its inputs alone; it earns nothing else.
        has_right_shape = isinstance(value, np.ndarray) and value.shape == (3,)
        spared = {name for name in every if name.endswith(("_alone", "_lists_and_keywords")) and has_right_shape}
        assert every - spared <= missed <= every, repr(value)


SPOILT = {
    "zeros": np.zeros_like,
    "nan": lambda value: value * np.nan,
    "one nan": lambda value: np.where(np.arange(value.size).reshape(value.shape) == 0, np.nan, value),
    "infinity": lambda value: np.full(value.shape, np.inf),
    "huge": lambda value: value * 1e300 * 1e8,
    "bools": lambda value: value <= 0,
    "bytes": lambda value: (value == 0).astype("u1"),
    "half precision": lambda value: value.astype("f2"),
    "text": lambda value: value.astype(str),
    "complex": lambda value: value.astype(complex),
    "another axis": lambda value: value[..., None],
    "lists": lambda value: value[None].tolist(),
}


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_right_answers_spoilt_are_seen_and_break_no_check(assignment, exercise, spoil):
    """Where the shape is right, checks go on to reckon with whatever is inside."""
    spoilt = spoiling(getattr(REFERENCES[assignment], exercise), SPOILT[spoil])
    assert failed(outcomes(assignment, 0, exercise, **{exercise: spoilt}))


def spoiling(function, spoil):
    def spoilt(*positional, **keyword):
        value = function(*positional, **keyword)
        if isinstance(value, tuple):
            return tuple(spoil(np.asarray(part)) for part in value)
        return spoil(np.asarray(value))

    return spoilt


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_what_raises_or_is_not_written_earns_nothing(assignment, exercise):
    every = {check.name for check in CHECKS[assignment] if check.exercise == exercise}
    for error in (NotImplementedError(), ValueError("4 and 5 and 6 and 7 do not fit"), TypeError()):

        def raising(*_, error=error, **__):
            raise error

        assert failed(outcomes(assignment, 0, exercise, **{exercise: raising})) == every


def test_messages_say_what_came_and_what_was_expected():
    said = outcomes("softmax", exercise="softmax", softmax=answers_softmax.naive)
    assert said["softmax_of_large_scores"].startswith("returned nan at [")
    assert said["softmax_of_large_scores"].endswith("; expected finite weights.")
    said = outcomes("attention", exercise="attention_scores", attention_scores=answers_attention.unscaled)
    assert said["attention_scores_are_scaled_products"].endswith("; expected QKᵀ/√d_k.")
    said = outcomes("predictions", exercise="fit_ridge", fit_ridge=answers_predictions.ridge_inverse)
    assert said["fit_ridge_solves_rather_than_inverts"].startswith("left ‖Xᵀ(y − Xw) − alpha·w‖ at ")


def test_a_python_loop_over_pairs_is_too_slow_and_nothing_else():
    missed = failed(outcomes("unifying", exercise="rbf_kernel", rbf_kernel=answers_unifying.rbf_by_pairs))
    assert missed == {"rbf_kernel_of_a_thousand_points"}
