"""Strings in place of an object: ``loss="kullback_leibler_divergence"``, ``kernel_constraint="maxnorm"``.

A string stood for the name of that module, so what answers for the name answers for the string. It is asked for where Keras 3
has refused it, and where Keras 2 code itself looks a function up: ``losses.get("mse")``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from ..changes._kinds import Removed
from . import callers, functions, names, notices, values
from .widen import wrap

FAMILIES = ("activations", "constraints", "initializers", "losses", "metrics", "regularizers")

#: Where a string may name a function that makes the object: with the defaults of that function, which are not the class's.
_MAKERS = ("regularizers",)


def install() -> None:
    """Widen the look-ups of every family."""
    import keras

    for family in FAMILIES:
        for module in dict.fromkeys((getattr(keras, family), getattr(keras.src, family))):
            wrap(module, "get", partial(_get, family))


def _get(family: str, native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def get(identifier: Any) -> Any:
        if isinstance(identifier, str):
            meant = _meant(family, identifier, sys._getframe(1))
            if meant is not None:
                return meant
        try:
            return native(identifier)
        except (ValueError, TypeError, KeyError) as error:
            found = _old(family, identifier, sys._getframe(1)) if isinstance(identifier, str) else None
            if found is None:
                raise
            del error
        return found() if isinstance(found, type) else found

    return get


def _meant(family: str, name: str, frame: Any) -> Any:
    """What Keras 2 code means by a string that Keras 3 reads otherwise, or None."""
    if family in _MAKERS and f"keras.{family}.{name}" in functions.owners() and callers.keras2_meaning(frame):
        return functions.widened(f"keras.{family}.{name}")()
    if not callers.writes_keras2(frame):
        return None
    if f"keras.{family}.{name}" in functions.owners():
        return functions.widened(f"keras.{family}.{name}")
    if family in ("losses", "metrics") and name in names.functions_of(family):
        return names.member(family, name, frame)
    return None


def _old(family: str, name: str, frame: Any) -> Any:
    """What a string stands for, or None.

    Raises:
        ValueError: The name is refused; the message says why and names its page.
    """
    own = values.custom(name)
    if own is not None:
        return own
    entry = names.added().get(family, {}).get(name)
    if isinstance(entry, Removed):
        raise ValueError(names.refused(entry))
    if entry is not None:
        notices.translated(entry, frame)
        return names.object_of(entry)
    import keras

    module = getattr(keras, family)
    found = vars(module).get(name)
    # A class whose config must not be empty, which Keras 3 reads a string as: "constant".
    return found if isinstance(found, type) else None
