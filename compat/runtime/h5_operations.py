"""Operations in ``.h5`` files that Keras 3 writes: it leaves out where their classes are, and cannot read them again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen how the parts of a model are written into a legacy file."""
    from keras.src.legacy.saving import serialization

    wrap(serialization, "serialize_keras_object", _serialize)


def _serialize(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def serialize_keras_object(instance: Any) -> Any:
        is_operation = isinstance(instance, keras.Operation) and not isinstance(instance, keras.layers.Layer)
        if is_operation and callers.keras2_code(sys._getframe(1)):
            return keras.saving.serialize_keras_object(instance)
        return native(instance)

    return serialize_keras_object
