"""The graph of layers as Keras 2 showed it: what a Keras tensor, a node and a layer knew of it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

from . import callers, tensor_masks, training_argument, trees
from .widen import add, put, virtual, wrap

_STALE = "_compat_stale"


def install() -> None:
    """Add the members of nodes, and let ``layer.input`` refuse a layer that was called more than once."""
    import keras
    from keras.src.ops.node import Node

    for name, member in _OF_NODES.items():
        add(Node, name, member)
    put(Node, "input_tensors", _input_tensors(vars(Node)["input_tensors"]))
    for name in ("input", "output"):
        put(keras.Operation, name, _only(name, vars(keras.Operation)[name]))
    wrap(keras.Sequential, "_maybe_rebuild", _forget_stale)
    for variable in keras.Variable.__mro__[:-1]:
        if vars(variable).get("__hash__", _by_identity) is None:
            put(variable, "__hash__", _by_identity)
    for name, member in _OF_MODELS.items():
        add(keras.Model, name, member)


# ---- nodes ----


def nodes(layer: Any) -> list[Any]:
    """The calls of a layer, without those that a Sequential made before it had all its layers."""
    found = getattr(layer, "_inbound_nodes", [])
    live = [node for node in found if not node.__dict__.get(_STALE)]
    return live or list(found)


def _forget_stale(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    of_this_library = vars(keras.Layer).get("input_shape", _STALE)

    def rebuild(self: Any) -> None:
        before = self._functional
        first = self._layers[0]
        mine = inspect.getattr_static(first, "input_shape", None) is of_this_library
        if mine and not isinstance(first, keras.layers.InputLayer):
            # Keras asks whether the first layer has one: only a model has, a layer has it from this library.
            self.built, self._functional = False, None
        else:
            native(self)
        if before is not None and self._functional is not before:
            for node in (each for level in before._nodes_by_depth.values() for each in level):
                if not node.is_input:
                    node.__dict__[_STALE] = True

    return rebuild


def _by_identity(variable: Any) -> int:
    """Variables are keys of a program's dicts."""
    return id(variable)


def _input_tensors(native: property) -> property:
    def input_tensors(self: Any) -> Any:
        if callers.writes_keras2(sys._getframe(1)):
            return inputs(self)
        return native.__get__(self, type(self))

    return property(input_tensors, doc=native.__doc__)


def _only(what: str, native: property) -> property:
    def get(self: Any) -> Any:
        found = getattr(self, "_inbound_nodes", None)
        if not found or hasattr(self, "layers") or not callers.writes_keras2(sys._getframe(1)):
            return native.__get__(self, type(self))
        live = nodes(self)
        if len(live) > 1:
            raise AttributeError(
                f'Layer {self.name} has multiple inbound nodes, hence the notion of "layer {what}" is ill-defined. '
                f"Use `get_{what}_at(node_index)` instead."
            )
        return _one(inputs(live[0]) if what == "input" else list(live[0].outputs))

    return property(get, doc=native.__doc__)


def inputs(node: Any) -> list[Any]:
    """The Keras tensors of a call, without masks; an ``InputLayer`` gives its own."""
    if node.is_input:
        return list(node.outputs)

    named = node.arguments.kwargs
    masks = {id(each) for name in named if name.endswith("mask") for each in trees.flatten(named[name])}
    return [each for each in node.arguments.keras_tensors if id(each) not in masks]


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _histories(node: Any) -> list[Any]:
    return [] if node.is_input else [each._keras_history for each in inputs(node)]


def _shapes(tensors: list[Any]) -> list[tuple[int | None, ...]]:
    return [tuple(each.shape) for each in tensors]


def _config(node: Any) -> dict[str, Any]:
    """``node.get_config()``."""
    return {
        "outbound_layer": node.operation.name,
        "inbound_layers": [each.operation.name for each in _histories(node)],
        "node_indices": [each.node_index for each in _histories(node)],
        "tensor_indices": [each.tensor_index for each in _histories(node)],
    }


_OF_NODES: dict[str, Any] = {
    "outbound_layer": virtual(lambda node: node.operation),
    "layer": virtual(lambda node: node.operation),
    "inbound_layers": virtual(lambda node: [each.operation for each in _histories(node)]),
    "node_indices": virtual(lambda node: [each.node_index for each in _histories(node)]),
    "tensor_indices": virtual(lambda node: [each.tensor_index for each in _histories(node)]),
    "input_shapes": virtual(lambda node: _shapes(inputs(node))),
    "output_shapes": virtual(lambda node: _shapes(node.outputs)),
    "input_masks": virtual(lambda node: [tensor_masks.of(each) for each in inputs(node)]),
    "output_masks": virtual(lambda node: [tensor_masks.of(each) for each in node.outputs]),
    "get_config": _config,
}


# ---- layers ----


def _at(layer: Any, index: int, what: str, values: Callable[[Any], list[Any]]) -> Any:
    found = nodes(layer)
    if not found:
        raise RuntimeError(f"The layer has never been called and thus has no defined {what}.")
    if index >= len(found):
        raise ValueError(f"Asked to get {what} at node {index}, but the layer has only {len(found)} inbound nodes.")
    return _one(values(found[index]))


def get_input_at(layer: Any, node_index: int) -> Any:
    """The input of the n-th call: a Keras tensor, or a list of them."""
    return _at(layer, node_index, "input", inputs)


