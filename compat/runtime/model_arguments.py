"""``Model(input=x, output=y)``, Keras 1's names of ``inputs`` and ``outputs``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import put, wrap

_NAMES = {"input": "inputs", "output": "outputs"}


def install() -> None:
    """Widen the constructors of models."""
    import keras
    from keras.src.models.functional import Functional

    native = vars(keras.Model)["__new__"].__func__

    def __new__(cls: type, *args: Any, **kwargs: Any) -> Any:
        return native(cls, *args, **_translated(kwargs))

    put(keras.Model, "__new__", staticmethod(__new__))
    wrap(Functional, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **_translated(kwargs))

    return __init__


def _translated(arguments: dict[str, Any]) -> dict[str, Any]:
    if not _NAMES.keys() & arguments.keys():
        return arguments
    return {_NAMES.get(name, name): value for name, value in arguments.items()}
