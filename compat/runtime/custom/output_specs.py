"""A subclass of ``Embedding`` that returns two tensors: its ``compute_output_shape`` is believed, as in Keras 2.

Some layers of Keras 3 work out their output past that method, or take it for a single shape.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..widen import wrap
from .shapes import is_keras2_code


def install() -> None:
    """Widen the layers that have a ``compute_output_spec`` of their own."""
    import keras

    layer = keras.layers.Layer
    found = [each for each in vars(keras.layers).values() if isinstance(each, type) and issubclass(each, layer)]
    for cls in dict.fromkeys(found):
        if cls is not layer and "compute_output_spec" in vars(cls):
            wrap(cls, "compute_output_spec", _spec)


def _spec(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def compute_output_spec(self: Any, *args: Any, **kwargs: Any) -> Any:
        own = type(self).compute_output_shape
        if isinstance(own, FunctionType) and is_keras2_code(own):
            return keras.layers.Layer.compute_output_spec(self, *args, **kwargs)
        return native(self, *args, **kwargs)

    return compute_output_spec
