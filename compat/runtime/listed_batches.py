"""Batches ``([a, b], [c, d])`` of generators and Sequences, on tensorflow: its data sets take tuples where Keras 2 took lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the two adapters that make a data set of batches."""
    import keras
    from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter
    from keras.src.trainers.data_adapters.py_dataset_adapter import PyDatasetAdapter

    if keras.backend.backend() == "tensorflow":
        wrap(GeneratorDataAdapter, "__init__", _init)
        wrap(PyDatasetAdapter, "_standardize_batch", _standardize)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, generator: Any) -> None:
        native(self, map(_in_tuples, generator))

    return __init__


def _standardize(native: Callable[..., Any]) -> Callable[..., Any]:
    def standardize(self: Any, batch: Any) -> Any:
        return native(self, _in_tuples(batch))

    return standardize


def _in_tuples(batch: Any) -> Any:
    if not isinstance(batch, (list, tuple)):
        return batch
    return type(batch)(_tuple(each) for each in batch)


def _tuple(part: Any) -> Any:
    """A list of arrays in a tuple; a list of numbers is an array."""
    listed = isinstance(part, list) and any(hasattr(each, "shape") or isinstance(each, list) for each in part)
    return tuple(part) if listed else part
