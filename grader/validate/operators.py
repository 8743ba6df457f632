"""Mutation operators for numerical code: each names a mistake that is easily made, and finds every place for it.

An operator takes a node of the syntax tree and yields what may stand there instead. They are as small as the mistakes
that they stand for: one token or one call at a time, because a check that sees the small one sees the large one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from grader.validate.operators_calls import (
    change_function,
    count_one_less,
    drop_call,
    drop_keyword,
    invert_mask,
    move_axis,
    shift_diagonal,
    swap_arguments,
)
from grader.validate.operators_statements import (
    decide,
    drop_assignment,
    drop_raise,
    overwrite_input,
    raise_otherwise,
    return_early,
    say_nothing,
    skip_one,
    stop_early,
    work_in_place,
)
from grader.validate.operators_values import (
    change_connective,
    change_operation,
    change_precision,
    change_size,
    drop_operand,
    drop_transpose,
    lose_precision,
    make_integer,
    shift_comparison,
    shift_integer,
    swap_operands,
    turn_comparison,
)

Operator = Callable[[cst.CSTNode], Iterator[cst.CSTNode]]

EXPRESSIONS: dict[str, Operator] = {
    "keyword-dropped": drop_keyword,
    "axis-moved": move_axis,
    "transpose-dropped": drop_transpose,
    "operation-changed": change_operation,
    "operands-swapped": swap_operands,
    "operand-dropped": drop_operand,
    "bound-shifted": shift_comparison,
    "comparison-turned": turn_comparison,
    "connective-changed": change_connective,
    "off-by-one": shift_integer,
    "size-changed": change_size,
    "function-changed": change_function,
    "call-dropped": drop_call,
    "arguments-swapped": swap_arguments,
    "precision-changed": change_precision,
    "made-integer": make_integer,
    "precision-lost": lose_precision,
    "mask-inverted": invert_mask,
    "diagonal-shifted": shift_diagonal,
    "one-less": count_one_less,
}
"""Operators on expressions, by the name that mutants bear."""

STATEMENTS: dict[str, Operator] = {
    "raise-dropped": drop_raise,
    "raise-of-another-kind": raise_otherwise,
    "shapes-not-named": say_nothing,
    "assignment-dropped": drop_assignment,
    "condition-decided": decide,
    "loop-stopped": stop_early,
    "term-skipped": skip_one,
    "returned-early": return_early,
    "in-place": work_in_place,
    "input-overwritten": overwrite_input,
}
"""Operators on statements, by the name that mutants bear."""
