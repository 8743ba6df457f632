"""Which functions leave no trace: whatever they are called with, the next call of anything meets the same state.

Read from their bytecode, and with caution: what is not understood here counts as leaving traces, which only costs
time. Such a function may use its arguments, its locals, numpy, and other functions of the notebook that leave no trace
either; no global that can change, no attribute that it sets, no random numbers, no memory that was never written.

Code that hides from this harms nobody but its own submission: a check that failed because of an earlier call is then
not tried again in a state that is whole.
"""

from __future__ import annotations

import builtins
import dis
import inspect
import math
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

_CHANGES = frozenset(
    number
    for name, number in dis.opmap.items()
    if name.startswith(("IMPORT_", "LOAD_BUILD_CLASS", "LOAD_NAME", "LOAD_LOCALS"))
    or (name.startswith(("STORE_", "DELETE_")) and name.endswith(("_GLOBAL", "_ATTR", "_NAME")))
)
"""Operations that a function without traces does not have: they reach, or may reach, beyond its locals."""

_BUILTINS = frozenset(
    "abs all any bool bytes complex dict divmod enumerate filter float frozenset int isinstance iter len list map max "
    "min next pow print range repr reversed round set slice sorted str sum tuple type zip".split()
) | {name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)}

_ATTRIBUTES = frozenset(
    """
    abs absolute accumulate add all allclose amax amin angle any append apply_along_axis arange arccos arcsin
    arctan arctan2 argmax argmin argpartition argsort argwhere around array array_equal array_split asanyarray
    asarray ascontiguousarray asfarray astype at atleast_1d atleast_2d atleast_3d average base bincount
    bit_length block bool_ broadcast_arrays broadcast_shapes broadcast_to capitalize ceil cholesky clear clip
    column_stack comb complex128 complexfloating compress concatenate cond conj conjugate copy copysign copyto
    corrcoef cos cosh count count_nonzero cov cross cumprod cumsum deg2rad delete det diag diag_indices diagflat
    diagonal diff digitize discard dist divide divmod dot double dsplit dstack dtype e eig eigh eigvals eigvalsh
    einsum endswith eps equal erf errstate exp exp2 expand_dims expm1 extend extract eye fabs factorial False_
    fill fill_diagonal find finfo fix flags flat flatnonzero flatten flip fliplr flipud float16 float32 float64
    floating floor floor_divide fmax fmin fmod format frexp fsum full full_like gcd geomspace get gradient
    greater greater_equal histogram hsplit hstack hypot identity iinfo imag in1d index indices inexact inf inner
    insert int16 int32 int64 int8 integer interp intersect1d inv invert is_integer isclose iscomplexobj isdigit
    isfinite isin isinf isnan isneginf isposinf isqrt isreal isrealobj isscalar issubdtype item items itemsize
    ix_ join keys kind kron ldexp less less_equal lgamma linalg LinAlgError linspace log log10 log1p log2
    logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace lower lstrip lstsq mask_indices
    matmul matrix_power matrix_rank max maxexp maximum mean median meshgrid mgrid min minimum mod moveaxis mT
    multiply nan nan_to_num nanmax nanmean nanmin nansum nbytes ndarray ndenumerate ndim ndindex negative
    newaxis nextafter nonzero norm not_equal number ogrid ones ones_like outer pad partition percentile perm pi
    pinv place polyfit polyval pop popitem positive power prod ptp put_along_axis putmask qr quantile ravel real
    real_if_close reciprocal reduce reduceat remainder remove repeat replace reshape resize result_type reverse
    rint roll rollaxis rot90 round row_stack rstrip searchsorted select setdefault setdiff1d shape sign signbit
    sin sinh size slogdet smallest_normal solve sort spacing split sqrt square squeeze stack startswith std
    strides strip subtract sum svd swapaxes T take take_along_axis tan tanh tensordot tile tiny title tobytes
    tolist trace transpose tri tril tril_indices triu triu_indices True_ true_divide trunc uint8 union1d unique
    unravel_index update upper values vander var vdot vectorize view vsplit vstack where zeros zeros_like zfill
    """.split()
)
"""Of numpy, numpy.linalg, math, arrays, numbers, lists, tuples, dicts and text: names that are harmless on whatever a
local can hold. None of them leads from numpy to anything that can change."""

