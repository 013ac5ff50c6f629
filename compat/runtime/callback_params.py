"""What callbacks of Keras up to 2.2 were told: ``params['samples']``, ``logs['size']`` of a batch. Dialect 2.2."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap

_running: list[dict[str, Any]] = []


def install() -> None:
    """Widen ``fit`` and the list of callbacks."""
    import keras
    from keras.src.callbacks.callback_list import CallbackList

    wrap(keras.Model, "fit", _fit)
    wrap(CallbackList, "set_params", _set_params)
    for name in ("on_train_batch_begin", "on_train_batch_end"):
        wrap(CallbackList, name, _on_batch)


def _fit(native: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(native)

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        if callers.SCOPE.dialect != "2.2" or not callers.keras2_code(sys._getframe(1)):
            return native(self, *args, **kwargs)
        try:
            given = signature.bind(self, *args, **kwargs).arguments
        except TypeError:
            given = kwargs
        _running.append(_params(self, given))
        try:
            return native(self, *args, **kwargs)
        finally:
            _running.pop()

    return fit


def _params(model: Any, given: Any) -> dict[str, Any]:
    validates = given.get("validation_data") is not None or bool(given.get("validation_split"))
    names = list(model.metrics_names) if getattr(model, "compiled", False) else []
    params = {"do_validation": validates, "metrics": [*names, *(f"val_{name}" for name in names if validates)]}
    samples = _samples(given.get("x"))
    if samples is not None and not given.get("steps_per_epoch"):
        samples = int(samples * (1.0 - (given.get("validation_split") or 0.0)))
        params.update(samples=samples, batch_size=given.get("batch_size") or 32)
    return params


def _samples(x: Any) -> int | None:
    while isinstance(x, (list, tuple, dict)) and len(x):
        x = next(iter(x.values())) if isinstance(x, dict) else x[0]
    shape = getattr(x, "shape", None)
    return int(shape[0]) if shape is not None and len(shape) and not hasattr(x, "__next__") else None


def _set_params(native: Callable[..., None]) -> Callable[..., None]:
    def set_params(self: Any, params: Any) -> None:
        native(self, {**params, **_running[-1]} if _running and "epochs" in (params or {}) else params)

    return set_params


def _on_batch(native: Callable[..., None]) -> Callable[..., None]:
    def on_batch(self: Any, batch: int, logs: Any = None) -> None:
        if _running and "samples" in _running[-1]:
            size, samples = _running[-1]["batch_size"], _running[-1]["samples"]
            logs = {**(logs or {}), "batch": batch, "size": int(max(0, min(size, samples - batch * size)))}
        native(self, batch, logs)

    return on_batch
