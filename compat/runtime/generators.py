"""Generators as Keras 2 took them: of lists and of single arrays, with class weights, and any object that has a next batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import GeneratorType
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the one place that takes a generator, and what finds out that it is one."""
    from keras.src.trainers import data_adapters
    from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter

    wrap(GeneratorDataAdapter, "__init__", _init)
    wrap(data_adapters, "get_data_adapter", _get_data_adapter)


def _init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, generator: Any) -> None:
        native(self, map(_as_tuple, generator))

    return __init__


def _as_tuple(batch: Any) -> tuple[Any, ...]:
    if isinstance(batch, (list, tuple)):
        return tuple(batch)
    return (batch,)


def _get_data_adapter(native: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def get_data_adapter(x: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(x, GeneratorType):
            # Arrays, data sets and loaders have no next batch; a PyDataset may, and is asked by index.
            if isinstance(x, keras.utils.PyDataset) or not (hasattr(x, "__next__") or hasattr(x, "next")):
                return native(x, *args, **kwargs)
            x = _batches(x)
        weights = kwargs.get("class_weight")
        if weights is not None:
            kwargs["class_weight"] = None
            x = (_weighted(_as_tuple(batch), weights) for batch in x)
        return native(x, *args, **kwargs)

    return get_data_adapter


def _batches(source: Any) -> Iterator[Any]:
    following = source.__next__ if hasattr(source, "__next__") else source.next
    while True:
        try:
            batch = following()
        except StopIteration:
            return
        yield batch


def _weighted(batch: tuple[Any, ...], weights: dict[int, float]) -> tuple[Any, ...]:
    from keras.src.trainers.data_adapters.data_adapter_utils import class_weight_to_sample_weights

    if len(batch) < 2 or isinstance(batch[1], (list, tuple, dict)):
        raise ValueError(
            "class_weight needs batches (inputs, targets) of a model with one output.\n"
            "Hint: yield (inputs, targets, sample weights) instead."
        )
    found = class_weight_to_sample_weights(batch[1], weights)
    return (*batch[:2], found * batch[2] if len(batch) > 2 else found)
