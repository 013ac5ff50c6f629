"""Optimizers as Keras computed them before its present generation: up to 2.2, and ``optimizers.legacy`` of 2.15.

Source of the formulas: Keras 2.2.4's ``optimizers.py`` and tf-keras's ``optimizers/legacy``. With ``a`` the running (RMSprop) or
total (Adagrad) square of the gradient ``g``, a step is ``lr * g / (sqrt(a) + epsilon)``; Keras 3 divides by
``sqrt(a + epsilon)``. With ``momentum`` legacy RMSprop did too. Nadam's momentum rises with ``schedule_decay``, which is 1 in Keras 3.
``epsilon=None`` meant the configured one. (What ``clipnorm`` meant up to 2.2 is ``global_clipnorm``, see ``optimizers.py``.)
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from . import callers, dialects
from .widen import wrap

#: Of Nadam, up to 2.10 and in ``optimizers.legacy``.
SCHEDULE_DECAY = 0.004
_SCHEDULE = "_compat_schedule_decay"


def install() -> None:
    """Widen the optimizers whose formulas changed."""
    import keras

    optimizers = keras.optimizers
    wrap(optimizers.RMSprop, "update_step", _old_step(rmsprop))
    wrap(optimizers.Adagrad, "update_step", _old_step(adagrad))
    wrap(optimizers.Nadam, "update_step", _old_step(nadam))
    wrap(optimizers.Nadam, "_backend_update_step", _rising_momentum)
    for cls in list(vars(optimizers).values()):
        if isinstance(cls, type) and issubclass(cls, optimizers.Optimizer) and "__init__" in vars(cls):
            wrap(cls, "__init__", _init)
    wrap(optimizers.Nadam, "__init__", _nadam_init)
    wrap(optimizers.Optimizer, "_clip_gradients", _clip)
    wrap(keras.Model, "compile", _compile)
    if keras.backend.backend() == "torch":
        from keras.src.backend.torch.optimizers.torch_parallel_optimizer import TorchParallelOptimizer

        wrap(TorchParallelOptimizer, "_backend_update_step", _one_by_one)


def _is_old(optimizer: Any) -> bool:
    return dialects.of(optimizer) == "2.2" or _SCHEDULE in optimizer.__dict__


# ---- arguments ----


def _init(native: Callable[..., None]) -> Callable[..., None]:
    parameters = list(inspect.signature(native).parameters)[1:]
    at = parameters.index("epsilon") if "epsilon" in parameters else None

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if at is None or (len(args) > at and args[at] is not None):
            return native(self, *args, **kwargs)
        given = kwargs.get("epsilon", kwargs) if len(args) <= at else None
        if given is None or (given is kwargs and callers.SCOPE.dialect == "2.2"):
            if callers.keras2_meaning(sys._getframe(1)):
                import keras

                kwargs.update(zip(parameters, args))
                kwargs["epsilon"] = keras.config.epsilon()
                return native(self, **kwargs)
        return native(self, *args, **kwargs)

    return __init__


def _nadam_init(native: Callable[..., None]) -> Callable[..., None]:
    """``schedule_decay`` says which formula is meant, whatever the dialect; 2.2 meant it without a word."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        old = callers.SCOPE.dialect == "2.2" and callers.keras2_meaning(sys._getframe(1))
        rise = kwargs.pop("schedule_decay", SCHEDULE_DECAY if old else None)
        native(self, *args, **kwargs)
        if rise is not None:
            self.__dict__[_SCHEDULE] = float(rise)

    return __init__


# ---- steps ----

Step = Callable[[Any, Any, Any, Any], None]


