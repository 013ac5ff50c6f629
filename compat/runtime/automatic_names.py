"""Names of layers and models that say none: as Keras 2 counted them, and ``/`` in names that are given.

Keras 2.15: ``dense``, ``dense_1``, but ``input_1``, and ``model`` for a functional model; up to 2.2 all start at 1. ``_Own`` is
``private__own``. A name with
``/`` stays as it was given; only the paths of variables and scopes have ``_`` in its place.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

#: Classes whose names count under another word.
_WORDS = {"InputLayer": "input", "Functional": "model"}


def install() -> None:
    """Widen the constructors that look at names."""
    import keras
    from keras.src.backend.common.name_scope import name_scope

    wrap(keras.Operation, "__init__", _named)
    wrap(name_scope, "__init__", _scope)


def _named(native: Callable[..., None]) -> Callable[..., None]:
    import keras

    layer = keras.layers.Layer

    def __init__(self: Any, name: Any = None, **kwargs: Any) -> None:
        given = name
        if name is None and isinstance(self, layer) and callers.keras2_meaning(sys._getframe(1)):
            name = given = _next(type(self))
        if isinstance(name, str) and "/" in name:
            name = name.replace("/", "_")
        native(self, name=name, **kwargs)
        if name is not given and given is not None:
            self.name = given

    return __init__


def _next(cls: type) -> str | None:
    """The next automatic name of a class; None where Keras 3 gives the same."""
    from keras.src.backend.common import global_state
    from keras.src.utils.naming import to_snake_case

    own = cls.__module__.startswith("keras.")
    word = _WORDS.get(cls.__name__) if own else None
    if cls.__name__[0] == "_":  # TensorFlow's scopes begin with a letter
        word = f"private{to_snake_case(cls.__name__)}"
    from_one = callers.SCOPE.dialect == "2.2" or word == "input"
    if not from_one and word is None:
        return None
    counts = global_state.get_global_attribute("object_name_uids", default=defaultdict(int), set_to_default=True)
    prefix = word or to_snake_case(cls.__name__)
    count = max(counts[prefix], 1) if from_one else counts[prefix]
    counts[prefix] = count + 1
    return f"{prefix}_{count}" if count else prefix


def _scope(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, name: Any, *args: Any, **kwargs: Any) -> None:
        native(self, name.replace("/", "_") if isinstance(name, str) else name, *args, **kwargs)

    return __init__
