"""Choices, loops and what only a TensorFlow graph needed: functions at the root of ``tf``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from keras import ops

from ... import trees
from ..backend import control as _k
from ..backend._tensors import static_shape as _static_shape
from ..backend._tensors import tensor as _tensor
from ..backend._tensors import traced as _traced
from . import public as _public


def identity(input: Any, name: Any = None) -> Any:
    return _tensor(input)


def stop_gradient(input: Any, name: Any = None) -> Any:
    return ops.stop_gradient(_tensor(input))


def cond(pred: Any, true_fn: Any = None, false_fn: Any = None, name: Any = None) -> Any:
    if isinstance(pred, bool):
        return true_fn() if pred else false_fn()
    return ops.cond(_tensor(pred), true_fn, false_fn)


def while_loop(
    cond: Any,
    body: Any,
    loop_vars: Any,
    shape_invariants: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    maximum_iterations: Any = None,
    name: Any = None,
) -> Any:
    return ops.while_loop(cond, body, tuple(loop_vars), maximum_iterations=maximum_iterations)


def map_fn(fn: Any, elems: Any, dtype: Any = None, **options: Any) -> Any:
    return ops.map(fn, elems)


def vectorized_map(fn: Any, elems: Any, fallback_to_while_loop: bool = True, warn: bool = True) -> Any:
    return ops.vectorized_map(fn, elems)


def foldl(fn: Any, elems: Any, initializer: Any = None, **options: Any) -> Any:
    return _k.foldl(fn, elems, initializer)


def foldr(fn: Any, elems: Any, initializer: Any = None, **options: Any) -> Any:
    return _k.foldr(fn, elems, initializer)


@_traced
def scan(fn: Any, elems: Any, initializer: Any = None, reverse: bool = False, **options: Any) -> Any:
    def step(carried: Any, element: Any) -> Any:
        found = fn(carried, element)
        return found, found

    if initializer is None:
        first = trees.map_structure(lambda x: x[-1] if reverse else x[0], elems)
        rest = trees.map_structure(lambda x: x[:-1] if reverse else x[1:], elems)
        found = ops.scan(step, first, rest, reverse=reverse)[1]

        def joined(one: Any, more: Any) -> Any:
            one = ops.expand_dims(one, 0)
            return ops.concatenate([more, one] if reverse else [one, more], axis=0)

        return trees.map_structure(joined, first, found)
    return ops.scan(step, initializer, elems, reverse=reverse)[1]


def function(func: Any = None, *args: Any, **kwargs: Any) -> Any:
    """The function itself: Keras 3 compiles the steps of a model, and the rest runs at once."""
    return (lambda each: each) if func is None or not callable(func) else func


def to_graph(entity: Any, *args: Any, **kwargs: Any) -> Any:
    return entity


def name_scope(name: Any = None, *args: Any, **kwargs: Any) -> Any:
    return contextlib.nullcontext(name)


def control_dependencies(control_inputs: Any) -> Any:
    return contextlib.nullcontext()


def device(device_name: Any) -> Any:
    return contextlib.nullcontext()


def group(*inputs: Any, **kwargs: Any) -> None:
    return None


def no_op(name: Any = None) -> None:
    return None


def print_(*inputs: Any, **kwargs: Any) -> None:
    print(*inputs)


def print_of_version_1(input_: Any, data: Any = None, message: str = "", **options: Any) -> Any:
    print(message, *(data or []))
    return input_


def _checked(holds: Callable[[], Any], message: Any, summary: str) -> None:
    """Raise where values are known and the check fails; inside a compiled step there is nothing to look at."""
    try:
        found = bool(ops.all(holds()))
    except Exception:  # each backend has its own error for a value that is not there yet
        return
    if not found:
        raise ValueError(message or summary)


def assert_equal(x: Any, y: Any, message: Any = None, summarize: Any = None, name: Any = None, **v1: Any) -> None:
    _checked(lambda: ops.equal(_tensor(x), _tensor(y)), message, "tf.debugging.assert_equal: not equal")


def assert_greater(x: Any, y: Any, message: Any = None, summarize: Any = None, name: Any = None, **v1: Any) -> None:
    _checked(lambda: ops.greater(_tensor(x), _tensor(y)), message, "tf.debugging.assert_greater: not greater")


def assert_less(x: Any, y: Any, message: Any = None, summarize: Any = None, name: Any = None, **v1: Any) -> None:
    _checked(lambda: ops.less(_tensor(x), _tensor(y)), message, "tf.debugging.assert_less: not less")


def assert_non_negative(x: Any, message: Any = None, summarize: Any = None, name: Any = None, **v1: Any) -> None:
    _checked(lambda: ops.greater_equal(_tensor(x), 0), message, "tf.debugging.assert_non_negative: negative")


def assert_rank(x: Any, rank: int, message: Any = None, name: Any = None, **v1: Any) -> None:
    found = _static_shape(_tensor(x))
    if found is not None and len(found) != rank:
        raise ValueError(message or f"Rank must be {rank} but is {len(found)}")


def check_numerics(tensor: Any, message: str, name: Any = None) -> Any:
    _checked(lambda: ops.isfinite(_tensor(tensor)), None, f"{message} : Tensor had Inf or NaN values")
    return tensor


NAMES = _public(globals(), __name__, print="print_", Print="print_of_version_1", do_not_convert="function")
for _spelled_otherwise in ("print_", "print_of_version_1"):
    del NAMES[_spelled_otherwise]