def _old_step(formula: Step) -> Callable[[Step], Step]:
    def make(native: Step) -> Step:
        def update_step(self: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
            (formula if _is_old(self) else native)(self, gradient, variable, learning_rate)

        return update_step

    return make


def _tensor(gradient: Any) -> Any:
    """A gradient as a tensor of all rows: TensorFlow gives that of a look-up as indexed slices."""
    if hasattr(gradient, "dense_shape"):
        import tensorflow

        return tensorflow.convert_to_tensor(gradient)
    from keras import ops

    return ops.convert_to_tensor(gradient)


def _dense(gradient: Any, variable: Any) -> Any:
    from keras import ops

    return ops.cast(_tensor(gradient), variable.dtype)


def _of(slots: Any, optimizer: Any, variable: Any) -> Any:
    return slots[optimizer._get_variable_index(variable)]


def _step(optimizer: Any, variable: Any, direction: Any, squares: Any, learning_rate: Any) -> None:
    from keras import ops

    rate = ops.cast(learning_rate, variable.dtype)
    optimizer.assign_sub(variable, rate * direction / (ops.sqrt(squares) + optimizer.epsilon))


def rmsprop(optimizer: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
    """One step of RMSprop, ``epsilon`` outside the root, and inside it where there is momentum.

    Args:
        optimizer: A built ``keras.optimizers.RMSprop``.
        gradient, variable: Of one shape; an indexed gradient is made dense.
        learning_rate: A scalar.
    """
    from keras import ops

    gradient = _dense(gradient, variable)
    mean = _of(optimizer._velocities, optimizer, variable)
    rho = optimizer.rho
    optimizer.assign(mean, rho * mean + (1 - rho) * gradient * gradient)
    squares = ops.convert_to_tensor(mean)
    if optimizer.centered:
        average = _of(optimizer._average_gradients, optimizer, variable)
        optimizer.assign(average, rho * average + (1 - rho) * gradient)
        squares = squares - ops.square(average)
    if optimizer.momentum > 0:
        momentum = _of(optimizer._momentums, optimizer, variable)
        rate = ops.cast(learning_rate, variable.dtype)
        step = rate * gradient / ops.sqrt(squares + optimizer.epsilon)
        optimizer.assign(momentum, optimizer.momentum * momentum + step)
        optimizer.assign_sub(variable, momentum)
    else:
        _step(optimizer, variable, gradient, squares, learning_rate)


def adagrad(optimizer: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
    """One step of Adagrad, ``epsilon`` outside the root; see :func:`rmsprop` for the arguments."""
    gradient = _dense(gradient, variable)
    total = _of(optimizer._accumulators, optimizer, variable)
    optimizer.assign(total, total + gradient * gradient)
    _step(optimizer, variable, gradient, total, learning_rate)


def _momentum_at(optimizer: Any, step: Any, dtype: Any) -> Any:
    """``beta_1 * (1 - 0.5 * 0.96 ** (step * schedule_decay))``."""
    from keras import ops

    rise = optimizer.__dict__.get(_SCHEDULE, 1.0)
    base = ops.cast(0.96, dtype)
    return optimizer.beta_1 * (1.0 - 0.5 * ops.power(base, ops.cast(step, dtype) * rise))


def nadam(optimizer: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
    """One step of Nadam with the momentum of ``schedule_decay``; see :func:`rmsprop` for the arguments."""
    from keras import ops

    dtype = variable.dtype
    gradient = _dense(gradient, variable)
    step = optimizer.iterations + 1
    now, then = _momentum_at(optimizer, step, dtype), _momentum_at(optimizer, step + 1, dtype)
    product = ops.cast(optimizer._u_product, dtype)
    beta_1, beta_2 = optimizer.beta_1, optimizer.beta_2
    first = _of(optimizer._momentums, optimizer, variable)
    second = _of(optimizer._velocities, optimizer, variable)
    optimizer.assign(first, beta_1 * first + (1 - beta_1) * gradient)
    optimizer.assign(second, beta_2 * second + (1 - beta_2) * gradient * gradient)
    squares = second / (1.0 - ops.power(ops.cast(beta_2, dtype), ops.cast(step, dtype)))
    direction = (1.0 - now) * (gradient / (1.0 - product)) + then * (first / (1.0 - product * then))
    _step(optimizer, variable, direction, squares, learning_rate)


def _raise_momentum(optimizer: Any) -> None:
    product = optimizer._u_product
    optimizer.assign(product, product * _momentum_at(optimizer, optimizer.iterations + 1, product.dtype))


def _is_compiled_nadam(optimizer: Any) -> bool:
    return dialects.of(optimizer) == "2.15" and "_compat_compiled" in optimizer.__dict__ and not _is_old(optimizer)


def _one_variable_at_a_time(
    optimizer: Any, step: Callable[..., None], grads: Any, variables: Any, learning_rate: Any
) -> None:
    """Nadam of 2.15 in a compiled step: its product of momenta takes a factor for each variable, not for each step.

    It counts the factors while the step is traced, which happens twice before the first one.
    """
    from keras import ops

    count = len(variables)
    product = optimizer._u_product
    for number, (gradient, variable) in enumerate(zip(grads, variables), 1):
        if count > 1:
            is_counted = ops.equal(optimizer.iterations + 2, count + number)
            factor = _momentum_at(optimizer, optimizer.iterations + 1, product.dtype)
            optimizer.assign(product, product * ops.where(is_counted, ops.ones_like(factor), factor))
        elif number == 1:
            _raise_momentum(optimizer)
        step([gradient], [variable], learning_rate)


def _rising_momentum(native: Callable[..., None]) -> Callable[..., None]:
    import keras

    nadam_class = keras.optimizers.Nadam

    def step(self: Any, grads: Any, trainable_variables: Any, learning_rate: Any) -> None:
        if _is_compiled_nadam(self):
            all_after = super(nadam_class, self)._backend_update_step
            return _one_variable_at_a_time(self, all_after, grads, trainable_variables, learning_rate)
        if not _is_old(self):
            return native(self, grads, trainable_variables, learning_rate)
        _raise_momentum(self)
        super(nadam_class, self)._backend_update_step(grads, trainable_variables, learning_rate)
        return None

    return step


def _one_by_one(native: Callable[..., None]) -> Callable[..., None]:
    """On torch an optimizer steps all variables in one call, past ``update_step``."""
    import keras
    import torch

    nadam_class = keras.optimizers.Nadam
    changed = (keras.optimizers.RMSprop, keras.optimizers.Adagrad, nadam_class)

    def step(self: Any, grads: Any, trainable_variables: Any, learning_rate: Any) -> None:
        by_variable = isinstance(self, nadam_class) and _is_compiled_nadam(self)
        if not by_variable and (not _is_old(self) or not isinstance(self, changed)):
            return native(self, grads, trainable_variables, learning_rate)

        def each(grads: Any, trainable_variables: Any, learning_rate: Any) -> None:
            for gradient, variable in zip(grads, trainable_variables):
                self.update_step(gradient, variable, learning_rate)

        with torch.no_grad():
            if by_variable:
                _one_variable_at_a_time(self, each, grads, trainable_variables, learning_rate)
                return None
            if isinstance(self, nadam_class):
                _raise_momentum(self)
            each(grads, trainable_variables, learning_rate)
        return None

    return step


def _compile(native: Callable[..., None]) -> Callable[..., None]:
    def compile(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        optimizer = getattr(self, "optimizer", None)
        if optimizer is not None and not self.run_eagerly:
            optimizer.__dict__["_compat_compiled"] = True

    return compile


# ---- clipping ----


def _clip(native: Callable[..., Any]) -> Callable[..., Any]:
    """By norm and by value, where both are given: the norm first up to 2.2, the value first in ``optimizers.legacy``."""

    def clip(self: Any, grads: Any) -> Any:
        value = self.clipvalue or 0
        if not (self.clipnorm or self.global_clipnorm) or value <= 0:
            return native(self, grads)
        if _is_dialect_2_2(self):
            return _by_value(native(self, grads), value)
        return native(self, _by_value(grads, value))

    return clip


def _by_value(grads: Any, limit: Any) -> list[Any]:
    from keras import ops

    return [None if each is None else ops.clip(_tensor(each), -limit, limit) for each in grads]


def _is_dialect_2_2(optimizer: Any) -> bool:
    return dialects.of(optimizer) == "2.2"