_PLAIN = (bool, int, float, complex, str, bytes, type(None))
_MODULES = (np, np.linalg, math)
_CO_SUSPENDED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_HARMLESS = _ATTRIBUTES | _BUILTINS
_MISSING = object()


_ORIGINALS = [
    (known, {name: known[name] for name in names & known.keys()})
    for known, names in (*((vars(module), _ATTRIBUTES) for module in _MODULES), (vars(builtins), _BUILTINS))
]
"""What these names meant before any notebook ran."""


def stateless(namespace: dict[str, Any]) -> frozenset[str]:
    """The names of the notebook's functions that leave no trace."""
    if any(known.get(name) is not value for known, names in _ORIGINALS for name, value in names.items()):
        return frozenset()  # the notebook gave numpy or Python functions of its own, and who knows what those remember
    own = {name: value for name, value in namespace.items() if _is_own(value, namespace)}
    calls = {function: called for function in own.values() if (called := _calls(function, namespace)) is not None}
    # One that calls what leaves traces leaves them too.
    while others := [function for function, called in calls.items() if not called <= calls.keys()]:
        for function in others:
            del calls[function]
    return frozenset(name for name, function in own.items() if function in calls)


def _is_own(value: Any, namespace: dict[str, Any]) -> bool:
    return type(value) is FunctionType and value.__globals__ is namespace


def _calls(function: FunctionType, namespace: dict[str, Any]) -> set[FunctionType] | None:
    """The notebook's functions that this one may call; None where it may leave a trace by itself."""
    defaults = (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
    if function.__closure__ or function.__dict__ or not _is_constant(defaults):
        return None
    called: set[FunctionType] = set()
    return called if _is_harmless(function.__code__, namespace, called) else None


def _is_harmless(code: CodeType, namespace: dict[str, Any], called: set[FunctionType]) -> bool:
    # Whoever stops in the middle of a generator may stop in the middle of a `with`.
    is_suspended = code.co_flags & _CO_SUSPENDED and code.co_name != "<genexpr>"
    if is_suspended or not _CHANGES.isdisjoint(code.co_code[::2]):
        return False
    if _may_read_what_was_never_written(code):
        return False
    for name in code.co_names:
        value = namespace.get(name, _MISSING)
        if _is_own(value, namespace):
            called.add(value)
        elif not (name in _HARMLESS if value is _MISSING else _may_be_read(name, value)):
            return False
    return all(_is_harmless(each, namespace, called) for each in code.co_consts if isinstance(each, CodeType))


def _may_read_what_was_never_written(code: CodeType) -> bool:
    """Ufuncs leave out what `where` masks, `pad` has a mode `empty`, and `ndarray` is a constructor too."""
    named = {each for constant in code.co_consts for each in (constant if type(constant) is tuple else (constant,))}
    return bool(named & {"where", "empty"}) or ("ndarray" in code.co_names and "isinstance" not in code.co_names)


def _may_be_read(name: str, value: Any) -> bool:
    """Whether a global of this value may be read. Attributes of the same name cannot be told apart from it."""
    if isinstance(value, ModuleType):
        return value in _MODULES
    return _is_constant(value) or (
        name in _ATTRIBUTES and any(value is getattr(module, name, _MISSING) for module in _MODULES)
    )


def _is_constant(value: Any) -> bool:
    if type(value) is tuple:
        return all(map(_is_constant, value))
    return type(value) in _PLAIN or (isinstance(value, np.number | np.bool_) and type(value).__module__ == "numpy")
