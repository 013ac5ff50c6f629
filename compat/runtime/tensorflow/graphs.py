"""Models inside ``with graph.as_default():``, as programs of TensorFlow 1 have them: they run beside the graph, eagerly.

Keras 3 neither trains nor predicts there, and variables that are made there belong to the graph and have no value.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from ..widen import wrap

_MODEL = (
    *("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"),
    *("save", "save_weights", "load_weights"),
)
_LAYER = ("get_weights", "set_weights")
_VARIABLE = ("__init__", "assign", "numpy")


def install() -> None:
    """Widen models, layers and variables where TensorFlow is the backend."""
    import keras

    if keras.backend.backend() != "tensorflow":
        return
    for owner, names in ((keras.Model, _MODEL), (keras.Layer, _LAYER), (keras.Variable, _VARIABLE)):
        for name in names:
            wrap(owner, name, _beside_a_graph)


def outside() -> AbstractContextManager[Any]:
    """Where tensors have values, on tensorflow; nothing else where they have."""
    import keras

    if keras.backend.backend() != "tensorflow":
        return nullcontext()
    import tensorflow

    if tensorflow.executing_eagerly() or tensorflow.inside_function():
        return nullcontext()
    mode: AbstractContextManager[Any] = tensorflow.__internal__.eager_context.eager_mode()
    return mode


def _beside_a_graph(native: Callable[..., Any]) -> Callable[..., Any]:
    import tensorflow

    def method(*args: Any, **kwargs: Any) -> Any:
        if tensorflow.executing_eagerly():
            return native(*args, **kwargs)
        with outside():
            return native(*args, **kwargs)

    return method
