"""Names of metrics in logs and histories, as Keras up to 2.2 gave them; from 2.3 on they are what ``compile`` was given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the container that ``compile`` makes, in the dialect 2.2."""
    from keras.src.trainers import compile_utils

    wrap(compile_utils.CompileMetrics, "__init__", _init)
    wrap(compile_utils, "get_metric", _get_metric)


#: The container whose metrics are being made; they are made later than ``compile`` is called, which fixed their meaning.
_making: list[Any] = []


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        if callers.SCOPE.dialect == "2.2" and callers.keras2_code(sys._getframe(1)):
            self.build = _building(self, self.build)

    return __init__


def _building(metrics: Any, build: Callable[..., Any]) -> Callable[..., Any]:
    def with_old_names(*args: Any, **kwargs: Any) -> Any:
        _making.append(metrics)
        try:
            return build(*args, **kwargs)
        finally:
            _making.pop()

    return with_old_names


def _get_metric(native: Callable[..., Any]) -> Callable[..., Any]:
    def get_metric(identifier: Any, *args: Any, **kwargs: Any) -> Any:
        metric = native(identifier, *args, **kwargs)
        if _making and isinstance(identifier, str):
            metric.name = _old_name(identifier)
        return metric

    return get_metric


def _old_name(identifier: str) -> str:
    if identifier.lower() in ("accuracy", "acc"):
        return "acc"
    import keras

    found = keras.metrics.get(identifier)
    return getattr(found, "__name__", None) or found.name
