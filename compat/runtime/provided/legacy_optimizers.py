"""``keras.optimizers.legacy`` of 2.15, where an optimizer has other formulas than Keras 3's of the same name.

SGD, Adam, Adamax, Adadelta and Ftrl compute the same numbers in both, so there the names stand for Keras 3's classes.
"""

from __future__ import annotations

from typing import Any

import keras

from .. import optimizer_formulas as formulas


@keras.saving.register_keras_serializable(package="compat.legacy")
class RMSprop(keras.optimizers.RMSprop):
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
class Nadam(keras.optimizers.Nadam):
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

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "schedule_decay": self.schedule_decay}
