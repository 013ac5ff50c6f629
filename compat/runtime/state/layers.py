"""Stateful layers of Keras 2 code: which they are, and what their states look like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...changes.stateful import partial_batch
from .. import dialects

PAGE_OF_A_PARTIAL_BATCH = f"{partial_batch.CHANGE.code} {partial_batch.CHANGE.name}"

#: Grows whenever a recurrent layer is made or built or a Sequential changes: what was learned about models is out of date.
_generation = 0


def changed() -> None:
    """What models hold may have changed."""
    global _generation
    _generation += 1


def generation() -> int:
    return _generation


def flat(states: Any) -> list[Any]:
    """States in the layer's own order; ``RNN`` of stacked cells nests them per cell."""
    if isinstance(states, (list, tuple)):
        return [each for state in states for each in flat(state)]
    return [states]


def inside(model: Any) -> Iterator[Any]:
    """Every layer anywhere in a model of either Keras."""
    walk = getattr(model, "_flatten_layers", None)
    return iter(walk(recursive=True, include_self=True) if walk is not None else _walk(model))


def _walk(model: Any) -> Iterator[Any]:
    yield model
    for layer in getattr(model, "layers", ()):
        yield from _walk(layer)


def stateful(model: Any) -> list[Any]:
    """Every stateful recurrent layer of Keras 2 code anywhere in a model."""
    return [layer for layer in inside(model) if dialects.of(layer) and getattr(layer, "stateful", False)]
