"""Losses and metrics that a layer or a functional model adds: ``add_loss`` and ``add_metric`` of Keras 2.

On a functional model they take Keras tensors. What these depend on is computed with the model's own graph at every
call, and stands in none of its lists: ``model.layers``, ``get_config()`` and files stay as they are.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import keras
from keras import ops

from ..provided.backend._tensors import is_symbolic
from ..widen import put, wrap


def install() -> None:
    """Widen ``add_loss`` and ``add_metric`` of layers and of functional models."""
    layer = keras.layers.Layer
    wrap(layer, "add_loss", _add_loss)
    wrap(layer, "_get_regularization_losses", _with_functions)
    put(layer, "add_metric", add_metric)
    wrap(layer, "_get_own_losses", _or_symbols)
    put(keras.src.models.functional.Functional, "add_loss", _add_loss_to_model)


def _add_loss(native: Callable[..., None]) -> Callable[..., None]:
    def add_loss(self: Any, losses: Any = None, inputs: Any = None, **kwargs: Any) -> None:
        losses = kwargs.pop("loss", losses)
        if kwargs:
            raise TypeError(f"add_loss() got an unexpected keyword argument {next(iter(kwargs))!r}")
        for loss in losses if isinstance(losses, (list, tuple)) else [losses]:
            if loss is None:
                continue
            if callable(loss) and not ops.is_tensor(loss) and not is_symbolic(loss):
                self.__dict__.setdefault("_compat_loss_functions", []).append(loss)
            elif is_symbolic(loss):
                _add_to_graph(self, AddedLoss(self), loss)
            else:
                native(self, loss if ops.is_tensor(loss) else ops.convert_to_tensor(loss, dtype="float32"))

    return add_loss


def _add_loss_to_model(self: Any, losses: Any = None, inputs: Any = None, **kwargs: Any) -> None:
    """Add a loss: a Keras tensor, a function without arguments, or, in a call, a tensor; or a list of them."""
    keras.layers.Layer.add_loss(self, losses, inputs, **kwargs)


def _with_functions(native: Callable[[Any], list[Any]]) -> Callable[[Any], list[Any]]:
    def get(self: Any) -> list[Any]:
        found = native(self)
        functions = self.__dict__.get("_compat_loss_functions")
        return [*found, *(ops.convert_to_tensor(each()) for each in functions)] if functions else found

    return get


def _or_symbols(native: Callable[[Any], list[Any]]) -> Callable[[Any], list[Any]]:
    """Before a call the losses of a functional model are the Keras tensors that it was given."""

    def get(self: Any) -> list[Any]:
        added = self.__dict__.get("_compat_added")
        found = native(self)
        if found or not added or keras.src.backend.in_stateless_scope():
            return found
        return [each for each in added if isinstance(each._keras_history.operation, AddedLoss)]

    return get


def add_metric(
    layer: Any, value: Any, name: str | None = None, aggregation: str | None = "mean", **kwargs: Any
) -> None:
    """Report the mean of a value over the batches of an epoch.

    Args:
        value: A tensor, or what a metric of the layer returned when it was called; on a functional model a Keras tensor.
        name: Of the metric; without it the value comes from a metric that the layer has.
    """
    if is_symbolic(value) and isinstance(layer, keras.src.models.functional.Functional):
        if name is None:
            raise ValueError("Please provide a name for your metric like `self.add_metric(tensor, name='activity')`.")
        _add_to_graph(layer, AddedMetric(layer, name), value)
        _tracker(layer, name)
    elif name is not None and not is_symbolic(value):
        _tracker(layer, name).update_state(value)


def _tracker(layer: Any, name: str) -> Any:
    """The mean of that name, which is made at the first call."""
    found = next((each for each in layer._metrics if each.name == name), None)
    if found is None:
        locked, layer._tracker.locked = layer._tracker.locked, False
        try:
            found = AddedMean(layer, name)
            layer._tracker.track(found)
        finally:
            layer._tracker.locked = locked
    return found


class _State:
    """A number that belongs to the state of a layer and is none of its weights."""

    def __init__(self, layer: Any, name: str) -> None:
        self.state = keras.Variable(initializer="zeros", shape=(), trainable=False, name=name)
        layer._seed_generators.append(self)


class AddedMean(keras.metrics.Metric):
    """A mean whose state is its layer's: on jax a call may change the state of layers, and no metric's."""

    def __init__(self, layer: Any, name: str) -> None:
        super().__init__(name=name)
        self._numbers = [_State(layer, f"{name}_{part}") for part in ("total", "count")]

    def update_state(self, value: Any) -> None:
        """Take a value, or several of the same weight."""
        value = ops.cast(ops.mean(value), "float32")
        for number, more in zip(self._numbers, (value, 1.0)):
            number.state.assign(number.state + more)

    def result(self) -> Any:
        """The mean; 0 within a compiled step, which does not see the state of layers here."""
        total, count = (_seen(number.state) for number in self._numbers)
        return ops.divide_no_nan(total, count) if total is not None and count is not None else ops.zeros(())

    def reset_state(self) -> None:
        """Start anew."""
        for number in self._numbers:
            number.state.assign(0.0)


def _seen(variable: Any) -> Any:
    if keras.src.backend.in_stateless_scope():
        value = keras.src.backend.get_stateless_scope().get_current_value(variable)
        return variable._value if value is None else value
    return variable.value


class _Added(keras.Operation):
    """The end of a branch of a model's graph: its value is given to the model."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self._model = weakref.ref(model)

    def compute_output_spec(self, value: Any) -> Any:
        return keras.KerasTensor(value.shape, value.dtype)


class AddedLoss(_Added):
    """Its input is a loss of the model."""

    def call(self, value: Any) -> Any:
        model = self._model()
        if model is not None:
            keras.layers.Layer.add_loss(model, ops.mean(value))
        return value


class AddedMetric(_Added):
    """Its input is the value of a metric of the model."""

    def __init__(self, model: Any, name: str) -> None:
        super().__init__(model)
        self._metric = name

    def call(self, value: Any) -> Any:
        model = self._model()
        if model is not None:
            _tracker(model, self._metric).update_state(value)
        return value


def _add_to_graph(model: Any, operation: Any, value: Any) -> None:
    """Compute a Keras tensor with a model, and hand it to an operation.

    Raises:
        ValueError: The model is not functional, or the tensor does not depend on its inputs.
    """
    from keras.src.ops.function import map_graph

    if not isinstance(model, keras.src.models.functional.Functional):
        raise ValueError(
            f"add_loss() and add_metric() take a Keras tensor on functional models only; {model.name!r} is a "
            f"{type(model).__name__}.\nHint: call them in call(), with its tensors. See K2C530 added_losses in the "
            "migration guide."
        )
    ends = model.__dict__.setdefault("_compat_added", [])
    ends.append(operation(value))
    _, nodes_by_depth, _, _ = map_graph(model._inputs, [*model._outputs, *ends])
    model._nodes_by_depth = nodes_by_depth
    _track_layers(model, nodes_by_depth)


def _track_layers(model: Any, nodes_by_depth: Any) -> None:
    """Layers that only a loss needs are trained too."""
    known = {id(each) for layer in model._layers for each in layer._flatten_layers()}
    for nodes in nodes_by_depth.values():
        for node in nodes:
            layer = node.operation
            if isinstance(layer, keras.layers.Layer) and id(layer) not in known and layer.weights:
                model._tracker.track(layer)
                known.add(id(layer))
