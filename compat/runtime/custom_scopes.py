"""``custom_object_scope`` inside another one: Keras 2 knew the objects of both, Keras 3 those of the inner one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_NAME = "custom_objects_scope_dict"


def install() -> None:
    """Widen the scope for Keras 2 code, and for what Keras opens while such code loads something."""
    import keras

    wrap(keras.saving.CustomObjectScope, "__enter__", _enter)


def _enter(native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    from keras.src.backend.common import global_state

    def __enter__(self: Any) -> Any:
        outer = global_state.get_global_attribute(_NAME)
        scope = native(self)
        if outer and callers.keras2_code(sys._getframe(1)):
            inner = global_state.get_global_attribute(_NAME)
            global_state.set_global_attribute(_NAME, {**outer, **inner})
        return scope

    return __enter__
