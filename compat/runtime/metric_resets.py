"""``reset_states`` of metrics, called and defined: Keras 3 calls ``reset_state``, which Keras 2 has from 2.5 on."""

from __future__ import annotations

import sys
from typing import Any

from . import callers
from .widen import put


def reset_states(metric: Any) -> None:
    """Start anew: what ``reset_state`` does in the classes that define it themselves."""
    for cls in type(metric).__mro__:
        own = vars(cls).get("reset_state")
        if own is not None and own is not _by_the_old_name:
            own(metric)
            return


def _by_the_old_name(self: Any) -> None:
    self.reset_states()


def install() -> None:
    """Let Keras find the ``reset_states`` of metrics that a Keras 2 program defines from now on."""
    import keras

    put(keras.metrics.Metric, "__init_subclass__", classmethod(_init_subclass))


def _init_subclass(cls: Any, /, **kwargs: Any) -> None:
    import keras

    super(keras.metrics.Metric, cls).__init_subclass__(**kwargs)
    defined = vars(cls)
    if "reset_states" in defined and "reset_state" not in defined and callers.keras2_code(sys._getframe(1)):
        cls.reset_state = _by_the_old_name
