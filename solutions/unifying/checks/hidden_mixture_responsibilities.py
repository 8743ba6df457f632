"""mixture_responsibilities(x, means, variances, priors): the probability of each component, given each x."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_finite,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_simplex,
    assert_unmodified,
    different_sizes,
    eighths,
    responsibilities_bound,
    simplex_bound,
)

DEFINITION = "softmax over the components of log prior + log density"


def components(rng, k):
    """Means, variances and priors of k components that overlap."""
    return rng.normal(size=k), rng.uniform(0.25, 2, size=k), rng.dirichlet(2 * np.ones(k))


def sums_bound(*given):
    """How far from 1 the rows may sum: exp(s − logsumexp(s)) sums to 1 as well as the scores are known."""
    return responsibilities_bound(*given).sum(axis=1) + simplex_bound(len(given[1]))


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(
    1.5, hint="Prior times density, divided by the sum over the components; a density has 1/√variance in front."
)
def test_mixture_responsibilities_follow_bayes(student, reference, rng):
    cases = [(2 * rng.normal(size=n), *components(rng, k)) for n, k in ((5, 3), (4, 4), (1, 2), (6, 2), (3, 1), (2, 6))]
    for given, weights in answers(student.mixture_responsibilities, cases):
        expected, bound = reference.mixture_responsibilities(*given), responsibilities_bound(*given)
        assert_close(weights, expected, bound=bound, stating=DEFINITION)


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="One row per x, one column per component; every row is convex, columns need not be.")
def test_mixture_responsibilities_are_convex(student, rng):
    cases = [(2 * rng.normal(size=n), *components(rng, k)) for n, k in ((5, 3), (3, 3), (2, 7))]
    for given, weights in answers(student.mixture_responsibilities, cases):
        assert_answer(weights, (len(given[0]), len(given[1])))
        assert_simplex(weights, axis=1, bound=sums_bound(*given))


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(
    1,
    hint="Forty standard deviations away all densities are 0: stay with logarithms, and subtract the largest per row.",
)
def test_mixture_responsibilities_far_away(student, rng):
    x, priors, shift = np.array([-1e4, -1e3, 1e3, 1e4]), rng.dirichlet(2 * np.ones(3)), eighths(rng, ())
    means, variances = shift + rng.permutation([-1.0, 0.0, 1.0]), rng.permutation([0.5, 1.0, 2.0])
    narrow, two = shift + np.array([-1.0, 1.0]), rng.dirichlet(2 * np.ones(2))
    # So far away that one component is responsible for all: the widest, and among alike ones the nearest.
    widest = np.tile(np.eye(3)[np.argmax(variances)], (4, 1))
    nearest = np.eye(3)[np.where(x > 0, np.argmax(means), np.argmin(means))]
    cases = [(x, means, variances, priors), (x, means, np.full(3, 0.5), priors)]
    # Ten thousand deviations from two narrow components, at the same distance: only the priors tell them apart.
    cases.append((shift[None], narrow, np.full(2, 1e-8), two))
    # Close to wide ones the same holds, and tells who hides what went wrong far away from who divides by no sum at all.
    cases.append((shift[None], narrow, np.ones(2), two))
    halfway = "the priors, halfway between two"
    whose = "all to the widest component", "all to the nearest of alike components", halfway, halfway
    given = answers(student.mixture_responsibilities, cases)
    for expected, words, (mixture, answer) in zip((widest, nearest, two[None], two[None]), whose, given, strict=True):
        weights = assert_shape(answer, expected.shape)
        assert_finite(weights, stating="finite responsibilities")
        assert_simplex(weights, axis=1, bound=sums_bound(*mixture))
        assert_close(weights, expected, bound=responsibilities_bound(*mixture), stating=words)


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="Components that are alike share by their priors, and one with prior 0 gets exactly 0.")
def test_mixture_responsibilities_of_alike_components_are_priors(student, rng):
    priors = np.append(rng.dirichlet(np.ones(3)), 0.0)[rng.permutation(4)]
    given = rng.normal(size=3), np.full(4, eighths(rng, ())), np.full(4, 0.75), priors
    weights = assert_shape(student.mixture_responsibilities(*given), (3, 4))
    stating = "the priors, where all components have the same density"
    assert_close(weights, np.tile(priors, (3, 1)), bound=responsibilities_bound(*given), stating=stating)
    # Also where the others are far away, but not so far that their densities vanish: the logarithm of 0 is −inf, and no
    # number of moderate size will do in its place.
    given = 38 + rng.uniform(-0.1, 0.1, size=2), np.array([38.0, 0.0]), np.ones(2), np.array([0.0, 1.0])
    weights = assert_shape(student.mixture_responsibilities(*given), (2, 2))
    stating = "0 for the component with prior 0, and all to the other"
    assert_close(weights, np.tile([0.0, 1.0], (2, 1)), bound=responsibilities_bound(*given), stating=stating)


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="Only x − mean matters: moving x and the means together changes nothing.")
def test_mixture_responsibilities_keep_when_all_moves(student, rng):
    x, c = eighths(rng, 5, 3), 16.0 + eighths(rng, ())
    means, variances, priors = eighths(rng, 3, 2), *components(rng, 3)[1:]
    cases = [(x, means, variances, priors), (x + c, means + c, variances, priors)]
    (_, here), (_, there) = answers(student.mixture_responsibilities, cases)
    bound = sum(responsibilities_bound(*given) for given in cases)
    stating = "the same responsibilities when x and the means move by c"
    assert_agrees(there, assert_answer(here, (5, 3)), bound=bound, stating=stating)


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(
    0.5, hint="Variances are squared: in another unit of length x and means change by s, variances by s²."
)
def test_mixture_responsibilities_in_any_unit_of_length(student, rng):
    x, (means, variances, priors) = 2 * rng.normal(size=4), components(rng, 3)
    # Powers of two, which change no digit. The square of a variance is still a number.
    units = (1.0, 2.0**10, 2.0**-10, 2.0**200, 2.0**-200)
    cases = [(s * x, s * means, s**2 * variances, priors) for s in units]
    first = None
    for given, weights in answers(student.mixture_responsibilities, cases):
        first = assert_answer(weights, (4, 3)) if first is None else first
        bound = responsibilities_bound(*given) + responsibilities_bound(*cases[0])
        stating = "the same responsibilities for s·x, s·means and s²·variances"
        assert_agrees(weights, first, bound=bound, stating=stating)


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="Each x has its row and each component its column: shuffle either, and these move along.")
def test_mixture_responsibilities_follow_the_order(student, rng):
    x, parts = 2 * rng.normal(size=5), components(rng, 4)
    rows, columns = rng.permutation(5), rng.permutation(4)
    cases = [(x, *parts), (x[rows], *(each[columns] for each in parts))]
    (_, here), (_, there) = answers(student.mixture_responsibilities, cases)
    expected = assert_answer(here, (5, 4))[rows][:, columns]
    bound = 2 * responsibilities_bound(*cases[1])
    assert_agrees(there, expected, bound=bound, stating="rows that move with x, columns with the components")


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(
    0.5, hint="float32 stays float32; integers and bools become float64 before they are subtracted: 0 − 1 may be 255."
)
def test_mixture_responsibilities_keep_the_precision(student, rng):
    # The square of 20 is more than a byte holds.
    x, means, variances = rng.permutation([0, 10, 20]), rng.permutation([0, 20]), np.array([100, 100])
    cases = [tuple(given.astype(kind) for given in (x, means, variances)) for kind in ("f8", "f4", "i8", "u1")]
    priors = np.array([0.25, 0.75])
    cases = [(*given, priors.astype("f4" if given[0].dtype == np.float32 else "f8")) for given in cases]
    first, bound = None, 2 * responsibilities_bound(*cases[0])
    for (given, *_), weights in answers(student.mixture_responsibilities, cases):
        first = assert_answer(weights, (3, 2)) if first is None else first
        assert_dtype(weights, np.float32 if given.dtype == np.float32 else np.float64)
        assert_agrees(weights, first, bound=bound, stating="the same for the same numbers of another type")


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="Begin with np.asarray; the arguments are called x, means, variances and priors.")
def test_mixture_responsibilities_take_lists_and_keywords(student, rng):
    x, (means, variances, priors) = rng.normal(size=4), components(rng, 3)
    given = x, means, variances, priors
    calls = [arguments(*given), arguments(*(each.tolist() for each in given))]
    calls.append(arguments(priors=priors, variances=variances, means=means, x=x))
    calls.append(arguments(*(np.repeat(each, 2)[::2] for each in given)))
    calls.append(calls[0])
    bound = 2 * responsibilities_bound(*given)
    assert_same_answers(student.mixture_responsibilities, calls, (4, 3), bound=bound)


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="priors /= priors.sum() and x -= … change the caller's arrays.")
def test_mixture_responsibilities_leave_their_inputs_alone(student, rng):
    given = rng.normal(size=4), *components(rng, 3)
    assert_answer(assert_unmodified(student.mixture_responsibilities, *given), (4, 3))


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="As many variances and priors as means: otherwise name the shapes in a ValueError.")
def test_mixture_responsibilities_reject_what_does_not_fit(student, rng):
    n, k, other = different_sizes(rng, 3)
    x, (means, variances, priors), longer = rng.normal(size=n), components(rng, k), components(rng, other)
    responsibilities = student.mixture_responsibilities
    assert_answer(responsibilities(x, means, variances, priors), (n, k))
    assert_raises(ValueError, responsibilities, x, means, longer[1], priors, mentions=(k, other))
    assert_raises(ValueError, responsibilities, x, means, variances, longer[2], mentions=(k, other))
    assert_raises(ValueError, responsibilities, x, means, variances[:1], priors, mentions=(k, 1))
    assert_raises(ValueError, responsibilities, x, means, variances, np.ones(1), mentions=(k, 1))


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(0.5, hint="All four arguments have one dimension; anything else is a ValueError.")
def test_mixture_responsibilities_reject_wrong_dimensions(student, rng):
    x, parts = rng.normal(size=5), components(rng, 3)
    assert_answer(student.mixture_responsibilities(x, *parts), (5, 3))
    assert_raises(ValueError, student.mixture_responsibilities, x[:, None], *parts)
    assert_raises(ValueError, student.mixture_responsibilities, x, *(each[None] for each in parts))
