"""attention(Q, K, V, mask): the pair of output aV and weights a."""

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
    assert_finite,
    assert_in_hull,
    assert_pair,
    assert_shape,
    assert_unmodified,
    attention_bound,
    attention_weights_bound,
    different_sizes,
    eighths,
)

PARTS = ("output", "weights")


def inputs(rng, n_q, n_k, d_k, d_v):
    return rng.normal(size=(n_q, d_k)), rng.normal(size=(n_k, d_k)), rng.normal(size=(n_k, d_v))


def random_mask(rng, n_q, n_k):
    """Every row permits at least one key, and masks at least one."""
    return np.array([rng.permutation(n_k) < rng.integers(1, n_k) for _ in range(n_q)])


def output_of(answer, shape):
    """The output, of the right shape and no constant, for properties that do not depend on its values."""
    output, _ = assert_pair(answer, PARTS)
    return assert_answer(output, shape, PARTS[0])


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.5, hint="Return (output, weights); output row i is the sum of weights[i, j]·V[j] over the keys j."
)
def test_attention_combines_the_values(student, rng):
    cases = [inputs(rng, *sizes) for sizes in ((4, 6, 3, 2), (5, 5, 5, 5), (2, 3, 8, 4), (3, 1, 2, 2))]
    for (Q, K, V), answer in answers(student.attention, cases):
        output, weights = assert_pair(answer, PARTS)
        weights = assert_shape(weights, (len(Q), len(K)), PARTS[1]).astype(np.float64)
        bound = attention_bound(Q, K, V)
        assert_answer(output, (len(Q), V.shape[1]), PARTS[0])
        assert_agrees(output, weights @ V, bound=bound, stating="the returned weights times V", part="output")


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.5, hint="The weights are the softmax over keys of QKᵀ/√d_k; with a mask, over permitted keys only."
)
def test_attention_returns_its_weights(student, reference, rng):
    cases = [inputs(rng, *sizes) for sizes in ((4, 6, 3, 2), (5, 5, 5, 5), (2, 3, 8, 4), (3, 1, 2, 2))]
    cases.append((*inputs(rng, 4, 5, 3, 2), random_mask(rng, 4, 5)))
    Q, K, V = inputs(rng, 4, 5, 3, 2)
    cases.append((100 * Q, 100 * K, V))
    for (Q, K, V, *mask), answer in answers(student.attention, cases):
        _, weights = assert_pair(answer, PARTS)
        _, expected = reference.attention(Q, K, V, *mask)
        bound = attention_weights_bound(Q, K, *mask)
        assert_close(weights, expected, bound=bound, stating="the softmax of QKᵀ/√d_k over keys", part="weights")


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.5, hint="Outputs are convex combinations of the rows of V: none leaves their hull, however large the scores."
)
def test_attention_stays_in_the_hull_of_the_values(student, rng):
    Q, K, V = inputs(rng, 4, 5, 3, 2)
    for _, answer in answers(student.attention, [(Q, K, V), (100 * Q, 100 * K, V), (Q, K, V, random_mask(rng, 4, 5))]):
        assert_in_hull(output_of(answer, (4, 2)), V, part="output")


@pytest.mark.exercise("attention")
@pytest.mark.points(0.5, hint="Adding c to every value adds c to every output, since each row of weights sums to 1.")
def test_attention_moves_with_its_values(student, rng):
    Q, K, _ = inputs(rng, 4, 5, 3, 2)
    V, c = eighths(rng, (5, 2)), eighths(rng, 2, largest=40)
    here, there = (output_of(answer, (4, 2)) for _, answer in answers(student.attention, [(Q, K, V), (Q, K, V + c)]))
    bound = attention_bound(Q, K, V) + attention_bound(Q, K, V + c)
    stating, part = "a move by c when every value moves by c", "move of the output"
    assert_close(there - here, np.tile(c, (4, 1)), bound=bound, stating=stating, part=part)


@pytest.mark.exercise("attention")
@pytest.mark.points(0.5, hint="Keys and values belong together: reordering both alike changes no output.")
def test_attention_ignores_the_order_of_keys(student, rng):
    Q, K, V = inputs(rng, 4, 6, 3, 2)
    order, rows = rng.permutation(6), rng.permutation(4)
    cases = [(Q, K, V), (Q[rows], K[order], V[order])]
    straight, permuted = (output_of(answer, (4, 2)) for _, answer in answers(student.attention, cases))
    bound = 2 * attention_bound(Q[rows], K, V)
    stating = "the same outputs, in the order of the queries"
    assert_agrees(permuted, straight.astype(np.float64)[rows], bound=bound, stating=stating, part="output")


