"""Activity regularizers as Keras 2 counted them, and regularizers of weights that return a number of Python.

Up to Keras 2.2 they were a sum over the batch, since then they are divided by its size; Keras 3 divides. ``TimeDistributed``
counts that of the layer inside it, which Keras 3 leaves out. A regularizer may return a number of Python.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the constructor of layers and the call of ``TimeDistributed``."""
    import keras

    wrap(keras.Layer, "__init__", _init)
    wrap(keras.Layer, "_get_regularization_losses", _of_weights)
    wrap(keras.layers.SimpleRNN, "__init__", _simple_rnn)
    wrap(keras.layers.TimeDistributed, "call", _call)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if (
            kwargs.get("activity_regularizer") is not None
            and callers.SCOPE.dialect == "2.2"
            and callers.keras2_meaning(sys._getframe(1))
        ):
            self.activity_regularizer = over_the_batch(self.activity_regularizer)

    return __init__


def _of_weights(native: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def _get_regularization_losses(self: Any) -> list[Any]:
        from keras import config, ops

        losses = native(self)
        return [
            ops.convert_to_tensor(each, config.floatx()) if isinstance(each, (int, float)) else each for each in losses
        ]

    return _get_regularization_losses


def _simple_rnn(native: Callable[..., None]) -> Callable[..., None]:
    """Keras 3.15 takes the argument and forgets it."""
    parameters = list(inspect.signature(native).parameters)[1:]

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        given = {**dict(zip(parameters, args)), **kwargs}.get("activity_regularizer")
        if given is not None and self.activity_regularizer is None and callers.keras2_meaning(sys._getframe(1)):
            import keras

            found = keras.regularizers.get(given)
            self.activity_regularizer = over_the_batch(found) if callers.SCOPE.dialect == "2.2" else found

    return __init__


def over_the_batch(regularizer: Any) -> Any:
    """A regularizer whose value Keras 3's division by the batch size leaves as it is; its config is the regularizer's."""
    import keras

    if not isinstance(regularizer, keras.regularizers.Regularizer):
        whole: Any = functools.wraps(regularizer)(lambda x: _times_batch(regularizer(x), x))
        whole._compat_native = regularizer
        return whole
    native = type(regularizer)
    if hasattr(native, "_compat_native"):
        return regularizer

    def __call__(self: Any, x: Any) -> Any:
        return _times_batch(native.__call__(self, x), x)

    name = f"keras.regularizers.{native.__name__}"
    public = getattr(keras.regularizers, native.__name__, None) is native
    members = {
        "__call__": __call__,
        "__module__": "keras.regularizers" if public else native.__module__,
        "__qualname__": name.rpartition(".")[2] if public else native.__qualname__,
        "_compat_native": native,
    }
    changed: Any = object.__new__(type(native.__name__, (native,), members))
    changed.__dict__.update(regularizer.__dict__)
    return changed


def _times_batch(loss: Any, x: Any) -> Any:
    import keras
    from keras import ops

    if isinstance(x, keras.KerasTensor) or len(x.shape) == 0:
        return loss
    return loss * ops.cast(ops.shape(x)[0], loss.dtype)


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        outputs = native(self, inputs, *args, **kwargs)
        regularizer = getattr(self.layer, "activity_regularizer", None)
        if regularizer is not None and "_compat_wraps" in self.__dict__:
            from keras import ops

            steps = ops.cast(ops.shape(outputs)[0] * ops.shape(outputs)[1], outputs.dtype)
            whole = hasattr(regularizer, "_compat_native")
            batch = ops.cast(ops.shape(outputs)[0], outputs.dtype)
            self.layer.add_loss(regularizer(outputs) / (batch if whole else steps))
        return outputs

    return call
