"""Choices and loops of ``keras.backend``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras import ops
from keras.src import backend as native

from ._tensors import as_list, backend, is_dialect, is_symbolic, is_variable, nested, rank, static_shape, tensor, traced
from .phase import LearningPhase, in_train_phase


def switch(condition: Any, then_expression: Any, else_expression: Any) -> Any:
    """One tensor or the other.

    Args:
        condition: A scalar, or a tensor whose rank is not larger than that of the expressions: then each element is chosen
            by the condition at its place, which is repeated along the axes that it lacks.
        then_expression: A tensor, or a function without arguments that makes it.
        else_expression: Likewise.

    Raises:
        ValueError: The condition has the larger rank.
    """
    if isinstance(condition, LearningPhase):
        return in_train_phase(then_expression, else_expression)
    if isinstance(condition, (bool, int)):
        return _made(then_expression if condition else else_expression)
    condition = ops.cast(tensor(condition), "bool")
    if rank(condition) == 0 and not is_symbolic(condition):
        return ops.cond(condition, lambda: tensor(_made(then_expression)), lambda: tensor(_made(else_expression)))
    then, otherwise = tensor(_made(then_expression)), tensor(_made(else_expression))
    if is_symbolic(condition) and rank(condition) == 0:
        return ops.where(condition, then, otherwise)
    lacking = rank(then) - rank(condition)
    if lacking < 0:
        raise ValueError(
            "Rank of `condition` should be less than or equal to rank of `then_expression` and `else_expression`. "
            f"ndim(condition)={rank(condition)}, ndim(then_expression)={rank(then)}"
        )
    # A vector is a row of the last axis to TensorFlow 2, and was a choice of samples to TensorFlow 1.
    if rank(condition) > 1 or is_dialect("2.2"):
        for _ in range(lacking):
            condition = ops.expand_dims(condition, -1)
    return ops.where(condition, then, otherwise)


def _made(expression: Any) -> Any:
    return expression() if callable(expression) and not is_symbolic(expression) else expression


@traced
def rnn(
    step_function: Callable[..., Any],
    inputs: Any,
    initial_states: Any,
    go_backwards: bool = False,
    mask: Any = None,
    constants: Any = None,
    unroll: bool = False,
    input_length: Any = None,
    time_major: bool = False,
    zero_output_for_mask: bool = False,
    return_all_outputs: bool = True,
) -> tuple[Any, Any, Any]:
    """Run a step along the time axis.

    Args:
        step_function: ``step(input, states)`` of one step, ``(batch, ...)``, and a list of states with the constants
            behind them; returns the output and the new states.
        inputs: ``(batch, steps, ...)``, or a nesting of them; time first where ``time_major`` says so.
        initial_states: A list of tensors.
        go_backwards: Whether to start at the last step; outputs come in the order in which they are made.
        mask: ``(batch, steps)`` or ``(batch, steps, 1)``: where it is false a sample keeps its states, and its output is
            that of the step before, or zeros where ``zero_output_for_mask`` says so.
        constants: Tensors that every step gets.
        unroll: Whether to write the steps out; they must be known in number then.
        input_length: The number of steps of each sample, where there is no mask: tensorflow only.
        return_all_outputs: Whether ``outputs`` has every step, or the last one only.

    Returns:
        The last output, the outputs ``(batch, steps, ...)`` and the last states.
    """
    # Keras 3 loses the constants on jax, and the mask of reversed steps on jax and torch.
    fixed = tuple(constants or ())
    inputs, initial_states = nested(_of_variable, inputs), nested(_of_variable, list(initial_states))
    if mask is not None:
        mask = ops.cast(tensor(mask), "bool")
    if go_backwards:
        axis = 0 if time_major else 1
        inputs = nested(lambda each: ops.flip(each, axis), inputs)
        mask = None if mask is None else ops.flip(mask, axis)

    def step(current: Any, states: Any) -> Any:
        return step_function(current, (*states, *fixed))

    states, remembers = list(initial_states), mask is not None and not unroll and backend() == "jax"
    if remembers:
        first = nested(lambda each: each[0] if time_major else each[:, 0], inputs)
        step, states = _remembering(step, first, states)
    last, outputs, new_states = native.rnn(
        step,
        inputs,
        states,
        mask=mask,
        unroll=unroll,
        input_length=input_length,
        time_major=time_major,
        zero_output_for_mask=zero_output_for_mask,
        return_all_outputs=return_all_outputs,
    )
    return last, outputs, new_states[1:] if remembers else new_states


def _of_variable(x: Any) -> Any:
    """jax takes no variables into a loop."""
    return tensor(x) if is_variable(x) else x


def _remembering(step: Callable[..., Any], first: Any, states: list[Any]) -> tuple[Callable[..., Any], list[Any]]:
    """A step with its last output as the first state: Keras 3 on jax takes that for the output where it masks."""
    output, _ = step(first, states)

    def remembering(current: Any, states: Any) -> Any:
        output, new_states = step(current, tuple(states)[1:])
        return output, [output, *new_states]

    return remembering, [ops.zeros_like(output), *states]


@traced
def map_fn(fn: Callable[..., Any], elems: Any, name: str | None = None, dtype: Any = None) -> Any:
    """A function of each element along the first axis, its results stacked.

    Args:
        fn: Of one element, or of a nesting of them as ``elems`` is.
        elems: A tensor, or a list or tuple of tensors with the same first axis.
        dtype: Of the result, where it is another one than that of ``elems``; a nesting of them for several results.
    """
    nested = isinstance(elems, (list, tuple))
    tensors = [tensor(each) for each in as_list(elems)]
    count = (static_shape(tensors[0]) or ())[0]
    if count is None:
        import tensorflow

        return tensorflow.map_fn(fn, elems, fn_output_signature=dtype)
    results = []
    for index in range(count):
        element = [each[index] for each in tensors]
        results.append(fn(type(elems)(element) if nested else element[0]))
    if not isinstance(results[0], (list, tuple)):
        return _stacked(results, dtype)
    kinds = dtype if isinstance(dtype, (list, tuple)) else [dtype] * len(results[0])
    columns = zip(*results)
    return type(results[0])(_stacked(list(each), kind) for each, kind in zip(columns, kinds))


def _stacked(results: list[Any], dtype: Any) -> Any:
    stacked = ops.stack(results)
    return stacked if dtype is None else ops.cast(stacked, dtype)


@traced
def foldl(fn: Callable[[Any, Any], Any], elems: Any, initializer: Any = None, name: str | None = None) -> Any:
    """``fn(fn(fn(initializer, elems[0]), elems[1]), ...)``; without one the first element starts."""
    return _fold(fn, elems, initializer, backwards=False)


@traced
def foldr(fn: Callable[[Any, Any], Any], elems: Any, initializer: Any = None, name: str | None = None) -> Any:
    """:func:`foldl` from the last element to the first."""
    return _fold(fn, elems, initializer, backwards=True)


def _fold(fn: Callable[[Any, Any], Any], elems: Any, initializer: Any, backwards: bool) -> Any:
    elems = tensor(elems)
    count = (static_shape(elems) or ())[0]
    if count is None:
        import tensorflow

        return (tensorflow.foldr if backwards else tensorflow.foldl)(fn, elems, initializer=initializer)
    order = list(range(count))[:: -1 if backwards else 1]
    folded = elems[order.pop(0)] if initializer is None else tensor(initializer)
    for index in order:
        folded = fn(folded, elems[index])
    return folded


def stop_gradient(variables: Any) -> Any:
    """Tensors of the same value that count as constants for gradients: a list for a list."""
    if isinstance(variables, (list, tuple)):
        return [_constant(each) for each in variables]
    return _constant(variables)


@traced
def _constant(x: Any) -> Any:
    return ops.stop_gradient(tensor(x))
