"""``K.variable(0.) + loss`` where the loss is a Keras tensor: the sum is one too, as in Keras 2; Keras 3 raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...widen import wrap

_OPERATORS = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lt", "le", "gt", "ge")


def install() -> None:
    """Let variables leave these operators to the Keras tensor on the other side."""
    import keras

    for name in _OPERATORS:
        wrap(keras.src.backend.Variable, f"__{name}__", _leaving_it)


def _leaving_it(native: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    import keras

    symbol = keras.KerasTensor

    def operator(self: Any, other: Any) -> Any:
        return NotImplemented if isinstance(other, symbol) else native(self, other)

    return operator
