"""Optimizers as Keras up to 2.2 computed them, in the dialect 2.2.

Source of the formulas: Keras 2.2.4's ``optimizers.py``. With ``a`` the running (RMSprop) or total (Adagrad) square of the
gradient ``g``, a step is ``lr * g / (sqrt(a) + epsilon)``; Keras 3 divides by ``sqrt(a + epsilon)``. ``clipnorm`` scaled all
gradients by their common norm. ``epsilon=None`` meant the default.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from . import callers
from .widen import wrap


def install() -> None:
    """Widen the optimizers whose formulas changed."""
    import keras

    optimizers = keras.optimizers
    wrap(optimizers.RMSprop, "update_step", _rmsprop)
    wrap(optimizers.Adagrad, "update_step", _adagrad)
    for cls in vars(optimizers).values():
        if isinstance(cls, type) and issubclass(cls, optimizers.Optimizer) and "__init__" in vars(cls):
            wrap(cls, "__init__", _init)
    wrap(optimizers.Optimizer, "_clip_gradients", _clip)
    if keras.backend.backend() == "torch":
        from keras.src.backend.torch.optimizers.torch_parallel_optimizer import TorchParallelOptimizer

        wrap(TorchParallelOptimizer, "_backend_update_step", _one_by_one)


def _is_old(optimizer: Any) -> bool:
    return optimizer.__dict__.get("_compat_dialect") == "2.2"


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if "epsilon" in kwargs and kwargs["epsilon"] is None and callers.keras2_meaning(sys._getframe(1)):
            del kwargs["epsilon"]
        native(self, *args, **kwargs)

    return __init__


def _rmsprop(native: Callable[..., None]) -> Callable[..., None]:
    def update_step(self: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
        if not _is_old(self) or self.centered or self.momentum:
            return native(self, gradient, variable, learning_rate)
        mean = self._velocities[self._get_variable_index(variable)]
        gradient = _dense(gradient, variable)
        self.assign(mean, self.rho * mean + (1 - self.rho) * gradient * gradient)
        _step(self, variable, gradient, mean, learning_rate)
        return None

    return update_step


def _adagrad(native: Callable[..., None]) -> Callable[..., None]:
    def update_step(self: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
        if not _is_old(self):
            return native(self, gradient, variable, learning_rate)
        total = self._accumulators[self._get_variable_index(variable)]
        gradient = _dense(gradient, variable)
        self.assign(total, total + gradient * gradient)
        _step(self, variable, gradient, total, learning_rate)
        return None

    return update_step


def _one_by_one(native: Callable[..., None]) -> Callable[..., None]:
    """On torch an optimizer steps all variables in one call, past ``update_step``."""
    import keras
    import torch

    changed = (keras.optimizers.RMSprop, keras.optimizers.Adagrad)

    def step(self: Any, grads: Any, trainable_variables: Any, learning_rate: Any) -> None:
        if not _is_old(self) or not isinstance(self, changed):
            return native(self, grads, trainable_variables, learning_rate)
        with torch.no_grad():
            for gradient, variable in zip(grads, trainable_variables):
                self.update_step(gradient, variable, learning_rate)
        return None

    return step


def _dense(gradient: Any, variable: Any) -> Any:
    from keras import ops

    return ops.cast(ops.convert_to_tensor(gradient), variable.dtype)


def _step(optimizer: Any, variable: Any, gradient: Any, squares: Any, learning_rate: Any) -> None:
    from keras import ops

    rate = ops.cast(learning_rate, variable.dtype)
    optimizer.assign_sub(variable, rate * gradient / (ops.sqrt(squares) + optimizer.epsilon))


def _clip(native: Callable[..., Any]) -> Callable[..., Any]:
    def clip(self: Any, grads: Any) -> Any:
        if not _is_old(self) or not self.clipnorm or self.clipnorm <= 0:
            return native(self, grads)
        from keras import ops

        grads = [None if each is None else ops.convert_to_tensor(each) for each in grads]
        norm = ops.sqrt(sum(ops.sum(ops.square(each)) for each in grads if each is not None))
        scale = ops.where(norm >= self.clipnorm, self.clipnorm / norm, 1.0)
        return [None if each is None else each * ops.cast(scale, each.dtype) for each in grads]

    return clip
