"""``time_major=True``: a recurrent layer whose inputs and outputs have the axes (time, batch, ...).

The layer itself works on (batch, time, ...); the axes are swapped at its border. Its configuration keeps ``time_major``, so that
a Keras without this library refuses the file rather than computing something else; ``compat convert`` writes transposes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from .widen import wrap

_FLAG = "_compat_time_major"


def install() -> None:
    """Widen ``RNN`` and ``Bidirectional``."""
    import keras

    for cls, inner in ((keras.layers.RNN, _itself), (keras.layers.Bidirectional, _directions)):
        wrap(cls, "compute_output_shape", partial(_output_shape, inner))
        wrap(cls, "call", partial(_call, inner))
    wrap(keras.layers.RNN, "get_config", _get_config)


def _itself(layer: Any) -> tuple[Any, ...]:
    return (layer,)


def _directions(layer: Any) -> tuple[Any, ...]:
    return (layer.forward_layer, layer.backward_layer)


Inner = Callable[[Any], "tuple[Any, ...]"]


def is_time_major(layer: Any) -> bool:
    """Whether the layer was built with ``time_major=True``."""
    return bool(layer.__dict__.get(_FLAG))


@contextmanager
def _batch_major(layers: tuple[Any, ...]) -> Iterator[None]:
    for layer in layers:
        layer.__dict__[_FLAG] = False
    try:
        yield
    finally:
        for layer in layers:
            layer.__dict__[_FLAG] = True


def _swapped(shape: Any) -> Any:
    return None if shape is None else (shape[1], shape[0], *shape[2:])


def mark(layer: Any) -> None:
    """Make a recurrent layer time-major, before it is built. Its ``build`` is wrapped where Keras wraps it: on the layer."""
    layer.__dict__[_FLAG] = True
    build = layer.build

    @functools.wraps(build)
    def batch_major_build(sequences_shape: Any, *args: Any, **kwargs: Any) -> None:
        build(_swapped(sequences_shape) if is_time_major(layer) else sequences_shape, *args, **kwargs)

    layer.build = batch_major_build


def _output_shape(inner: Inner, native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_output_shape(self: Any, sequences_shape: Any, *args: Any, **kwargs: Any) -> Any:
        layers = inner(self)
        if not is_time_major(layers[0]):
            return native(self, sequences_shape, *args, **kwargs)
        with _batch_major(layers):
            found = native(self, _swapped(sequences_shape), *args, **kwargs)
        if not layers[0].return_sequences:
            return found
        if found and not isinstance(found[0], (int, type(None))):
            several = 2 if getattr(self, "merge_mode", "concat") is None else 1
            return type(found)([*map(_swapped, found[:several]), *found[several:]])
        return _swapped(found)

    return compute_output_shape


def _call(inner: Inner, native: Callable[..., Any]) -> Callable[..., Any]:
    from keras import ops

    def call(self: Any, sequences: Any, *args: Any, **kwargs: Any) -> Any:
        layers = inner(self)
        if not is_time_major(layers[0]):
            return native(self, sequences, *args, **kwargs)
        if kwargs.get("mask") is not None:
            kwargs["mask"] = ops.swapaxes(kwargs["mask"], 0, 1)
        with _batch_major(layers):
            found = native(self, ops.swapaxes(sequences, 0, 1), *args, **kwargs)
        if not layers[0].return_sequences:
            return found
        if isinstance(found, (list, tuple)):
            several = 2 if getattr(self, "merge_mode", "concat") is None else 1
            return (*(ops.swapaxes(each, 0, 1) for each in found[:several]), *found[several:])
        return ops.swapaxes(found, 0, 1)

    return call


def _get_config(native: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def get_config(self: Any) -> dict[str, Any]:
        config = native(self)
        return {**config, "time_major": True} if is_time_major(self) else config

    return get_config
