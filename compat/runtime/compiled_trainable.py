"""``layer.trainable = False`` after ``compile()``: a compiled model goes on training what it was compiled with.

That is what a GAN of Keras 2 lives by: its discriminator is compiled, then frozen inside a second model, and both train in turns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from . import callers
from .widen import wrap

_STATE = "_compat_compiled_trainable"


def install() -> None:
    """Widen ``compile`` and what trains."""
    import keras

    wrap(keras.Model, "compile", _compile)
    for name in ("fit", "train_on_batch"):
        wrap(keras.Model, name, _train)


def _compile(native: Callable[..., None]) -> Callable[..., None]:
    def compile(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        self.__dict__.pop(_STATE, None)
        if callers.keras2_code(sys._getframe(1)):
            self.__dict__[_STATE] = _Compiled(self)

    return compile


def _train(native: Callable[..., Any]) -> Callable[..., Any]:
    def train(self: Any, *args: Any, **kwargs: Any) -> Any:
        compiled = self.__dict__.get(_STATE)
        if compiled is None:
            return native(self, *args, **kwargs)
        with _as_compiled(self, compiled.layers):
            return native(self, *args, **kwargs)

    return train


class _Compiled:
    """The layers of a compiled model, and whether each trains; Keras would look for weights in a dict when it saves."""

    def __init__(self, model: Any) -> None:
        self.layers = {id(layer): (layer, layer._trainable) for layer in model._flatten_layers()}


@contextmanager
def _as_compiled(model: Any, compiled: dict[int, tuple[Any, bool]]) -> Iterator[None]:
    changed = [
        (layer, layer._trainable, compiled[id(layer)][1])
        for layer in model._flatten_layers()
        if id(layer) in compiled and layer._trainable is not compiled[id(layer)][1]
    ]
    for layer, _, then in changed:
        _set(layer, then)
    try:
        yield
    finally:
        for layer, now, _ in changed:
            _set(layer, now)


def _set(layer: Any, trainable: bool) -> None:
    """One layer alone; its children have their own state."""
    layer._trainable = trainable
    for variable in layer._trainable_variables:
        variable.trainable = trainable
