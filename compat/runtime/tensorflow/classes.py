"""Classes of ``tf`` that mean something else to Keras 2 code on another backend than TensorFlow."""

from __future__ import annotations

import sys
from typing import Any

from .. import callers

NAMES = ("Variable", "Tensor", "GradientTape")


class Stand:
    """Stands for a class of TensorFlow: Keras 2 code gets ``ours``, and everybody else the class itself.

    Subclasses, and attributes that ``ours`` lacks, are those of the native class.
    """

    def __init__(self, native: type, ours: Any) -> None:
        self._native = native
        self._ours = ours
        self.__doc__ = native.__doc__
        self.__name__ = native.__name__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        meant = self._ours if callers.writes_keras2(sys._getframe(1)) else self._native
        return meant(*args, **kwargs)

    def __instancecheck__(self, instance: Any) -> bool:
        if isinstance(instance, self._native):
            return True
        return bool(self._ours.is_one(instance)) and callers.writes_keras2(sys._getframe(1))

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, self._native)

    def __mro_entries__(self, bases: Any) -> tuple[type, ...]:
        return (self._native,)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._native, name)

    def __or__(self, other: Any) -> Any:
        return self._native | other

    __ror__ = __or__

    def __repr__(self) -> str:
        return repr(self._native)
