"""attention_scores(Q, K) = QKᵀ/√d_k."""

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
    assert_shape,
    assert_unmodified,
    attention_scores_bound,
    different_sizes,
    eighths,
)

DEFINITION = "QKᵀ/√d_k"
ENTRY = "in each batch entry what the function returns for that entry alone"


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(
    1, hint="Score [i, j] is the product of query i and key j, divided by √d_k; d_k is the length of a key."
)
def test_attention_scores_are_scaled_products(student, reference, rng):
    sizes = ((4, 6, 3), (5, 5, 5), (2, 3, 16), (3, 1, 2), (1, 1, 1))
    cases = [(rng.normal(size=(n_q, d_k)), rng.normal(size=(n_k, d_k))) for n_q, n_k, d_k in sizes]
    for (Q, K), scores in answers(student.attention_scores, cases):
        expected = reference.attention_scores(Q, K)
        assert_close(scores, expected, bound=attention_scores_bound(Q, K), stating=DEFINITION)


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.5, hint="K.T reverses all axes of a batch; np.swapaxes(K, -1, -2) swaps the last two only.")
def test_attention_scores_of_batches(student, rng):
    Q, K = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 6, 5))
    alone = [(Q[1, i], K[1, i]) for i in range(3)]
    expected = np.stack([assert_answer(scores, (4, 6)) for _, scores in answers(student.attention_scores, alone)])
    bound = 2 * attention_scores_bound(Q[1], K[1])
    for (queries, _), answer in answers(student.attention_scores, [(Q[1], K[1]), (Q, K)]):
        scores = assert_shape(answer, (*queries.shape[:-1], 6)).reshape(-1, 3, 4, 6)[-1]
        assert_agrees(scores, expected, bound=bound, stating=ENTRY)


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.5, hint="Scores are linear in the queries: doubling a query doubles its scores.")
def test_attention_scores_are_linear_in_the_queries(student, rng):
    P, Q, K = eighths(rng, (3, 4)), eighths(rng, (3, 4)), rng.normal(size=(5, 4))
    p, q, both = (
        assert_answer(s, (3, 5)) for _, s in answers(student.attention_scores, [(P, K), (Q, K), (2 * P - Q, K)])
    )
    bound = sum(2 * attention_scores_bound(one, K) for one in (P, Q, 2 * P - Q))
    assert_agrees(both, 2.0 * p - q, bound=bound, stating="scores of 2P − Q that are twice those of P less those of Q")


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(
    0.5, hint="np.sqrt gives a float64, which turns float32 scores into float64; math.sqrt or float() does not."
)
def test_attention_scores_keep_the_precision(student, rng):
    Q, K = rng.integers(0, 3, size=(3, 4)), rng.integers(0, 3, size=(5, 4))
    cases = [(Q.astype(kind), K.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (Q, _), scores in answers(student.attention_scores, cases):
        assert_dtype(scores, np.float32 if Q.dtype == np.float32 else np.float64)


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names Q and K.")
def test_attention_scores_take_lists_and_keywords(student, rng):
    Q, K = rng.normal(size=(3, 4)), rng.normal(size=(5, 4))
    calls = [arguments(Q, K), arguments(Q.tolist(), K.tolist()), arguments(K=K, Q=Q)]
    calls.append(arguments(Q.copy(order="F"), np.repeat(K, 2, axis=1)[:, ::2]))
    assert_same_answers(student.attention_scores, calls, (3, 5), bound=2 * attention_scores_bound(Q, K))


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.5, hint="Q /= np.sqrt(d_k) changes the caller's queries; Q / np.sqrt(d_k) makes a new array.")
def test_attention_scores_leave_their_inputs_alone(student, rng):
    scores = assert_unmodified(student.attention_scores, rng.normal(size=(3, 4)), rng.normal(size=(5, 4)))
    assert_answer(scores, (3, 5))


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(0.5, hint="Queries and keys must have the same length d_k; name both shapes in the ValueError.")
def test_attention_scores_reject_shapes_that_do_not_fit(student, rng):
    n_q, n_k, d_k, other = different_sizes(rng, 4)
    Q = rng.normal(size=(n_q, d_k))
    assert_answer(student.attention_scores(Q, rng.normal(size=(n_k, d_k))), (n_q, n_k))
    assert_raises(ValueError, student.attention_scores, Q, rng.normal(size=(n_k, other)), mentions=(d_k, other))
    # Q[:, None] * K would spread the one coordinate over all of Q's.
    assert_raises(ValueError, student.attention_scores, Q, rng.normal(size=(n_k, 1)), mentions=(d_k, 1))


@pytest.mark.exercise("attention_scores")
@pytest.mark.points(
    0.5, hint="Q and K have two dimensions at least, and equal batch dimensions; anything else is a ValueError."
)
def test_attention_scores_reject_wrong_dimensions(student, rng):
    Q, K = rng.normal(size=(3, 4)), rng.normal(size=(5, 4))
    assert_answer(student.attention_scores(Q, K), (3, 5))
    assert_raises(ValueError, student.attention_scores, Q[0], K)
    assert_raises(ValueError, student.attention_scores, Q, K[0])
    assert_raises(ValueError, student.attention_scores, rng.normal(size=(2, 3, 4)), rng.normal(size=(3, 5, 4)))
