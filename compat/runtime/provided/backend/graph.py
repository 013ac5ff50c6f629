"""The graphs of Keras 2 in ``keras.backend``: placeholders, functions, gradients and sessions, over Keras tensors.

A graph here is what Keras 3 records of layers and ``keras.ops`` calls on Keras tensors; it is run by :func:`run`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np
from keras import ops

from ...notices import notice
from ...tensorflow import graphs
from ...training_argument import Said
from ._tensors import as_list, backend, is_symbolic, is_variable, refuse, standard_dtype, tensor
from .phase import LearningPhase
from .variables import Update, get_value

_PAGE = "see K2C713 backend_graph in the migration guide"


def placeholder(
    shape: Any = None,
    ndim: int | None = None,
    dtype: Any = None,
    sparse: bool = False,
    name: str | None = None,
    ragged: bool = False,
) -> Any:
    """An input: a Keras tensor.

    Args:
        shape: With the batch; None for a size that is not known.
        ndim: The number of axes, where no shape is given.

    Raises:
        RuntimeError: A ragged one; Keras 3 has no ragged Keras tensors.
    """
    if ragged:
        raise refuse("K.placeholder(ragged=True)", "Keras 3 has no ragged Keras tensors", "pad the rows to one length")
    shape = (None,) * (ndim or 0) if not shape else tuple(shape)
    name = name or keras.src.utils.naming.auto_name("placeholder")
    made = keras.layers.InputLayer(batch_shape=shape, dtype=standard_dtype(dtype), sparse=sparse, name=name).output
    made._is_backend_placeholder = True
    return made


def is_placeholder(x: Any) -> bool:
    """Whether ``x`` is an input of a graph."""
    if not isinstance(x, keras.KerasTensor):
        return False
    return hasattr(x, "_is_backend_placeholder") or isinstance(_operation(x), keras.layers.InputLayer)


def _operation(x: Any) -> Any:
    history = getattr(x, "_keras_history", None)
    return None if history is None else history.operation


def _node(x: Any) -> Any:
    operation, index, _ = x._keras_history
    return operation._inbound_nodes[index]


def run(
    outputs: list[Any], known: dict[int, Any], training: bool | None = None, offsets: dict[int, Any] | None = None
) -> list[Any]:
    """Compute Keras tensors from others.

    Args:
        outputs: Keras tensors.
        known: ``{id of a Keras tensor: its value}``; what lies behind these is not computed.
        training: For layers.
        offsets: ``{id of a Keras tensor: what is added to its value}``.

    Raises:
        ValueError: An output depends on an input without a value.
    """
    offsets = offsets or {}
    found = {name: value + offsets[name] if name in offsets else value for name, value in known.items()}
    waiting = list(outputs)
    while waiting:
        wanted = waiting[-1]
        if id(wanted) in found:
            waiting.pop()
            continue
        operation = _operation(wanted)
        node = _node(wanted) if operation is not None else None
        if node is None or node.is_input:
            name = wanted.name if operation is None else operation.name
            raise ValueError(f"{name} is an input that has no value: it is missing among the inputs of K.function")
        missing = [each for each in node.input_tensors if id(each) not in found]
        if missing:
            waiting += missing
            continue
        args, kwargs = node.arguments.fill_in(found)
        said = isinstance(kwargs.get("training"), Said)
        if training is not None and not said and getattr(operation, "_call_has_training_arg", False):
            kwargs["training"] = training
        for symbol, value in zip(node.output_tensors, _leaves(as_list(operation(*args, **kwargs)))):
            found[id(symbol)] = value + offsets[id(symbol)] if id(symbol) in offsets else value
    return [found[id(each)] for each in outputs]


def _leaves(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _leaves(list(value))
        elif isinstance(value, dict):
            yield from _leaves(list(value.values()))
        else:
            yield value


def _inputs_of(outputs: list[Any]) -> tuple[list[Any], set[int]]:
    """The inputs that Keras tensors depend on, and the ids of all Keras tensors on the way."""
    seen: set[int] = set()
    inputs, waiting = [], list(outputs)
    while waiting:
        x = waiting.pop()
        if id(x) in seen:
            continue
        seen.add(id(x))
        node = _node(x) if _operation(x) is not None else None
        if node is None or node.is_input:
            inputs.append(x)
        else:
            waiting += node.input_tensors
    return inputs, seen


class Function:
    """``f(list of arrays)`` computes the outputs as arrays and then carries out the updates.

    Args:
        inputs: Keras tensors, on any place of a graph, and ``K.learning_phase()``.
        outputs: Keras tensors and variables: one, or a list of them.
        updates: What ``K.update`` returned for Keras tensors, and pairs of a variable and a Keras tensor.

    Raises:
        RuntimeError: An output is a value already.
        ValueError: An unknown argument, or an output depends on an input that is not among ``inputs``.
    """

    def __init__(self, inputs: Any, outputs: Any, updates: Any = None, name: str | None = None, **kwargs: Any) -> None:
        unknown = kwargs.keys() - {"options", "run_metadata", "feed_dict", "fetches"}
        if unknown:
            raise ValueError(f"Invalid argument {sorted(unknown)} passed to K.function")
        if kwargs:
            raise refuse(f"K.function({', '.join(kwargs)}=)", "Keras 3 runs no sessions", _PAGE)
        self.inputs = as_list(inputs)
        self.outputs = as_list(outputs)
        self.name = name
        self._is_list = isinstance(outputs, (list, tuple))
        self._updates = [_update(each) for each in updates or () if not is_variable(each)]
        for each in self.outputs:
            if not is_symbolic(each) and not is_variable(each):
                raise refuse(
                    f"K.function cannot compute {each!r}",
                    "it is a value already, since Keras 3 computes tensors at once",
                    "start from K.placeholder() or the inputs of a model. " + _PAGE,
                )

    def __call__(self, inputs: Any = ()) -> Any:
        with graphs.outside():
            return self._run(inputs)

    def _run(self, inputs: Any) -> Any:
        known, training = _given(zip(self.inputs, as_list(inputs)))
        symbols = [each for each in self.outputs if is_symbolic(each)]
        with _without_gradients():
            computed = run([*symbols, *(each.value for each in self._updates)], known, training)
        values = {id(symbol): get_value(value) for symbol, value in zip(symbols, computed)}
        results = [values[id(each)] if is_symbolic(each) else get_value(each) for each in self.outputs]
        for each, value in zip(self._updates, computed[len(symbols) :]):
            each.variable.assign(value)
        return results if self._is_list else results[0]


def _update(update: Any) -> Update:
    return update if isinstance(update, Update) else Update(*update)


def _given(pairs: Any) -> tuple[dict[int, Any], bool | None]:
    known, training = {}, None
    for symbol, value in pairs:
        if isinstance(symbol, LearningPhase):
            training = bool(value)
        elif value is not None:
            dtype = keras.backend.standardize_dtype(symbol.dtype)
            known[id(symbol)] = value if ops.is_tensor(value) else tensor(np.asarray(value), dtype)
    return known, training


@contextmanager
def _without_gradients() -> Iterator[None]:
    if backend() != "torch":
        yield
        return
    import torch

    with torch.no_grad():
        yield


def function(inputs: Any, outputs: Any, updates: Any = None, name: str | None = None, **kwargs: Any) -> Function:
    """See :class:`Function`."""
    return Function(inputs, outputs, updates=updates, name=name, **kwargs)


# ---- gradients ----


def gradients(loss: Any, variables: Any) -> list[Any]:
    """The gradients of the sum of a Keras tensor, as Keras tensors.

    Args:
        loss: A Keras tensor.
        variables: Keras tensors that it depends on, and variables: one, or a list of them.

    Returns:
        A list: for each of them its gradient, None where the loss does not depend on it.

    Raises:
        RuntimeError: The loss is a value already.
    """
    if not is_symbolic(loss):
        raise refuse(
            "K.gradients",
            "the loss is a value already: Keras 3 computes tensors at once and keeps no record of how",
            "give it Keras tensors (model.output, model.input), or record with tf.GradientTape, jax.grad or "
            "torch.autograd. " + _PAGE,
        )
    of = as_list(variables)
    sources, seen = _inputs_of([loss])
    reached = [each for each in of if is_variable(each) or id(each) in seen]
    found = iter(Gradients(sources, loss, reached)(*sources) if reached else ())
    return [next(found) if any(each is other for other in reached) else None for each in of]


class Gradients(keras.Operation):
    """Gradients within a graph: values of its inputs in, gradients out."""

    def __init__(self, sources: list[Any], loss: Any, of: list[Any]) -> None:
        super().__init__()
        self.sources, self.loss, self.of = sources, loss, of
        self.symbols = [each for each in of if is_symbolic(each)]

    def call(self, *values: Any) -> list[Any]:
        known = {id(symbol): value for symbol, value in zip(self.sources, values)}
        weights = [each for each in self.of if is_variable(each)]

        def loss(offsets: Any) -> Any:
            """The loss as a function of what is added to each Keras tensor: all gradients in one pass."""
            at = {id(symbol): offset for symbol, offset in zip(self.symbols, offsets)}
            return ops.sum(run([self.loss], known, offsets=at)[0])

        zeros = [ops.zeros_like(value) for value in run(self.symbols, known)]
        gradients = _BY_BACKEND[backend()](loss, zeros, weights)
        found = {id(each): gradient for each, gradient in zip([*self.symbols, *weights], gradients)}
        return [found[id(each)] for each in self.of]

    def compute_output_spec(self, *values: Any) -> list[Any]:
        return [keras.KerasTensor(each.shape, each.dtype) for each in self.of]


def _with_tensorflow(loss: Any, zeros: list[Any], weights: list[Any]) -> list[Any]:
    import tensorflow

    of = [*zeros, *(each.value for each in weights)]
    with tensorflow.GradientTape() as tape:
        tape.watch(of)
        value = loss(zeros)
    return list(tape.gradient(value, of, unconnected_gradients="zero"))


def _with_jax(loss: Any, zeros: list[Any], weights: list[Any]) -> list[Any]:
    import jax

    def of_weights(offsets: Any, values: Any) -> Any:
        with keras.StatelessScope(state_mapping=list(zip(weights, values))):
            return loss(offsets)

    by_offsets, by_weights = jax.grad(of_weights, argnums=(0, 1))(zeros, [each.value for each in weights])
    return [*by_offsets, *by_weights]


def _with_torch(loss: Any, zeros: list[Any], weights: list[Any]) -> list[Any]:
    import torch

    with torch.enable_grad():
        leaves = [each.detach().requires_grad_() for each in zeros]
        of = [*leaves, *(each.value for each in weights)]
        found = torch.autograd.grad(loss(leaves), of, allow_unused=True)
    return [torch.zeros_like(each) if gradient is None else gradient for each, gradient in zip(of, found)]


_BY_BACKEND = {"tensorflow": _with_tensorflow, "jax": _with_jax, "torch": _with_torch}


# ---- sessions ----


class Session:
    """What is left of a session: it computes Keras tensors from a feed, and reads values."""

    def run(self, fetches: Any, feed_dict: dict[Any, Any] | None = None, **kwargs: Any) -> Any:
        """The values of Keras tensors, tensors and variables, in the same lists and dicts; None gives None."""
        known, training = _given((feed_dict or {}).items())

        def value(fetch: Any) -> Any:
            if isinstance(fetch, dict):
                return {name: value(each) for name, each in fetch.items()}
            if isinstance(fetch, (list, tuple)):
                return type(fetch)(value(each) for each in fetch)
            if is_symbolic(fetch):
                with _without_gradients():
                    return get_value(run([fetch], known, training)[0])
            return get_value(fetch)

        return value(fetches)

    @contextmanager
    def as_default(self) -> Iterator[Session]:
        """Nothing to enter."""
        yield self

    def close(self) -> None:
        """Nothing to close."""

    def _make_callable_from_options(self, *options: Any) -> Any:
        """Programs look for it to find out how new TensorFlow is; what it made runs in TensorFlow 1 only."""
        raise refuse("Session._make_callable_from_options()", "Keras 3 runs no sessions", _PAGE)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(
            f"Session.{name} has no counterpart in Keras 3, which runs no sessions; run(fetches, feed_dict) is answered.\n"
            f"Hint: {_PAGE}."
        )


_session = Session()


def get_session(op_input_list: Any = ()) -> Session:
    """The one session."""
    return _session


def set_session(session: Any) -> None:
    """Nothing: Keras 3 runs no sessions, so their options (memory, threads) have no effect; a notice says so."""
    notice("K2C713", "Keras 3 runs no sessions: the options of this one (memory, threads, devices) have no effect")


def manual_variable_initialization(value: bool) -> None:
    """Nothing: variables have their values from the start."""
