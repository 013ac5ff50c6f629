"""``train_step(self, data)`` on jax, whose trainer calls ``train_step(state, data)``: refused before the loop, with the way out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from .widen import wrap

_LOOPS = {
    "train_step": "make_train_function",
    "test_step": "make_test_function",
    "predict_step": "make_predict_function",
}


def install() -> None:
    """Widen what makes the functions of the loops."""
    import keras

    if keras.backend.backend() != "jax":
        return
    for step, maker in _LOOPS.items():
        wrap(keras.Model, maker, partial(_checked, step))


def _checked(step: str, native: Callable[..., Any]) -> Callable[..., Any]:
    def make(self: Any, *args: Any, **kwargs: Any) -> Any:
        method = getattr(type(self), step)
        if not _takes_two(method):
            raise TypeError(
                f"{type(self).__name__}.{step}(self, data) cannot run on jax, where Keras 3 calls {step}(self, state, data): "
                "a step there is a function that returns the new values of the variables.\n"
                "Hint: use the tensorflow or torch backend, or write it with stateless_call(); "
                "see K2C811 training_steps_on_jax in the migration guide."
            )
        return native(self, *args, **kwargs)

    return make


def _takes_two(method: Any) -> bool:
    try:
        inspect.signature(method).bind(None, None, None)
    except TypeError:
        return False
    return True
