"""The learning phase of ``keras.backend``: whether what runs is training."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
from keras.src.backend.common import global_state

from ... import callers, widen
from ._tensors import is_dialect, is_symbolic

_PHASE = "compat_learning_phase"


class LearningPhase(int):
    """0 or 1, and known as the learning phase by :func:`keras.backend.function`, ``switch`` and ``in_train_phase``."""


def learning_phase() -> LearningPhase:
    """1 in a layer that is called for training, otherwise what :func:`set_learning_phase` said, or 0."""
    found = _training()
    if found is None:
        found = global_state.get_global_attribute(_PHASE)
    return LearningPhase(bool(found))


def _training() -> Any:
    context = global_state.get_global_attribute("current_call_ctx")
    return getattr(context, "training", None)


def set_learning_phase(value: int) -> None:
    """Say what the phase is where no call says it; ``clear_session()`` forgets it.

    In Keras 2.2 it holds for everything that runs from then on, fit and predict too.

    Raises:
        ValueError: Neither 0 nor 1.
    """
    if value not in (0, 1):
        raise ValueError("Expected learning phase to be 0 or 1.")
    global_state.set_global_attribute(_PHASE, int(value))
    _obey()


@contextmanager
def learning_phase_scope(value: int) -> Iterator[None]:
    """:func:`set_learning_phase` for a while."""
    before = global_state.get_global_attribute(_PHASE)
    set_learning_phase(value)
    try:
        yield
    finally:
        global_state.set_global_attribute(_PHASE, before)


def _obey() -> None:
    """Let calls that say nothing about training follow the phase; only programs that set it pay for the check."""
    if not getattr(keras.Layer.__call__, "_compat_obeys", False):
        widen.wrap(keras.Layer, "__call__", _call)
        keras.Layer.__call__._compat_obeys = True


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def __call__(self: Any, *args: Any, **kwargs: Any) -> Any:
        phase = global_state.get_global_attribute(_PHASE)
        if phase is None or is_symbolic(args, kwargs):
            return native(self, *args, **kwargs)
        # Up to Keras 2.2 the phase was a constant of the graph, which fit and predict could not change.
        of_keras = is_dialect("2.2") and callers.kind_of(sys._getframe(1)) is callers.TRANSPARENT
        if of_keras or (kwargs.get("training") is None and _training() is None):
            self._get_call_context().training = bool(phase)
            if "training" in kwargs:
                kwargs["training"] = bool(phase)
        return native(self, *args, **kwargs)

    return __call__


def in_train_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """``x`` in training, ``alt`` otherwise.

    Args:
        x: A tensor, or a function without arguments that makes it.
        alt: Likewise.
        training: Overrides the learning phase; a bool, 0, 1 or a scalar tensor.
    """
    if training is None:
        training = learning_phase()
        if _training() is None:
            then, otherwise = _made(x), _made(alt)
            if is_symbolic(then, otherwise):
                return InTrainPhase()(then, otherwise)
            return then if training else otherwise
    if isinstance(training, (bool, int)):
        return _made(x) if training else _made(alt)
    from .control import switch

    return switch(training, x, alt)


def in_test_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """``alt`` in training, ``x`` otherwise."""
    return in_train_phase(alt, x, training=training)


def _made(x: Any) -> Any:
    return x() if callable(x) and not is_symbolic(x) else x


@keras.saving.register_keras_serializable(package="compat")
class InTrainPhase(keras.Layer):
    """The first of two inputs in training, the second otherwise."""

    def call(self, x: Any, alt: Any, training: bool | None = None) -> Any:
        return x if training else alt

    def compute_output_spec(self, x: Any, alt: Any, training: bool | None = None) -> Any:
        return keras.KerasTensor(x.shape, x.dtype)
