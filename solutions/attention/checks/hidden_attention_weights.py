"""attention_weights(Q, K, mask): row-wise (masked) softmax of the scores, over keys."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_each_raises,
    assert_equal,
    assert_finite,
    assert_shape,
    assert_simplex,
    assert_unmodified,
    attention_weights_bound,
    different_sizes,
)


def queries_and_keys(rng, n_q, n_k, d_k):
    return rng.normal(size=(n_q, d_k)), rng.normal(size=(n_k, d_k))


def random_mask(rng, n_q, n_k):
    """Every row permits at least one key, and masks at least one."""
    return np.array([rng.permutation(n_k) < rng.integers(1, n_k) for _ in range(n_q)])


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(1, hint="Softmax of the scores QKᵀ/√d_k along the last axis, over the keys.")
def test_attention_weights_are_the_softmax_of_the_scores(student, reference, rng):
    cases = [queries_and_keys(rng, *sizes) for sizes in ((4, 6, 3), (5, 5, 5), (2, 3, 16), (3, 1, 2))]
    for (Q, K), weights in answers(student.attention_weights, cases):
        expected, bound = reference.attention_weights(Q, K), attention_weights_bound(Q, K)
        assert_close(weights, expected, bound=bound, stating="the softmax of QKᵀ/√d_k over keys")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.5, hint="Each query distributes one unit over the keys: rows sum to 1, columns need not.")
def test_attention_weights_sum_to_one_over_keys(student, rng):
    cases = [queries_and_keys(rng, *sizes) for sizes in ((4, 6, 3), (5, 5, 5))]
    for (Q, K), weights in answers(student.attention_weights, cases):
        assert_simplex(assert_answer(weights, (len(Q), len(K))), axis=-1)


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.5, hint="The softmax runs over the permitted keys only, and masked keys get weight exactly 0.")
def test_attention_weights_with_a_mask(student, rng):
    # A mask of one dimension is for keys, also where there are as many queries as keys.
    for n_q, n_k in ((5, 6), (4, 4)):
        Q, K = queries_and_keys(rng, n_q, n_k, 3)
        mask, zeros = random_mask(rng, n_q, n_k), np.zeros((n_q, n_k))
        everything = assert_answer(student.attention_weights(Q, K), (n_q, n_k)).astype(np.float64)
        cases = [(Q, K, each) for each in (mask, mask[0], mask | True)]
        for (_, _, used), answer in answers(student.attention_weights, cases):
            weights = assert_shape(answer, (n_q, n_k))
            assert_equal(np.where(used, 0.0, weights), zeros, stating="weight exactly 0 for masked keys")
            kept = np.where(used, everything, 0.0)
            expected = kept / np.maximum(kept.sum(axis=-1, keepdims=True), 1e-300)
            bound = 4 * attention_weights_bound(Q, K, used)
            assert_agrees(weights, expected, bound=bound, stating="the permitted keys' weights, scaled to sum to 1")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.5, hint="A query that may use no key has weights of 0: mind 0/0 and −inf − (−inf).")
def test_attention_weights_of_fully_masked_queries(student, rng):
    Q, K = queries_and_keys(rng, 5, 4, 3)
    mask, empty = random_mask(rng, 5, 4), rng.permutation(5) < 2
    mask[empty] = False
    weights = assert_answer(student.attention_weights(Q, K, mask=mask), (5, 4))
    assert_finite(weights, stating="finite weights, 0 where no key is permitted")
    expected = np.where(empty[:, None], 0.0, weights)
    assert_agrees(weights, expected, bound=0.0, stating="weights of 0 where no key is permitted")
    nothing = assert_shape(student.attention_weights(Q, K, np.zeros((5, 4), bool)), (5, 4))
    assert_equal(nothing, np.zeros((5, 4)), stating="weights of 0 where no key is permitted")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.5, hint="Subtract each row's largest permitted score before exponentiating.")
def test_attention_weights_of_large_scores(student, reference, rng):
    Q, K = queries_and_keys(rng, 5, 6, 4)
    mask = random_mask(rng, 5, 6)
    # One direction in common puts all scores of a query near 10,000, or near −10,000, with ordinary differences.
    ones = np.sqrt(2e4) * np.ones((1, 1))
    near = np.hstack([Q, 0 * Q[:, :1] + ones]), np.hstack([K, 0 * K[:, :1] + ones])
    cases = [near, (-near[0], near[1]), (100 * Q, 100 * K), (100 * Q, 100 * K, mask), (*near, mask)]
    for (Q, K, *masks), weights in answers(student.attention_weights, cases):
        assert_finite(weights, stating="finite weights")
        expected, bound = reference.attention_weights(Q, K, *masks), attention_weights_bound(Q, K, *masks)
        assert_close(weights, expected, bound=bound, stating="the softmax of QKᵀ/√d_k over keys")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(0.5, hint="Reordering the keys reorders each row of weights; reordering queries reorders the rows.")
def test_attention_weights_follow_permutations(student, rng):
    Q, K = queries_and_keys(rng, 4, 6, 3)
    rows, columns = rng.permutation(4), rng.permutation(6)
    (_, straight), (_, permuted) = answers(student.attention_weights, [(Q, K), (Q[rows], K[columns])])
    straight = assert_answer(straight, (4, 6)).astype(np.float64)
    bound = 2 * attention_weights_bound(Q[rows], K[columns])
    assert_agrees(permuted, straight[rows][:, columns], bound=bound, stating="the weights in their new order")


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(
    0.5, hint="Work along the last axes, and a batch needs no code of its own; the mask broadcasts to it."
)
def test_attention_weights_of_batches(student, rng):
    Q, K = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 6, 5))
    mask = random_mask(rng, 4, 6)
    alone = [(Q[1, i], K[1, i], mask) for i in range(3)]
    expected = np.stack([assert_answer(weights, (4, 6)) for _, weights in answers(student.attention_weights, alone)])
    weights = assert_shape(student.attention_weights(Q, K, mask), (2, 3, 4, 6))[1]
    bound = 2 * attention_weights_bound(Q[1], K[1], mask)
    stating = "in each batch entry what the function returns for that entry alone"
    assert_agrees(weights, expected, bound=bound, stating=stating)


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(
    0.5, hint="np.sqrt gives a float64, which turns float32 scores into float64; math.sqrt or float() does not."
)
def test_attention_weights_keep_the_precision(student, rng):
    Q, K, mask = rng.integers(0, 3, size=(3, 4)), rng.integers(0, 3, size=(5, 4)), random_mask(rng, 3, 5)
    cases = [(Q.astype(kind), K.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    cases.append((*cases[1], mask))
    for (Q, *_), weights in answers(student.attention_weights, cases):
        assert_dtype(weights, np.float32 if Q.dtype == np.float32 else np.float64)


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(
    0.5, hint="np.asarray takes lists; scores[~mask] = … on a view, or Q /= …, changes what is the caller's."
)
def test_attention_weights_leave_their_inputs_alone(student, reference, rng):
    Q, K = queries_and_keys(rng, 4, 5, 3)
    mask = random_mask(rng, 4, 5)
    assert_answer(assert_unmodified(student.attention_weights, Q, K, mask), (4, 5))
    weights = assert_unmodified(student.attention_weights, K=K.tolist(), Q=Q.tolist(), mask=mask.tolist())
    assert_answer(weights, (4, 5))


@pytest.mark.exercise("attention_weights")
@pytest.mark.points(
    0.5, hint="Q is (..., n_q, d_k), K is (..., n_k, d_k), and the mask must broadcast to (..., n_q, n_k)."
)
def test_attention_weights_reject_shapes_that_do_not_fit(student, rng):
    n_q, n_k, d_k, other = different_sizes(rng, 4)
    Q, K = queries_and_keys(rng, n_q, n_k, d_k)
    assert_answer(student.attention_weights(Q, K), (n_q, n_k))
    cases = [
        (arguments(Q, rng.normal(size=(n_k, other))), (d_k, other)),
        (arguments(Q, K, np.ones((n_q, other), bool)), (n_k, other)),
        # Scores that could be spread to the shape of the mask: there would be more rows of weights than queries.
        (arguments(Q[:1], K, np.ones((other, n_k), bool)), (1, other)),
        (arguments(Q[0], K), ()),
        (arguments(Q, K[0]), ()),
    ]
    assert_each_raises(ValueError, student.attention_weights, cases)
