"""Generators of lists and of single arrays, which Keras 2 took; Keras 3 refuses all but tuples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the one place that takes a generator."""
    from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter

    wrap(GeneratorDataAdapter, "__init__", _init)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, generator: Any) -> None:
        native(self, map(_as_tuple, generator))

    return __init__


def _as_tuple(batch: Any) -> tuple[Any, ...]:
    if isinstance(batch, (list, tuple)):
        return tuple(batch)
    return (batch,)
