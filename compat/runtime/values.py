"""Strings that Keras 3 accepts with another meaning, where identifiers are looked up.

One wrap of ``activations.get`` reaches every layer; one of ``activations.serialize`` writes the exact native parts, so that
files load where this library is absent, and they are read back as the fast function.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

from ..changes._kinds import Value
from . import callers, entries
from .widen import wrap

FAMILIES = {"activation": "activations"}


def functions(family: str) -> dict[str, Any]:
    """``{string: Keras 2's function}`` of a family."""
    return {entry.old: entries.load(entry.by) for entry in entries.of_kind(Value) if entry.family == family}


def install() -> None:
    """Widen the look-ups of every family."""
    import keras

    for family, name in FAMILIES.items():
        for module in (getattr(keras, name), getattr(keras.src, name)):
            wrap(module, "get", partial(_get, family))
            wrap(module, "deserialize", partial(_deserialize, family))
            wrap(module, "serialize", partial(_serialize, family))


def _get(family: str, native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    meant = functions(family)
    names = {entry.parts["config"]["name"]: meant[entry.old] for entry in entries.of_kind(Value)}

    def get(identifier: Any) -> Any:
        if isinstance(identifier, str):
            if identifier in meant and callers.keras2_meaning(sys._getframe(1)):
                return meant[identifier]
            found = custom(identifier)
            if found is not None:
                return found
        elif isinstance(identifier, dict):
            config = identifier.get("config")
            found = names.get(config.get("name")) if isinstance(config, dict) else None
            if found is not None:
                return found
        elif _is_layer_in_2_2(identifier):
            warnings.warn(
                f"Do not pass a layer instance (such as {type(identifier).__name__}) as the activation argument of another "
                "layer. Instead, advanced activation layers should be used just like any other layer in a model.",
                stacklevel=2,
            )
        return native(identifier)

    return get


def _deserialize(family: str, native: Callable[..., Any]) -> Callable[..., Any]:
    meant = functions(family)

    def deserialize(config: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(config, str) and config in meant and callers.keras2_meaning(sys._getframe(1)):
            return meant[config]
        return native(config, *args, **kwargs)

    return deserialize


def _is_layer_in_2_2(identifier: Any) -> bool:
    import keras

    return callers.SCOPE.dialect == "2.2" and isinstance(identifier, keras.layers.Layer)


def custom(identifier: str) -> Any:
    """An object of the program's own under this name, or None; not every look-up of Keras 3 asks for one."""
    import keras
    from keras.src.backend.common import global_state

    scope = global_state.get_global_attribute("custom_objects_scope_dict") or {}
    return scope.get(identifier) or keras.saving.get_custom_objects().get(identifier)


def _serialize(family: str, native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    parts = {entries.load(entry.by): entry.parts for entry in entries.of_kind(Value) if entry.family == family}

    def serialize(activation: Any) -> Any:
        import copy

        try:
            found = parts.get(activation)
        except TypeError:
            found = None
        return native(activation) if found is None else copy.deepcopy(dict(found))

    return serialize
