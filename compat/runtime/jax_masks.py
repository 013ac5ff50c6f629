"""Masks that reach the loss on jax, where Keras 3 is too old to keep them beside the tensors.

Keras sets ``tensor._keras_mask``. A value that jax traces has no room for attributes, so under ``jit`` the mask of a model's
output was lost, without a word. Inside a functional model masks are values of the graph and were right.
"""

from __future__ import annotations

import importlib.util
import weakref
from typing import Any

from .widen import put

_masks: dict[int, tuple[weakref.ref[Any], Any]] = {}


def install() -> None:
    """Give what jax traces the one attribute that this Keras asks for."""
    import keras

    if keras.backend.backend() != "jax" or importlib.util.find_spec("keras.src.backend.common.tensor_attributes"):
        return
    import jax

    put(jax.core.Tracer, "_keras_mask", property(_get, _set))


def _get(tracer: Any) -> Any:
    reference, mask = _masks.get(id(tracer), (None, None))
    if reference is None or reference() is not tracer:
        raise AttributeError("_keras_mask")
    return mask


def _set(tracer: Any, mask: Any) -> None:
    key = id(tracer)
    _masks[key] = (weakref.ref(tracer, lambda _: _masks.pop(key, None)), mask)
