"""``model.build(input_shape)`` of a subclassed model makes its weights, as in Keras 2; Keras 3 would only warn."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import put


def install() -> None:
    """Give ``Model`` a ``build`` of its own; a model that defines one, Sequential and Functional keep theirs."""
    import keras

    put(keras.Model, "build", _build(keras.Model.build))


def _build(native: Callable[..., None]) -> Callable[..., None]:
    import keras

    def build(self: Any, input_shape: Any) -> None:
        # Keras also calls it itself, after a first call that made the weights: frame 1 is its wrapper of every build().
        asked = sys._getframe(2)
        if callers.kind_of(asked) is not callers.TRANSPARENT and callers.keras2_code(asked):
            keras.src.backend.compute_output_spec(self.call, _symbolic(input_shape))
        native(self, input_shape)

    functools.update_wrapper(build, native)
    # Keras takes a build() without this mark for one that makes the weights, and does not run call() on shapes then.
    build._is_default = True  # type: ignore[attr-defined]
    return build


def _symbolic(shape: Any) -> Any:
    """Inputs of a shape with its batch axis, or of a list or dict of shapes for a model of several inputs."""
    import keras

    if isinstance(shape, dict):
        return {name: _symbolic(each) for name, each in shape.items()}
    sizes = tuple(shape)
    if all(size is None or isinstance(size, int) for size in sizes):
        return keras.KerasTensor(sizes)
    return [_symbolic(each) for each in sizes]
