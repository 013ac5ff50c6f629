"""Optimizers that describe a step in ``get_updates(loss, params)``, as Keras up to 2.2 had them.

``get_updates`` runs at every step: ``get_gradients`` gives it the gradients of that step, the variables that it makes are
those of the first time, and what it returns is set once all of it is computed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

import keras
from keras import ops

from ..provided.backend._late import replay
from ..provided.backend._tensors import as_list, is_dialect, is_symbolic, is_variable
from ..provided.backend.variables import Update
from ..widen import put, wrap

_DEFAULT_RATE = 0.001


def install() -> None:
    """Widen the base of all optimizers."""
    base = keras.optimizers.Optimizer
    put(base, "__init_subclass__", classmethod(_init_subclass))
    wrap(base, "__init__", _init)
    wrap(base, "build", _build)
    wrap(base, "apply", _apply)
    wrap(base, "get_config", _get_config)
    # An early Keras 3 has an attribute there, which may be set.
    for owner in [cls for cls in base.__mro__ if "iterations" in vars(cls)][:1]:
        native = vars(owner)["iterations"]
        put(owner, "iterations", property(native.fget, _set_iterations, doc=native.__doc__))


def describes(optimizer: Any) -> bool:
    """Whether its class has a ``get_updates`` of its own."""
    return _is_own(optimizer, "get_updates")


def _is_own(optimizer: Any, name: str) -> bool:
    owner = next((cls for cls in type(optimizer).__mro__ if name in vars(cls)), keras.optimizers.Optimizer)
    return owner is not keras.optimizers.Optimizer


def _init_subclass(cls: Any, /, **kwargs: Any) -> None:
    super(keras.optimizers.Optimizer, cls).__init_subclass__(**kwargs)
    if "get_updates" in vars(cls):
        # Attributes could be set before the constructor of the base; Keras 3 takes this one for the sign that it ran.
        cls._lock = False
        cls.weights = ()
        cls.get_weights = get_weights
        cls.lr = cls.learning_rate = property(lambda self: self._learning_rate, _set_rate)


def _set_rate(optimizer: Any, value: Any) -> None:
    """The rate; a variable that the optimizer made takes the place of the one that it has."""
    if is_variable(value) or not is_variable(optimizer._learning_rate):
        if is_variable(optimizer._learning_rate):
            optimizer._untrack_variable(optimizer._learning_rate)
        optimizer._learning_rate = value
    else:
        optimizer._learning_rate.assign(value)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if describes(self) and not args and not {"lr", "learning_rate"} & kwargs.keys():
            kwargs["learning_rate"] = _DEFAULT_RATE
        native(self, *args, **kwargs)

    return __init__


def _set_iterations(optimizer: Any, value: Any) -> None:
    if not is_variable(value):
        optimizer._iterations.assign(value)
        return
    optimizer._untrack_variable(optimizer._iterations)
    optimizer._iterations = value


def _build(native: Callable[..., None]) -> Callable[..., None]:
    def build(self: Any, variables: Any) -> None:
        native(self, variables)
        if describes(self) and "_compat_made" not in self.__dict__:
            variables = list(variables)
            _updates(self, [ops.zeros(each.shape, each.dtype) for each in variables], variables)
            for each in self.__dict__["_compat_made"]:
                each.trainable = False
                if not self._tracker.is_in_store("variables", each):
                    self._track_variable(each)

    return build


def _apply(native: Callable[..., None]) -> Callable[..., None]:
    def apply(self: Any, grads: Any, trainable_variables: Any = None) -> None:
        if describes(self):
            _step(self, list(grads), trainable_variables)
        elif _is_own(self, "get_gradients") and trainable_variables is not None:
            variables = list(trainable_variables)
            with _Gradients(self, list(grads), variables):
                grads = self.get_gradients(ops.zeros(()), variables)
            native(self, grads, variables)
        else:
            native(self, grads, trainable_variables)

    return apply


def _step(optimizer: Any, grads: list[Any], trainable_variables: Any) -> None:
    variables = list(optimizer._trainable_variables if trainable_variables is None else trainable_variables)
    if not optimizer.built:
        optimizer.build(variables)
    pairs = [(grad, variable) for grad, variable in zip(grads, variables) if grad is not None]
    updates = _updates(optimizer, [grad for grad, _ in pairs], [variable for _, variable in pairs])
    for each in updates:
        each.variable.assign(each.value)
    if not any(each.variable is optimizer._iterations for each in updates):
        optimizer._iterations.assign_add(1)


def _updates(optimizer: Any, grads: list[Any], variables: list[Any]) -> list[Update]:
    """What ``get_updates`` of an optimizer returns for these gradients."""
    made = optimizer.__dict__.setdefault("_compat_made", [])
    given = {"loss": ops.zeros(()), "params": variables, "constraints": {}}
    names = inspect.signature(optimizer.get_updates).parameters
    arguments = {name: given[name] for name in names if name in given} or given
    with _Gradients(optimizer, grads, variables), replay(made):
        found = optimizer.get_updates(**arguments)
    return [each if isinstance(each, Update) else Update(*each) for each in found if each is not None]


class _Gradients:
    """The gradients of the step that is computed, for ``get_gradients``."""

    running: ClassVar[list[tuple[Any, dict[int, Any]]]] = []

    def __init__(self, optimizer: Any, grads: list[Any], variables: list[Any]) -> None:
        self.step = (optimizer, {id(variable): grad for variable, grad in zip(variables, grads)})

    def __enter__(self) -> None:
        self.running.append(self.step)

    def __exit__(self, *exception: object) -> None:
        self.running.pop()


def get_gradients(optimizer: Any, loss: Any, params: Any) -> list[Any]:
    """The gradients of the step, clipped as the optimizer says; of a Keras tensor, as Keras tensors.

    Args:
        loss: A Keras tensor, or what ``get_updates`` was given.
        params: Variables, or Keras tensors.

    Raises:
        RuntimeError: No step is computed, and the loss is a value.
    """
    if is_symbolic(loss):
        from ..provided.backend.graph import gradients

        return gradients(loss, params)
    if not _Gradients.running:
        from ..provided.backend._tensors import refuse

        raise refuse(
            "optimizer.get_gradients() outside get_updates()",
            "the loss is a value already: Keras 3 keeps no record of how it was computed",
            "see K2C420 get_updates in the migration guide",
        )
    found = _Gradients.running[-1][1]
    grads = [found[id(each)] for each in as_list(params)]
    if not describes(optimizer):
        return grads
    limit = optimizer.clipnorm or optimizer.global_clipnorm
    if limit:
        common = _norm(grads) if is_dialect("2.2") or optimizer.global_clipnorm else None
        grads = [_clipped(each, _norm([each]) if common is None else common, limit) for each in grads]
    if optimizer.clipvalue:
        grads = [ops.clip(each, -optimizer.clipvalue, optimizer.clipvalue) for each in grads]
    return grads


def _norm(grads: list[Any]) -> Any:
    return ops.sqrt(sum(ops.sum(ops.square(each)) for each in grads))


def _clipped(grad: Any, norm: Any, limit: float) -> Any:
    return grad * ops.cast(ops.where(norm >= limit, limit / norm, 1.0), grad.dtype)


def get_updates(optimizer: Any, *args: Any, **kwargs: Any) -> list[Update]:
    """What a step of an optimizer would set, for a ``get_updates`` of another one that calls it.

    Args:
        args: ``loss, params``, or in Keras 1's order ``params, constraints, loss``; variables have constraints of their own.
    """
    named = {**dict(zip(("loss", "params") if len(args) < 3 else ("params", "constraints", "loss"), args)), **kwargs}
    loss, params = named["loss"], named["params"]
    grads = optimizer.get_gradients(loss, params) if _Gradients.running else []
    params = as_list(params)
    if not optimizer.built:
        optimizer.build(params)
    with keras.StatelessScope() as scope:
        optimizer.apply(grads, params)
    changed = [*params, *optimizer.variables]
    values = [(each, scope.get_current_value(each)) for each in changed]
    return [Update(variable, value) for variable, value in values if value is not None]


def get_weights(optimizer: Any) -> list[Any]:
    """The optimizer's variables as arrays: those in its list ``weights``, or all that it has."""
    from ..provided.backend.variables import batch_get_value

    return batch_get_value(getattr(optimizer, "weights", None) or optimizer.variables)


def _get_config(native: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def get_config(self: Any) -> dict[str, Any]:
        if not describes(self):
            return native(self)
        limits = {"clipnorm": self.clipnorm or self.global_clipnorm, "clipvalue": self.clipvalue}
        config: dict[str, Any] = {name: value for name, value in limits.items() if value}
        return config if is_dialect("2.2") else {"name": self.name, **config}

    return get_config
