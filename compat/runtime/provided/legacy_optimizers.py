"""``keras.optimizers.legacy`` of 2.15, where an optimizer has other numbers than Keras 3's of the same name.

RMSprop, Adagrad and Nadam have other formulas. SGD, Adamax, Adadelta, Ftrl and those with momentum leave the rows of an
``Embedding`` as they are that a batch does not look up. Adam computes the same numbers, so the name stands for Keras 3's class.
"""

from __future__ import annotations

from typing import Any

import keras

from .. import optimizer_formulas as formulas
from ..absent_rows import Kept, applied


class _OnlyRowsOfTheBatch:
    """Moves only those rows of an ``Embedding`` that the batch holds."""

    def _kept(self) -> Kept:
        return Kept.ALL

    def _backend_apply_gradients(self, grads: Any, trainable_variables: Any) -> None:
        base: Any = super()
        applied(self, self._kept(), base._backend_apply_gradients, grads, trainable_variables)


def _as_native(cls: Any) -> Any:
    """Written in files as Keras's own class, whose formulas it has."""
    cls.__module__, cls.__qualname__ = "keras.optimizers", cls.__name__
    return cls


@_as_native
class SGD(_OnlyRowsOfTheBatch, keras.optimizers.SGD):
    """SGD whose momentum moves only the rows that a batch looks up; arguments as in Keras 3."""

    def _kept(self) -> Kept:
        return Kept.ALL if self.momentum else Kept.NOTHING


@_as_native
class Adamax(_OnlyRowsOfTheBatch, keras.optimizers.Adamax):
    """Adamax that moves only the rows that a batch looks up; arguments as in Keras 3."""


@_as_native
class Adadelta(_OnlyRowsOfTheBatch, keras.optimizers.Adadelta):
    """Adadelta that moves only the rows that a batch looks up; arguments as in Keras 3."""


@_as_native
class Ftrl(_OnlyRowsOfTheBatch, keras.optimizers.Ftrl):
    """Ftrl that moves only the rows that a batch looks up; arguments as in Keras 3."""


@keras.saving.register_keras_serializable(package="compat.legacy")
class RMSprop(_OnlyRowsOfTheBatch, keras.optimizers.RMSprop):
    """RMSprop with ``epsilon`` outside the root (and under it where there is momentum); arguments as in Keras 3.

    ``epsilon`` None or 0 is the configured one.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float | None = 1e-7,
        centered: bool = False,
        name: str | None = "RMSprop",
        **kwargs: Any,
    ) -> None:
        epsilon = epsilon or keras.config.epsilon()
        super().__init__(learning_rate, rho, momentum, epsilon, centered, name=name, **kwargs)

    def _kept(self) -> Kept:
        return Kept.ALL if self.momentum else Kept.NOTHING

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Take one step."""
        formulas.rmsprop(self, gradient, variable, learning_rate)


@keras.saving.register_keras_serializable(package="compat.legacy")
class Adagrad(keras.optimizers.Adagrad):
    """Adagrad with ``epsilon`` outside the root; arguments as in Keras 3.

    Raises:
        ValueError: A negative start of the squares.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float | None = 1e-7,
        name: str | None = "Adagrad",
        **kwargs: Any,
    ) -> None:
        if initial_accumulator_value < 0.0:
            raise ValueError(f"initial_accumulator_value must be non-negative: {initial_accumulator_value}")
        epsilon = epsilon or keras.config.epsilon()
        super().__init__(learning_rate, initial_accumulator_value, epsilon, name=name, **kwargs)

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Take one step."""
        formulas.adagrad(self, gradient, variable, learning_rate)


@keras.saving.register_keras_serializable(package="compat.legacy")
class Nadam(_OnlyRowsOfTheBatch, keras.optimizers.Nadam):
    """Nadam whose momentum rises with ``schedule_decay``; ``decay`` is taken and means nothing, as it did.

    Raises:
        ValueError: A schedule for the rate.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float | None = 1e-7,
        name: str | None = "Nadam",
        schedule_decay: float = formulas.SCHEDULE_DECAY,
        **kwargs: Any,
    ) -> None:
        if isinstance(learning_rate, keras.optimizers.schedules.LearningRateSchedule):
            raise ValueError("The legacy Nadam optimizer takes no schedule as the learning rate.")
        kwargs.pop("decay", None)
        epsilon = epsilon or keras.config.epsilon()
        super().__init__(learning_rate, beta_1, beta_2, epsilon, name=name, schedule_decay=schedule_decay, **kwargs)
        self.schedule_decay = schedule_decay

    def _kept(self) -> Kept:
        return Kept.WEIGHTS

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "schedule_decay": self.schedule_decay}
