"""kernel_ridge_fit(X, y, gamma, alpha): the coefficients c with (K + alpha·I)c = y, one per training point."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_raises,
    assert_same_answers,
    assert_unmodified,
    different_sizes,
    kernel_ridge_bound,
)

DEFINITION = "the c with (K + alpha·I)c = y"


def apart(rng, n, d):
    """Points that are apart from each other, so that K is well conditioned."""
    corners = np.array(np.meshgrid(*d * [np.arange(4.0)])).reshape(d, -1).T
    return rng.permutation(corners)[:n] + rng.uniform(-0.25, 0.25, size=(n, d))


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(1, hint="alpha on the diagonal of the n×n kernel matrix: not alpha/n or alpha², and no intercept.")
def test_kernel_ridge_fit_solves_the_regularised_system(student, reference, rng):
    cases = []
    for n, d, width, alpha in ((7, 2, 1.5, 0.1), (4, 1, 2, 3), (9, 3, 0.8, 0.5), (4, 4, 1.25, 1e3), (1, 2, 0.5, 0.25)):
        cases.append((apart(rng, n, d), rng.normal(size=n), width, alpha))
    # Alike points: only alpha keeps the system from being singular.
    twice = apart(rng, 3, 2)[[0, 1, 2, 0, 1]]
    cases.append((twice, rng.normal(size=5), 0.7, 0.2))
    for (X, y, width, alpha), c in answers(student.kernel_ridge_fit, cases):
        expected, bound = reference.kernel_ridge_fit(X, y, width, alpha), kernel_ridge_bound(X, y, width, alpha)
        assert_close(c, expected, bound=bound, stating=DEFINITION)


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(
    0.5, hint="With alpha = 0 the coefficients solve Kc = y, and the function runs through every target."
)
def test_kernel_ridge_fit_without_penalty(student, reference, rng):
    cases = [(apart(rng, n, d), rng.normal(size=n), 2.0, 0.0) for n, d in ((6, 2), (3, 1), (5, 3))]
    for (X, y, width, alpha), c in answers(student.kernel_ridge_fit, cases):
        expected, bound = reference.kernel_ridge_fit(X, y, width, alpha), kernel_ridge_bound(X, y, width, alpha)
        assert_close(c, expected, bound=bound, stating="the c with Kc = y")


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(
    1, hint="np.linalg.solve(K + alpha·I, y) is more accurate here than np.linalg.inv(K + alpha·I) @ y."
)
def test_kernel_ridge_fit_solves_rather_than_inverts(student, reference, rng):
    cases = []
    for alpha in (1e-10, 1e-9, 1e-10, 1e-9):
        # Neighbours in their order: errors of an inverse add up, and the targets hide behind them.
        X = (np.linspace(-1, 1, 24) + rng.uniform(-0.4, 0.4, size=24) / 24)[:, None]
        z = 1 + rng.uniform(-0.5, 0.5, size=24)
        system = np.exp(-0.5 * (X - X.T) ** 2) + alpha * np.eye(24)
        cases.append((X, system @ z, 0.5, alpha))
    for (X, y, width, alpha), c in answers(student.kernel_ridge_fit, cases):
        expected, bound = reference.kernel_ridge_fit(X, y, width, alpha), kernel_ridge_bound(X, y, width, alpha)
        assert_close(c, expected, bound=bound, stating="c to the accuracy that a stable solve has")


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(
    0.5, hint="For given points c is linear in y: twice the targets, twice the coefficients, of any size."
)
def test_kernel_ridge_fit_is_linear_in_the_targets(student, rng):
    X, y = apart(rng, 6, 2), rng.normal(size=6)
    # Powers of two, which change no digit.
    factors = (1.0, -2.0, 2.0**400, 2.0**-400)
    first, bound = None, 2 * kernel_ridge_bound(X, y, 1.0, 0.25)
    for (_, target, *_), c in answers(student.kernel_ridge_fit, [(X, s * y, 1.0, 0.25) for s in factors]):
        first = assert_answer(c, (6,)) if first is None else first
        s = target[0] / y[0]
        assert_agrees(c, s * first, bound=abs(s) * bound, stating="s times the coefficients for s times the targets")


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(0.5, hint="Every training point has its own coefficient: shuffle the points, and these move along.")
def test_kernel_ridge_fit_follows_the_order_of_its_points(student, rng):
    X, y, order = apart(rng, 7, 2), rng.normal(size=7), rng.permutation(7)
    (_, here), (_, there) = answers(student.kernel_ridge_fit, [(X, y, 1.0, 0.125), (X[order], y[order], 1.0, 0.125)])
    stating = "coefficients that move along with their points"
    bound = 2 * kernel_ridge_bound(X, y, 1.0, 0.125)
    assert_agrees(there, assert_answer(here, (7,))[order], bound=bound, stating=stating)


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(
    0.5,
    hint="float32 stays float32 (np.eye(n) is float64); integers and bools become float64 before they are subtracted.",
)
def test_kernel_ridge_fit_keeps_the_precision(student, rng):
    X, y = rng.permutation(np.eye(3, dtype=int)), rng.permutation([1, 0, 1])
    cases = [(X.astype(kind), y.astype(kind), 0.5, 0.5) for kind in ("f8", "f4", "i8", "u1", "?")]
    first, bound = None, 2 * kernel_ridge_bound(X, y, 0.5, 0.5)
    for (given, *_), c in answers(student.kernel_ridge_fit, cases):
        first = assert_answer(c, (3,)) if first is None else first
        assert_dtype(c, np.float32 if given.dtype == np.float32 else np.float64)
        assert_agrees(c, first, bound=bound, stating="the same coefficients for the same numbers of another type")


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names X, y, gamma and alpha.")
def test_kernel_ridge_fit_takes_lists_and_keywords(student, rng):
    X, y = apart(rng, 5, 2), rng.normal(size=5)
    calls = [arguments(X, y, 1.5, 0.5), arguments(X.tolist(), y.tolist(), 1.5, 0.5)]
    calls += [arguments(alpha=0.5, gamma=1.5, y=y, X=X), arguments(X.copy(order="F"), np.repeat(y, 2)[::2], 1.5, 0.5)]
    calls.append(calls[0])
    assert_same_answers(student.kernel_ridge_fit, calls, (5,), bound=2 * kernel_ridge_bound(X, y, 1.5, 0.5))


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(0.5, hint="Centring X or y in place changes what is not yours.")
def test_kernel_ridge_fit_leaves_its_inputs_alone(student, rng):
    X, y = apart(rng, 6, 2), rng.normal(size=6)
    assert_answer(assert_unmodified(student.kernel_ridge_fit, X, y, 1.0, 0.5), (6,))


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(0.5, hint="X is (n, d) and y is (n,): otherwise name both shapes in a ValueError.")
def test_kernel_ridge_fit_rejects_shapes_that_do_not_fit(student, rng):
    n, d, other = different_sizes(rng, 3)
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    assert_answer(student.kernel_ridge_fit(X, y, 0.5, 0.5), (n,))
    assert_raises(ValueError, student.kernel_ridge_fit, X, rng.normal(size=other), 0.5, 0.5, mentions=(n, other))
    assert_raises(ValueError, student.kernel_ridge_fit, X, y[:, None], 0.5, 0.5)
    assert_raises(ValueError, student.kernel_ridge_fit, X[:, 0], y, 0.5, 0.5)
