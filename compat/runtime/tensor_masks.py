"""The mask that a tensor carries: an attribute, or kept by Keras beside a tensor that has no room for one, as on jax."""

from __future__ import annotations

from contextlib import suppress
from typing import Any


def of(x: Any) -> Any:
    """The mask of a tensor, or None."""
    from keras.src import backend

    get = getattr(backend, "get_keras_mask", None)
    return getattr(x, "_keras_mask", None) if get is None else get(x)


def give(x: Any, mask: Any) -> None:
    """Let a tensor carry a mask; an early Keras 3 loses that of a tensor without room for it."""
    from keras.src import backend

    put = getattr(backend, "set_keras_mask", None)
    if put is not None:
        put(x, mask)
        return
    with suppress(AttributeError):
        x._keras_mask = mask
