"""The shape of a first layer: an ``InputLayer`` in front of it, where and as Keras 2 made one."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from ..changes._kinds import Arguments
from . import callers, time_major
from .state import layers
from .widen import put, wrap


def install() -> None:
    """Widen ``Sequential.add``."""
    import keras

    wrap(keras.Sequential, "add", _add)
    for name in ("input", "output"):
        put(keras.Sequential, name, _tensor(name, getattr(keras.Sequential, name)))


def _tensor(name: str, native: property) -> property:
    """``model.input`` of a built Sequential; Keras 3 waits until the model is called as a layer."""

    def get(self: Any) -> Any:
        built = self._functional
        return native.__get__(self, type(self)) if built is None else getattr(built, name)

    return property(get, doc=native.__doc__)


def keep(layer: Any, left: Arguments) -> None:
    """Keep what a translation left for a layer; the plain ``__dict__``, so that no tracker sees it."""
    if "batch_shape" in left:
        layer.__dict__["_compat_batch_shape"] = left["batch_shape"]
    if "initial_weights" in left:
        _set_weights_after_build(layer, left["initial_weights"])
    if left.get("swap_batch_and_time"):
        time_major.mark(layer)


def _set_weights_after_build(layer: Any, weights: Any) -> None:
    build = layer.build

    @functools.wraps(build)
    def build_and_set(*args: Any, **kwargs: Any) -> None:
        build(*args, **kwargs)
        layer.build = build
        layer.set_weights(weights)

    layer.build = build_and_set


def _add(native: Callable[..., None]) -> Callable[..., None]:
    def add(self: Any, layer: Any, *args: Any, **kwargs: Any) -> None:
        layers.changed()
        if not self._layers:
            shape = _batch_shape(layer, sys._getframe(1))
            if shape is not None:
                native(self, _input_layer(layer, shape), *args, **kwargs)
        native(self, layer, *args, **kwargs)

    return add


def _batch_shape(layer: Any, frame: Any) -> tuple[int | None, ...] | None:
    given = getattr(layer, "__dict__", {}).get("_compat_batch_shape")
    if given is not None:
        return given
    import keras

    # Keras 3 waits for a second layer before it builds on a nested model; Keras 2 did not.
    if isinstance(layer, keras.Model) and layer.built and callers.keras2_code(frame):
        inputs: list[Any] = list(getattr(layer, "inputs", None) or [])
        if len(inputs) == 1:
            shape: tuple[int | None, ...] = tuple(inputs[0].shape)
            return shape
    return None


def _input_layer(layer: Any, shape: tuple[int | None, ...]) -> Any:
    import keras

    if isinstance(layer, keras.Model):
        dtype = layer.inputs[0].dtype
    else:
        # Keras 2 made a float input here, whose integers above 2**24 are not exact; the lookup casts in both.
        dtype = "int32" if isinstance(layer, keras.layers.Embedding) else layer.dtype
    return keras.layers.InputLayer(batch_shape=shape, dtype=dtype, name=f"{layer.name}_input")
