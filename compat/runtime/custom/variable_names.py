"""``variable.name`` as Keras 2 gave it: ``dense_1/kernel:0``; Keras 3 has ``kernel`` there, and the rest in ``path``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .. import callers
from ..widen import put


def install() -> None:
    """Answer Keras 2 code with the whole name."""
    import keras

    for base in keras.src.backend.Variable.__mro__:
        native = vars(base).get("name")
        if isinstance(native, property) and native.fget is not None:
            put(base, "name", property(_named(native.fget), native.fset, doc=native.__doc__))
            return
    put(keras.src.backend.Variable, "name", property(_named(_get), _set, doc=__doc__))


def _named(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def name(variable: Any) -> Any:
        frame = sys._getframe(1)
        if callers.kind_of(frame) is not callers.TRANSPARENT and callers.keras2_code(frame):
            return f"{variable.path}:0"
        return get(variable)

    return name


def _get(variable: Any) -> Any:
    return variable.__dict__["name"]


def _set(variable: Any, name: Any) -> None:
    variable.__dict__["name"] = name
