"""``compute_output_shape`` of a layer that defines none: up to Keras 2.2 the shape of its input, since then that of ``call``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import callers, trees
from .widen import wrap


def install() -> None:
    """Widen the default, which Keras 3 refuses to run."""
    import keras

    wrap(keras.Layer, "compute_output_shape", _default)


def _default(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_output_shape(self: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) + len(kwargs) != 1:
            return native(self, *args, **kwargs)
        (shape,) = (*args, *kwargs.values())
        return shape if callers.SCOPE.dialect == "2.2" else _of_call(self, shape)

    return compute_output_shape


def _of_call(layer: Any, shape: Any) -> Any:
    import keras

    def symbol(size: Any) -> Any:
        return keras.KerasTensor(tuple(size), layer.compute_dtype)

    inputs = trees.map_shape_structure(symbol, shape)
    try:
        outputs = keras.src.backend.compute_output_spec(layer.call, inputs)
    except Exception as error:
        # What Keras 2 and 3 raise; Keras's own summary() catches it.
        raise NotImplementedError(
            f"The shape of what the layer {layer.name!r} returns cannot be inferred from its call: {error}\n"
            "Hint: define compute_output_shape. See K2C238 default_output_shape in the migration guide."
        ) from error
    return trees.map_structure(lambda each: tuple(each.shape), outputs)