@pytest.mark.exercise("attention")
@pytest.mark.points(0.5, hint="What a query may not use must not reach its output: pass the mask on to the weights.")
def test_attention_ignores_masked_keys_and_values(student, rng):
    Q, K, V = inputs(rng, 5, 5, 3, 2)
    mask = np.tri(5, dtype=bool)
    later_K, later_V = K.copy(), V.copy()
    later_K[3:], later_V[3:] = 5 * rng.normal(size=(2, 3)), 100 * rng.normal(size=(2, 2))
    cases = [(Q, K, V, mask), (Q, later_K, later_V, mask)]
    before, after = (output_of(answer, (5, 2)) for _, answer in answers(student.attention, cases))
    bound = 2 * attention_bound(Q[:3], K[:3], V[:3], mask[:3, :3])
    stating = "outputs of the first three queries that ignore the masked keys 3 and 4"
    assert_agrees(after[:3], before[:3].astype(np.float64), bound=bound, stating=stating, part="output")


@pytest.mark.exercise("attention")
@pytest.mark.points(0.5, hint="A query that may use no key has weights of 0, and so the output 0; no nan.")
def test_attention_of_fully_masked_queries(student, rng):
    Q, K, V = inputs(rng, 4, 5, 3, 2)
    mask, empty = random_mask(rng, 4, 5), rng.permutation(4) < 2
    mask[empty] = False
    answer = assert_pair(student.attention(Q, K, V, mask=mask), PARTS)
    for part, given, width in zip(PARTS, answer, (2, 5), strict=True):
        value = assert_answer(given, (4, width), part)
        assert_finite(value, part, stating="finite numbers, 0 where no key is permitted")
        expected = np.where(empty[:, None], 0.0, value)
        assert_agrees(value, expected, bound=0.0, stating="0 where no key is permitted", part=part)


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.5, hint="Work along the last axes, and a batch needs no code of its own; the mask broadcasts to it."
)
def test_attention_of_batches(student, rng):
    Q, K, V = (rng.normal(size=(2, 3, n, d)) for n, d in ((4, 5), (6, 5), (6, 2)))
    mask = random_mask(rng, 4, 6)
    alone = [(Q[1, i], K[1, i], V[1, i], mask) for i in range(3)]
    expected = np.stack([output_of(answer, (4, 2)) for _, answer in answers(student.attention, alone)])
    output, weights = assert_pair(student.attention(Q, K, V, mask), PARTS)
    output, _ = assert_shape(output, (2, 3, 4, 2), PARTS[0]), assert_shape(weights, (2, 3, 4, 6), PARTS[1])
    bound = 2 * attention_bound(Q[1], K[1], V[1], mask)
    stating = "in each batch entry what the function returns for that entry alone"
    assert_agrees(output[1], expected, bound=bound, stating=stating, part="output")
    single, single_weights = assert_pair(student.attention(Q[1, :1], K[1, :1], V[1, :1], mask), PARTS)
    single, _ = assert_shape(single, (1, 4, 2), PARTS[0]), assert_shape(single_weights, (1, 4, 6), PARTS[1])
    assert_agrees(single, expected[:1], bound=bound[:1], stating=stating, part="output")


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.5, hint="np.sqrt gives a float64, which turns float32 scores into float64; math.sqrt or float() does not."
)
def test_attention_keeps_the_precision(student, rng):
    Q, K, V = (rng.integers(0, 3, size=shape) for shape in ((3, 4), (5, 4), (5, 2)))
    cases = [(Q.astype(kind), K.astype(kind), V.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (Q, *_), answer in answers(student.attention, cases):
        for part, value in zip(PARTS, assert_pair(answer, PARTS), strict=True):
            assert_dtype(value, np.float32 if Q.dtype == np.float32 else np.float64, part)


@pytest.mark.exercise("attention")
@pytest.mark.points(0.5, hint="Begin with np.asarray, work on copies, and keep the argument names Q, K, V and mask.")
def test_attention_leaves_its_inputs_alone(student, rng):
    Q, K, V = inputs(rng, 4, 5, 3, 2)
    mask = random_mask(rng, 4, 5)
    output_of(assert_unmodified(student.attention, Q, K, V, mask), (4, 2))
    lists = {name: value.tolist() for name, value in zip("VKQ", (V, K, Q), strict=True)}
    output_of(assert_unmodified(student.attention, mask=mask.tolist(), **lists), (4, 2))


@pytest.mark.exercise("attention")
@pytest.mark.points(
    0.5, hint="Q is (..., n_q, d_k), K is (..., n_k, d_k), V is (..., n_k, d_v); anything else is a ValueError."
)
def test_attention_rejects_shapes_that_do_not_fit(student, rng):
    n_q, n_k, d_k, other = different_sizes(rng, 4)
    Q, K, V = inputs(rng, n_q, n_k, d_k, 2)
    output_of(student.attention(Q, K, V), (n_q, 2))
    cases = [
        (arguments(Q, K, rng.normal(size=(other, 2))), (n_k, other)),
        (arguments(Q, K, rng.normal(size=(1, 2))), (n_k, 1)),  # not one value for all keys
        (arguments(Q, rng.normal(size=(n_k, other)), V), (d_k, other)),
        (arguments(Q[0], K, V), ()),
        (arguments(Q, K, V[:, 0]), ()),
    ]
    assert_each_raises(ValueError, student.attention, cases)
