"""What training answers to Keras 2 code: names and order of results, and the name of the learning rate in logs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import put, wrap

_TAG = "_compat_results"


def install() -> None:
    """Widen ``compile``, which fixes the meaning, and what reads the results of a step."""
    import keras

    wrap(keras.Model, "compile", _compile)
    wrap(keras.Model, "_flatten_metrics_in_order", _in_order)
    trainer = next(base for base in keras.Model.__mro__ if "metrics_names" in vars(base))
    put(trainer, "metrics_names", _metrics_names(vars(trainer)["metrics_names"]))


def install_lr() -> None:
    """Widen the callbacks that write the learning rate into the logs."""
    import keras

    for cls in (keras.callbacks.LearningRateScheduler, keras.callbacks.ReduceLROnPlateau):
        wrap(cls, "on_epoch_end", _as_lr)


def _compile(native: Callable[..., None]) -> Callable[..., None]:
    def compile(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        self.__dict__[_TAG] = [] if callers.keras2_code(sys._getframe(1)) else None

    return compile


def names(model: Any) -> list[str]:
    """``["loss", "a_loss", "b_loss", "a_mae", ...]``, in the order of the outputs and of ``compile``."""
    known: list[str] = model.__dict__[_TAG]
    if known:
        return known
    from keras.src.trainers.compile_utils import CompileMetrics

    outputs = getattr(model, "output_names", None) or []
    found = ["loss", *(f"{name}_loss" for name in outputs if len(outputs) > 1)]
    for metric in model.metrics:
        if isinstance(metric, CompileMetrics):
            if not metric.built:
                return []
            found += metric.result()
        elif metric.name not in found:
            found.append(metric.name)
    model.__dict__[_TAG] = found
    return found


def _in_order(native: Callable[..., Any]) -> Callable[..., Any]:
    def in_order(self: Any, logs: dict[str, Any]) -> Any:
        if self.__dict__.get(_TAG) is None:
            return native(self, logs)
        wanted = [name for name in names(self) if name in logs]
        results = [logs[name] for name in [*wanted, *sorted(logs.keys() - set(wanted))]]
        return results[0] if len(results) == 1 else results

    return in_order


def _metrics_names(native: property) -> property:
    def metrics_names(self: Any) -> list[str]:
        if self.__dict__.get(_TAG) is None:
            return native.__get__(self, type(self))
        return list(names(self))

    return property(metrics_names, doc=native.__doc__)


def _as_lr(native: Callable[..., None]) -> Callable[..., None]:
    def on_epoch_end(self: Any, epoch: int, logs: dict[str, Any] | None = None) -> None:
        native(self, epoch, logs)
        if logs is not None and "learning_rate" in logs and callers.keras2_code(sys._getframe(1)):
            logs["lr"] = logs.pop("learning_rate")

    return on_epoch_end