def get_output_at(layer: Any, node_index: int) -> Any:
    """The output of the n-th call."""
    return _at(layer, node_index, "output", lambda node: list(node.outputs))


def get_input_shape_at(layer: Any, node_index: int) -> Any:
    """The shape of the input of the n-th call: a tuple, or a list of them."""
    return _at(layer, node_index, "input shape", lambda node: _shapes(inputs(node)))


def get_output_shape_at(layer: Any, node_index: int) -> Any:
    """The shape of the output of the n-th call."""
    return _at(layer, node_index, "output shape", lambda node: _shapes(node.outputs))


def get_input_mask_at(layer: Any, node_index: int) -> Any:
    """The mask of the input of the n-th call, or None."""
    return _at(layer, node_index, "input mask", lambda node: [tensor_masks.of(each) for each in inputs(node)])


def get_output_mask_at(layer: Any, node_index: int) -> Any:
    """The mask of the output of the n-th call, or None."""
    return _at(layer, node_index, "output mask", lambda node: [tensor_masks.of(each) for each in node.outputs])


def _of_only_call(layer: Any, what: str, get: Callable[[Any, int], Any]) -> Any:
    if len(nodes(layer)) != 1:
        raise AttributeError(
            f'Layer {layer.name} has {len(nodes(layer))} inbound nodes, hence the notion of "layer {what}" is ill-defined.'
        )
    return get(layer, 0)


@virtual
def input_mask(layer: Any) -> Any:
    """The mask of the input of a layer that was called once."""
    return _of_only_call(layer, "input mask", get_input_mask_at)


@virtual
def output_mask(layer: Any) -> Any:
    """The mask of the output of a layer that was called once."""
    return _of_only_call(layer, "output mask", get_output_mask_at)


@virtual
def inbound_nodes(layer: Any) -> Any:
    """The calls of a layer."""
    return nodes(layer)


@virtual
def outbound_nodes(layer: Any) -> Any:
    """The calls that used what a layer returned."""
    return [node for node in layer._outbound_nodes if not node.__dict__.get(_STALE)]


# ---- models ----


def _functional(model: Any) -> Any:
    found = getattr(model, "_functional", None) or model
    if "_nodes_by_depth" not in found.__dict__:
        raise AttributeError(f"the model {model.name!r} has no graph of layers")
    return found


def _layers_of(tensors: str) -> virtual:
    return virtual(lambda model: [each._keras_history.operation for each in getattr(_functional(model), tensors)])


def _names_of(tensors: str) -> virtual:
    return virtual(lambda model: [each._keras_history.operation.name for each in getattr(_functional(model), tensors)])


_OF_MODELS: dict[str, Any] = {
    "_input_layers": _layers_of("inputs"),
    "_output_layers": _layers_of("outputs"),
    "input_layers": _layers_of("inputs"),
    "output_layers": _layers_of("outputs"),
    "input_names": _names_of("inputs"),
    "output_names": _names_of("outputs"),
    "_feed_input_names": _names_of("inputs"),
    "_layers_by_depth": virtual(
        lambda model: {
            depth: [each for each in found if hasattr(each, "weights")]
            for depth, found in _functional(model)._operations_by_depth.items()
        }
    ),
}


# ---- the learning phase ----


@virtual
def uses_learning_phase(x: Any) -> bool:
    """Whether a Keras tensor is another one in training than otherwise."""
    return any(_follows_phase(node) for node in _behind(x))


def _an_output_follows(model: Any) -> bool:
    return any(_follows_phase(node) for each in model.outputs for node in _behind(each))


@virtual
def model_uses_learning_phase(model: Any) -> bool:
    """Whether an output of a model is another one in training than otherwise."""
    return _an_output_follows(model)


def _behind(x: Any) -> Iterator[Any]:
    waiting, seen = [x], set()
    while waiting:
        history = getattr(waiting.pop(), "_keras_history", None)
        if history is None or history.operation is None:
            continue
        node = history.operation._inbound_nodes[history.node_index]
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting += node.arguments.keras_tensors


def _follows_phase(node: Any) -> bool:
    if training_argument.said(node) is not None:
        return False
    return follows_phase(node.operation)


def follows_phase(layer: Any) -> bool:
    """Whether a layer that is called without ``training`` does something else in training."""
    import keras

    if "uses_learning_phase" in getattr(layer, "__dict__", ()):
        return bool(layer.__dict__["uses_learning_phase"])
    if isinstance(layer, keras.Model) and getattr(layer, "outputs", None):
        return _an_output_follows(layer)
    if isinstance(layer, keras.layers.BatchNormalization):
        return True
    if any(_is_positive(layer, name) for name in ("rate", "stddev", "dropout", "recurrent_dropout")):
        return True
    inner = getattr(layer, "_layers", ())
    own = type(layer).__module__.partition(".")[0] != "keras"
    return any(follows_phase(each) for each in inner) or (own and bool(getattr(layer, "_call_has_training_arg", False)))


def _is_positive(layer: Any, name: str) -> bool:
    value = getattr(layer, name, None)
    return isinstance(value, (int, float)) and value > 0 and bool(getattr(layer, "_call_has_training_arg", False))


# ---- Keras tensors ----


@virtual
def keras_shape(x: Any) -> tuple[int | None, ...]:
    """The shape as a tuple."""
    return tuple(x.shape)
