"""Variables of a layer that are in no list of weights: ``get_weights()``, ``count_params()`` and files stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class _Visible:
    """What ``Layer.variables`` takes for a seed generator: an object whose ``state`` is a variable."""

    def __init__(self, state: Any) -> None:
        self.state = state


def keep(layer: Any, variables: Iterable[Any]) -> None:
    """Let the compiled loops of jax carry these variables: they keep only what ``non_trainable_variables`` holds."""
    import keras

    if keras.backend.backend() == "jax":
        layer._seed_generators.extend(_Visible(each) for each in variables)
