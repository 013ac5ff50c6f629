"""Losses and metrics of Keras 2 code compute with Keras 2's functions, however they are named: string, function or class."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from ..changes.losses_metrics.loss_functions import FUNCTIONS
from . import callers, entries
from .widen import wrap

#: From Keras 2.3 on the class counts each output, as Keras 3 does; the function alone averages a row.
_BY_ELEMENT = ("binary_accuracy",)


def install() -> None:
    """Widen the two classes that hold a function, and on jax the activations behind which a loss looks for logits."""
    import keras
    from keras.src import losses

    wrap(losses.losses.LossFunctionWrapper, "__init__", _holding("fn"))
    wrap(keras.metrics.MeanMetricWrapper, "__init__", _holding("_fn"))
    if keras.backend.backend() == "jax":
        for name in ("sigmoid", "softmax"):
            wrap(keras.src.ops, name, _keeping_logits)


@cache
def _natives() -> dict[Any, str]:
    """``{Keras 3's function: the name of ours}``."""
    from keras.src.losses import losses
    from keras.src.metrics import accuracy_metrics

    names = set(FUNCTIONS["keras.metrics"]) - {"serialize"}
    return {vars(home)[name]: name for home in (accuracy_metrics, losses) for name in names if name in vars(home)}


def _holding(attribute: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def make(native: Callable[..., None]) -> Callable[..., None]:
        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            native(self, *args, **kwargs)
            name = _name(getattr(self, attribute, None))
            if name in _BY_ELEMENT and callers.SCOPE.dialect != "2.2":
                return
            if name is not None and callers.keras2_code(sys._getframe(1)):
                setattr(self, attribute, entries.load(f"compat.runtime.provided.losses:{name}"))

        return __init__

    return make


def _name(function: Any) -> str | None:
    try:
        return _natives().get(function)
    except TypeError:
        return None


def _keeping_logits(native: Callable[..., Any]) -> Callable[..., Any]:
    """Tensors of jax take no attribute, in which Keras 3 keeps the logits on other backends."""
    import jax

    from .provided.backend import _logits

    def activation(x: Any, *args: Any, **kwargs: Any) -> Any:
        result = native(x, *args, **kwargs)
        if isinstance(result, jax.Array) and kwargs.get("axis", args[0] if args else -1) == -1:
            _logits.keep(result, x)
        return result

    return activation
