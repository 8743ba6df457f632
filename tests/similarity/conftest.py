"""A class that answered by itself, and what a copyist makes of a notebook."""

import ast
import builtins
import random

import pytest

from grader.similarity import fingerprint
from grader.similarity.winnowing import released_hashes

RELEASED = (
    "import numpy as np",
    'def softmax(scores, axis=-1):\n    """Weights."""\n    raise NotImplementedError("softmax")',
    "for case in (np.zeros(3), np.ones((2, 2)), np.arange(4.0)):\n    print(softmax(case), softmax(case).sum())",
)
ANSWERS = {
    "ann": """
scores = np.asarray(scores, dtype=float)
shifted = scores - scores.max(axis=axis, keepdims=True)
exponentials = np.exp(shifted)
return exponentials / exponentials.sum(axis=axis, keepdims=True)""",
    "bob": """
a = np.array(scores, float)
m = np.amax(a, axis, keepdims=True)
m[~np.isfinite(m)] = 0
e = np.exp(a - m)
return np.divide(e, np.sum(e, axis, keepdims=True))""",
    "cyd": """
moved = np.moveaxis(np.asarray(scores, dtype=np.float64), axis, -1)
rows = moved.reshape(-1, moved.shape[-1])
out = np.empty_like(rows)
for i, row in enumerate(rows):
    biggest = max(row)
    powers = [np.exp(value - biggest) for value in row]
    out[i] = np.array(powers) / sum(powers)
return np.moveaxis(out.reshape(moved.shape), -1, axis)""",
    "dot": """
from scipy.special import logsumexp
scores = np.asarray(scores) * 1.0
return np.exp(scores - logsumexp(scores, axis=axis, keepdims=True))""",
    "eve": """
def one(vector):
    largest = vector[0]
    for value in vector:
        if value > largest:
            largest = value
    total = 0.0
    for value in vector:
        total += np.exp(value - largest)
    return np.exp(vector - largest) / total
return np.apply_along_axis(one, axis, np.asarray(scores, dtype=float))""",
}


def notebook(answer):
    body = "\n".join(f"    {line}" for line in answer.strip().split("\n"))
    return (
        RELEASED[0],
        f'def softmax(scores, axis=-1):\n    """Weights."""\n{body}',
        RELEASED[2],
        f"# notes\n{answer[:0]}",
    )


def disguised(cells, keep=("softmax", "np")):
    """Every name that can be renamed is, comments and layout are lost, cells stand in another order."""
    made = []
    for source in cells:
        tree, names = ast.parse(source), {}
        for node in ast.walk(tree):
            for field in ("id", "arg", "name"):
                name = getattr(node, field, None)
                renamed = isinstance(name, str) and name not in keep and not hasattr(builtins, name)
                if renamed and not isinstance(node, ast.keyword | ast.alias):
                    setattr(node, field, names.setdefault(name, f"my{len(names)}"))
        made.append("# all my own work\n" + ast.unparse(tree))
    random.Random(7).shuffle(made)
    return tuple(made)


@pytest.fixture
def works():
    """Fingerprints of a class: thirty who wrote the obvious answer like Ann's, and the four others."""

    def make(**more):
        hashes = released_hashes(RELEASED)
        cells = {name: notebook(answer) for name, answer in ANSWERS.items()} | more
        return [fingerprint(name, found, hashes) for name, found in cells.items()]

    return make
