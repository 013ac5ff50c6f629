"""Masks as layers of Keras 2 made and took them.

``layer.compute_mask(inputs, mask=None)``: ``mask`` may be missing or given by name, and a layer that knows nothing of masks
refuses one. ``TimeDistributed`` makes the mask that the layer inside it makes for each step.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers, tensor_masks
from .widen import add, put, virtual, wide, wrap


def install() -> None:
    """Widen ``compute_mask`` of all layers, and give ``TimeDistributed`` its own."""
    import keras

    put(keras.Layer, "compute_mask", _default(vars(keras.Layer)["compute_mask"]))
    time_distributed = keras.layers.TimeDistributed
    if "compute_mask" not in vars(time_distributed):
        put(time_distributed, "compute_mask", _of_steps(keras.Layer.compute_mask))
    add(time_distributed, "_input_map", virtual(_input_map))
    wrap(keras.layers.Wrapper, "__init__", _marked)


def _default(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_mask(self: Any, inputs: Any, previous_mask: Any = None, mask: Any = None) -> Any:
        found = previous_mask if mask is None else mask
        if not callers.writes_keras2(sys._getframe(1)):
            return native(self, inputs, found)
        if getattr(self, "outputs", None):
            return _of_outputs(self)
        if self.supports_masking:
            return native(self, inputs, found)
        if _any(found):
            raise TypeError(f"Layer {self.name} does not support masking, but was passed an input_mask: {found}")
        return None

    return wide(native, compute_mask)


def _of_outputs(model: Any) -> Any:
    """The masks that the outputs of a functional model carry: in a list, or alone in Keras 2.3 and newer."""
    found = [tensor_masks.of(each) for each in model.outputs]
    return found[0] if len(found) == 1 and callers.SCOPE.dialect != "2.2" else found


def _any(mask: Any) -> bool:
    return any(each is not None for each in mask) if isinstance(mask, (list, tuple)) else mask is not None


def _marked(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if callers.keras2_code(sys._getframe(1)):
            self.__dict__.setdefault("_compat_wraps", callers.SCOPE.dialect)

    return __init__


def _of_steps(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def compute_mask(self: Any, inputs: Any, mask: Any = None) -> Any:
        if "_compat_wraps" not in self.__dict__:
            return native(self, inputs, mask)
        if not isinstance(inputs, keras.KerasTensor):
            return steps_mask(self.layer, inputs, mask)
        step = keras.KerasTensor((None, *inputs.shape[2:]), inputs.dtype)
        given = None if mask is None else keras.KerasTensor((None, *mask.shape[2:]), "bool")
        if mask is None and self.layer.compute_mask(step, given) is None:
            return None
        from .provided.layers.steps import StepsMask

        return StepsMask(self.layer)(*([inputs] if mask is None else [inputs, mask]))

    return compute_mask


def steps_mask(layer: Any, inputs: Any, mask: Any = None) -> Any:
    """The mask of a layer over every step.

    Args:
        layer: The layer that each step is given to.
        inputs: ``(batch, steps, ...)``.
        mask: ``(batch, steps, ...)`` of bool, or None.

    Returns:
        The layer's masks, ``(batch, steps, ...)``; the given mask as ``(batch, steps)`` where the layer makes none; None
        where there is none.
    """
    from keras import ops

    sizes = ops.shape(inputs)
    inner = None if mask is None else ops.reshape(mask, (-1, *ops.shape(mask)[2:]))
    found = layer.compute_mask(ops.reshape(inputs, (-1, *sizes[2:])), inner)
    if found is not None:
        return ops.reshape(found, (*sizes[:2], *ops.shape(found)[1:]))
    if mask is None:
        return None
    return ops.any(mask, axis=tuple(range(2, len(mask.shape)))) if len(mask.shape) > 2 else mask


def _input_map(layer: Any) -> dict[str, Any]:
    """``{uid of the inputs: the inputs with the steps among the samples}`` for every call, as Keras 2 kept it."""
    import keras

    from . import graph
    from .provided.utils import object_list_uid

    return {
        object_list_uid(graph.inputs(node)): keras.KerasTensor((None, *x.shape[2:]), x.dtype)
        for node in graph.nodes(layer)
        for x in graph.inputs(node)[:1]
    }
