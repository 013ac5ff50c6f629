"""The lists of losses and updates that a layer was told of: ``losses``, ``get_losses_for``, ``updates``, ``get_updates_for``.

Keras 2 code that asks for them gets lists as Keras 2 made them: an activity regularizer counts for each call in the graph, a
batch normalization has two updates for each call, what was told with ``inputs=`` belongs to these inputs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from . import callers, graph, training_argument
from .widen import put, virtual, wide, wrap

_LOSSES, _UPDATES = "_compat_losses", "_compat_updates"


class Told(NamedTuple):
    """A value that was told, and the inputs that it depends on (None: on no input)."""

    value: Any
    inputs: tuple[Any, ...] | None


def install() -> None:
    """Widen ``add_loss``, ``add_update`` and ``losses`` of layers and models."""
    import keras

    put(keras.Layer, "add_loss", wide(vars(keras.Layer)["add_loss"], _add_loss(vars(keras.Layer)["add_loss"])))
    if hasattr(keras.Layer, "add_update"):
        wrap(keras.Layer, "add_update", _add_update)
    put(keras.Layer, "losses", _losses(vars(keras.Layer)["losses"]))


def _told(layer: Any, where: str) -> list[Told]:
    found: list[Told] = layer.__dict__.get(where, [])
    return found


def _tell(layer: Any, where: str, value: Any, inputs: Any) -> None:
    key = None if inputs is None else tuple(_listed(inputs))
    layer.__dict__.setdefault(where, []).append(Told(value, key))


def _listed(values: Any) -> list[Any]:
    return list(values) if isinstance(values, (list, tuple)) else [values]


def _is_symbolic(value: Any) -> bool:
    import keras

    return isinstance(value, keras.KerasTensor)


# ---- what is told ----


def _add_loss(native: Callable[..., None]) -> Callable[..., None]:
    def add_loss(self: Any, losses: Any = None, inputs: Any = None, **kwargs: Any) -> None:
        losses = kwargs.pop("loss", losses)
        if not _outside_of_a_call():
            native(self, losses, **kwargs)
            return
        for each in _listed(losses):
            _tell(self, _LOSSES, each, inputs)
            if not _is_symbolic(each):
                native(self, each if callable(each) else _constant(each), **kwargs)
            elif hasattr(self, "layers"):
                native(self, each, **kwargs)

    return add_loss


def _constant(value: Any) -> Callable[[], Any]:
    return lambda: value


def _add_update(native: Callable[..., None]) -> Callable[..., None]:
    def add_update(self: Any, updates: Any, inputs: Any = None) -> None:
        if _outside_of_a_call():
            pair = isinstance(updates, tuple) and len(updates) == 2
            for each in [updates] if pair else _listed(updates):
                _tell(self, _UPDATES, each, inputs)
        native(self, updates, inputs)

    return add_update


def _outside_of_a_call() -> bool:
    from keras.src.backend.common import global_state
    from keras.src.backend.common.stateless_scope import in_stateless_scope

    return global_state.get_global_attribute("current_call_ctx") is None and not in_stateless_scope()


# ---- the lists ----


def _losses(native: property) -> property:
    def losses(self: Any) -> list[Any]:
        if not callers.writes_keras2(sys._getframe(1)) or not _outside_of_a_call():
            return native.__get__(self, type(self))
        return [*_conditional_losses(self), *_unconditional_losses(self)]

    return property(losses, doc=native.__doc__)


def _inside(layer: Any) -> Iterator[Any]:
    yield from layer._flatten_layers(include_self=True, recursive=True)


def _unconditional_losses(layer: Any) -> list[Any]:
    told = [each.value for part in _inside(layer) for each in _told(part, _LOSSES) if _unbound(each)]
    return told + [each.regularizer(each) for each in layer.trainable_weights if each.regularizer is not None]


def _unbound(told: Told) -> bool:
    return told.inputs is None and not _is_symbolic(told.value)


def _conditional_losses(layer: Any) -> list[Any]:
    told = [each.value for part in _inside(layer) for each in _told(part, _LOSSES) if not _unbound(each)]
    of_last_call = [value for part in _inside(layer) for value in part._losses]
    return told + (of_last_call or [loss for node in _calls(layer) for loss in _activity_losses(node)])


def _calls(layer: Any) -> list[Any]:
    """The calls that a layer's lists speak of: those inside a model, those of another layer."""
    functional = getattr(layer, "_functional", None) or layer
    by_depth = functional.__dict__.get("_nodes_by_depth")
    if by_depth is None:
        return graph.nodes(layer)
    return [node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth] if not node.is_input]


