"""``callback.validation_data``: up to Keras 2.2 what a callback computes its own scores from. Dialect 2.2."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers, graph
from .widen import wrap


def install() -> None:
    """Widen ``fit``."""
    import keras

    wrap(keras.Model, "fit", _fit)


def _fit(native: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(native)

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        if callers.SCOPE.dialect == "2.2" and callers.keras2_code(sys._getframe(1)):
            try:
                given = signature.bind(self, *args, **kwargs).arguments
            except TypeError:
                given = kwargs
            callbacks = given.get("callbacks")
            data = _data(self, given) if callbacks else None
            if data is not None:
                for each in callbacks if isinstance(callbacks, (list, tuple)) else getattr(callbacks, "callbacks", ()):
                    each.validation_data = list(data)
        return native(self, *args, **kwargs)

    return fit


def _data(model: Any, given: Any) -> list[Any] | None:
    """The inputs, the targets, a weight for each sample of each target, and 0 where the model follows the phase.

    None where the validation data come from a generator; nothing where there are none.
    """
    data, share = given.get("validation_data"), given.get("validation_split")
    if data is not None and not isinstance(data, (list, tuple)):
        return None
    if data is not None:
        x, y, weights = (*data, None)[:3]
    elif share and _is_data(given.get("x")):
        x, y, weights = (_last(given.get(name), share) for name in ("x", "y", "sample_weight"))
    else:
        return []
    inputs = _listed(x, getattr(model, "input_names", None))
    targets = _listed(y, getattr(model, "output_names", None))
    ones = _listed(weights, getattr(model, "output_names", None)) or [None] * len(targets)
    weights = [_ones(target) if weight is None else weight for weight, target in zip(ones, targets)]
    phase = [0.0] if getattr(model, "outputs", None) and graph.follows_phase(model) else []
    return [*inputs, *targets, *weights, *phase]


def _listed(values: Any, names: Any) -> list[Any]:
    if values is None:
        return []
    if isinstance(values, dict):
        return [values[name] for name in names or values if name in values]
    return list(values) if isinstance(values, (list, tuple)) and values and hasattr(values[0], "__len__") else [values]


def _is_data(x: Any) -> bool:
    return isinstance(x, (list, tuple, dict)) or hasattr(x, "shape")


def _last(values: Any, share: float) -> Any:
    """The last part of each array, which ``validation_split`` takes."""
    if isinstance(values, dict):
        return {name: _last(each, share) for name, each in values.items()}
    if isinstance(values, (list, tuple)):
        return [_last(each, share) for each in values]
    return None if values is None else values[int(len(values) * (1.0 - share)) :]


def _ones(target: Any) -> Any:
    import keras
    import numpy

    return numpy.ones(len(target), dtype=keras.config.floatx())
