"""``decay``: the rate of a step is ``learning_rate / (1 + decay * step)``, and programs still read and set the rate before it.

Keras 3's schedule ``InverseTimeDecay`` computes the same, but its rate cannot be set: ``ReduceLROnPlateau`` raises. So the rate
stays a variable and each step divides it. What is saved is that schedule, which any Keras 3 loads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..changes.optimizers.optimizer_decay import SCHEDULE_NAME, schedule
from .widen import put, virtual, wrap

_DECAY, _STEPPING = "_compat_decay", "_compat_in_step"


def install() -> None:
    """Widen what computes a step's rate, and what saves an optimizer."""
    import keras

    base = keras.optimizers.Optimizer
    wrap(base, "_backend_apply_gradients", _stepping)
    wrap(base, "_get_current_learning_rate", _rate)
    wrap(base, "get_config", _get_config)
    put(base, "from_config", classmethod(_from_config))
    wrap(base, "save_own_variables", _save)
    wrap(base, "load_own_variables", _load)


def split(rate: Any) -> tuple[Any, float | None]:
    """The rate and the decay of a schedule that stands for an old ``decay``; any other rate is returned with None."""
    if isinstance(rate, dict):
        config = rate.get("config")
        if isinstance(config, dict) and rate.get("class_name") == "InverseTimeDecay":
            return config["initial_learning_rate"], config["decay_rate"]
    elif getattr(rate, "name", None) == SCHEDULE_NAME and type(rate).__name__ == "InverseTimeDecay":
        return rate.initial_learning_rate, rate.decay_rate
    return rate, None


def keep(optimizer: Any, shrinks: float | None) -> None:
    """Let an optimizer's rate shrink with its steps."""
    if shrinks:
        optimizer.__dict__[_DECAY] = float(shrinks)


@virtual
def decay(optimizer: Any) -> Any:
    """The decay, 0 without one: a scalar tensor, as programs compute with it."""
    from keras import ops

    return ops.convert_to_tensor(optimizer.__dict__.get(_DECAY, 0.0), dtype="float32")


def _stepping(native: Callable[..., None]) -> Callable[..., None]:
    def apply(self: Any, *args: Any, **kwargs: Any) -> None:
        state = self.__dict__
        if _DECAY not in state:
            return native(self, *args, **kwargs)
        state[_STEPPING] = True
        try:
            native(self, *args, **kwargs)
        finally:
            del state[_STEPPING]
        return None

    return apply


def _rate(native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def current(self: Any) -> Any:
        rate = native(self)
        if _STEPPING not in self.__dict__:
            return rate
        from keras import ops

        rate = ops.convert_to_tensor(rate)
        return rate / (1.0 + self.__dict__[_DECAY] * ops.cast(self._iterations, rate.dtype))

    return current


def _get_config(native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def get_config(self: Any) -> Any:
        config = native(self)
        shrinks = self.__dict__.get(_DECAY)
        if shrinks is not None and isinstance(config.get("learning_rate"), float):
            config["learning_rate"] = schedule(config["learning_rate"], shrinks, staircase=False, name=SCHEDULE_NAME)
        return config

    return get_config


def _from_config(cls: Any, config: dict[str, Any], custom_objects: Any = None) -> Any:
    """Keras 3 writes the schedule that it makes into the config that it was given."""
    import keras

    config = dict(config)
    if isinstance(config.get("learning_rate"), dict):
        config["learning_rate"] = keras.saving.deserialize_keras_object(
            config["learning_rate"], custom_objects=custom_objects
        )
    return cls(**config)


def _saved_variables(optimizer: Any) -> list[Any]:
    return [each for each in optimizer.variables if each is not optimizer._learning_rate]


def _save(native: Callable[..., None]) -> Callable[..., None]:
    """The rate is in the saved schedule, and an optimizer with a schedule has no variable for it."""

    def save_own_variables(self: Any, store: Any) -> None:
        if _DECAY not in self.__dict__:
            return native(self, store)
        from .provided.backend.variables import array

        for index, variable in enumerate(_saved_variables(self)):
            store[str(index)] = array(variable)
        return None

    return save_own_variables


def _load(native: Callable[..., None]) -> Callable[..., None]:
    def load_own_variables(self: Any, store: Any) -> None:
        variables = _saved_variables(self) if _DECAY in self.__dict__ else []
        if not variables or len(store.keys()) != len(variables):
            return native(self, store)
        for index, variable in enumerate(variables):
            variable.assign(store[str(index)])
        return None

    return load_own_variables
