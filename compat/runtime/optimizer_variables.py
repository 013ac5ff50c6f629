"""``optimizer.variables()``: a list that may be called, as in Keras 2."""

from __future__ import annotations

import sys
from typing import Any

from . import callers
from .widen import put


class CallableList(list[Any]):
    """A list that returns itself when it is called."""

    def __call__(self) -> CallableList:
        return self


def install() -> None:
    """Widen the property, for Keras 2 code."""
    import keras

    owner = next(base for base in keras.optimizers.Optimizer.__mro__ if "variables" in vars(base))
    native = vars(owner)["variables"]

    def variables(self: Any) -> Any:
        found = native.__get__(self, type(self))
        return CallableList(found) if callers.writes_keras2(sys._getframe(1)) else found

    put(owner, "variables", property(variables, doc=native.__doc__))