def _activity_losses(node: Any) -> Iterator[Any]:
    layer = node.operation
    if getattr(layer, "outputs", None) is not None and hasattr(layer, "layers"):
        for inner in _calls(layer):
            yield from _activity_losses(inner)
    for part in _regularized(layer):
        for output in node.outputs:
            yield _activity_loss(part.activity_regularizer, output)


def _activity_loss(regularizer: Any, x: Any) -> Any:
    from .provided.regularized import Regularized

    return Regularized(regularizer)(x)


def _regularized(layer: Any) -> Iterator[Any]:
    """The layer, and what it wraps, as far as they regularize their outputs."""
    while layer is not None:
        if getattr(layer, "activity_regularizer", None) is not None:
            yield layer
        layer = None if hasattr(layer, "layers") else getattr(layer, "layer", None)


def get_losses_for(layer: Any, inputs: Any) -> list[Any]:
    """The losses that depend on these inputs, or for None on no inputs.

    Args:
        inputs: What the layer was called with, a tensor or a list of them.
    """
    if inputs is None:
        return _unconditional_losses(layer)
    wanted = _listed(inputs)
    told = [each.value for part in _inside(layer) for each in _told(part, _LOSSES) if _same(each.inputs, wanted)]
    if not any(map(_is_symbolic, wanted)):
        return told + [value for part in _inside(layer) for value in part._losses]
    of_calls = [node for node in graph.nodes(layer) if _same(tuple(graph.inputs(node)), wanted)]
    return told + [loss for node in of_calls for loss in _activity_losses(node)]


def _same(given: tuple[Any, ...] | None, wanted: list[Any]) -> bool:
    return given is not None and [id(each) for each in given] == [id(each) for each in wanted]


# ---- updates ----


class MovingStatistic(NamedTuple):
    """An update of a layer: a variable and, as a Keras tensor, the value that training gives it (None: not known here)."""

    variable: Any
    value: Any


def updates(layer: Any) -> list[Any]:
    """The updates of a layer that is trained, and of the layers inside it."""
    return _updates(layer, lambda node: True) + _told_updates(layer, lambda told: True)


@virtual
def listed_updates(layer: Any) -> list[Any]:
    """``layer.updates``."""
    return updates(layer)


def get_updates_for(layer: Any, inputs: Any) -> list[Any]:
    """The updates that depend on these inputs, or for None on no inputs."""
    if inputs is None:
        return _told_updates(layer, lambda told: told.inputs is None)
    wanted = _listed(inputs)
    return _updates(layer, lambda node: _same(tuple(graph.inputs(node)), wanted)) + (
        _told_updates(layer, lambda told: _same(told.inputs, wanted))
    )


def _told_updates(layer: Any, counts: Callable[[Told], bool]) -> list[Any]:
    return [
        each.value
        for part in _inside(layer)
        if layer.trainable and part.trainable
        for each in _told(part, _UPDATES)
        if counts(each)
    ]


def _updates(layer: Any, counts: Callable[[Any], bool]) -> list[Any]:
    if not layer.trainable:
        return []
    inside = getattr(layer, "outputs", None) is not None and hasattr(layer, "layers")
    calls = _calls(layer) if inside else [node for node in graph.nodes(layer) if counts(node)]
    return [each for node in calls for each in _of_call(node)]


def _of_call(node: Any) -> Iterator[Any]:
    layer = node.operation
    if not getattr(layer, "trainable", False) or training_argument.said(node) is False:
        return
    if hasattr(layer, "layers"):
        yield from _updates(layer, lambda _: True)
        return
    for part in _inside(layer):
        if hasattr(part, "moving_mean") and hasattr(part, "moving_variance") and part.trainable:
            yield from _statistics(part, node if part is layer else None)


def _statistics(layer: Any, node: Any) -> Iterator[MovingStatistic]:
    from keras import ops

    if node is None or len(graph.inputs(node)) != 1:
        yield MovingStatistic(layer.moving_mean, None)
        yield MovingStatistic(layer.moving_variance, None)
        return
    (x,) = graph.inputs(node)
    axes = [axis for axis in range(len(x.shape)) if axis != layer.axis % len(x.shape)]
    for variable, now in ((layer.moving_mean, ops.mean(x, axis=axes)), (layer.moving_variance, ops.var(x, axis=axes))):
        step = ops.multiply(ops.subtract(variable, now), 1.0 - layer.momentum)
        yield MovingStatistic(variable, ops.subtract(variable, step))
