"""The jax trainer keeps a model's values outside its variables while a loop runs.

A callback that reaches a layer by closure would see emptied variables, and what it resets would be overwritten at the end of
the epoch; a loop that fails would leave the variables empty for good. So the models that are in a loop are known here, their
values are put back before states are read or reset, and after a failure.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from ..widen import wrap

#: Models of stateful layers whose loops run, see :func:`prepare`.
_in_loops: weakref.WeakSet[Any] = weakref.WeakSet()


def install() -> None:
    """Widen the jax trainer's ``_get_jax_state``, which it calls once per synchronization, not per step."""
    import keras

    wrap(keras.Model, "_get_jax_state", _get_jax_state)
    if not hasattr(keras.Model, "_make_function"):
        wrap(keras.Model, "predict", _one_step_per_execution)


def _one_step_per_execution(native: Callable[..., Any]) -> Callable[..., Any]:
    """Before Keras 3.7, predict() gave every step of one execution the state that the first one had."""

    def predict(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self not in _in_loops or self.steps_per_execution == 1:
            return native(self, *args, **kwargs)
        steps, self.steps_per_execution = self.steps_per_execution, 1
        try:
            return native(self, *args, **kwargs)
        finally:
            self.steps_per_execution = steps

    return predict


def _get_jax_state(native: Callable[..., Any]) -> Callable[..., Any]:
    def get(self: Any, **wanted: bool) -> Any:
        state = native(self, **wanted)
        # Keras 3.0 empties the variables in predict() without saying so here.
        if self in _in_loops:
            self.__dict__["_compat_purged"] = (wanted, state)
        return state

    return get


def put_back(layer: Any) -> None:
    """Give the variables of the models that hold this layer their values, where a running loop holds them."""
    running = [
        model
        for model in _in_loops
        if getattr(model, "_jax_state", None) and not getattr(model, "_jax_state_synced", True)
    ]
    if running and not _tracing():
        for model in running:
            if any(each is layer for each in model._flatten_layers()):
                model.jax_state_sync()


def _tracing() -> bool:
    from keras.src.backend.common.stateless_scope import in_stateless_scope

    return in_stateless_scope()


def prepare(model: Any) -> None:
    """A loop starts; it may be inside another one of the same model, where a callback starts it."""
    if getattr(model, "_jax_state", None) and not getattr(model, "_jax_state_synced", True):
        model.jax_state_sync()
    # What train_on_batch() and the like left there is old by now.
    model._jax_state = None
    model.__dict__["_compat_loops"] = model.__dict__.get("_compat_loops", 0) + 1
    _in_loops.add(model)


def recover(model: Any) -> None:
    """After a loop that failed: every variable of the model has a value again, the last one that is known."""
    held = getattr(model, "_jax_state", None)
    try:
        if held and not getattr(model, "_jax_state_synced", True) and _alive(held.values()):
            model.jax_state_sync()
        wanted, state = model.__dict__.get("_compat_purged", ({}, ()))
        lists = iter(state)
        for name in ("trainable_variables", "non_trainable_variables", "optimizer_variables", "metrics_variables"):
            if wanted.get(name):
                variables = model.optimizer.variables if name == "optimizer_variables" else getattr(model, name)
                for variable, value in zip(variables, next(lists)):
                    if variable._value is None and not value.is_deleted():
                        variable._value = value
    finally:
        model._jax_state = None
        model._jax_state_synced = True
        finished(model)


def _alive(lists: Any) -> bool:
    return not any(value.is_deleted() for values in lists for value in values)


def finished(model: Any) -> None:
    """A loop ended: the copy of its first values is let go."""
    model.__dict__["_compat_loops"] -= 1
    if not model.__dict__["_compat_loops"]:
        del model.__dict__["_compat_loops"]
        model.__dict__.pop("_compat_purged", None)
        _in_loops.discard(model)
