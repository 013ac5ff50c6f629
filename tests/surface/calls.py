"""Calls of functions and methods that take an argument of Keras 2 without naming it in their signature."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import Any


def _model() -> Any:
    import keras

    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])


def _layer() -> Any:
    import keras

    layer = keras.layers.Dense(1)
    layer.build((None, 3))
    return layer


def _plain() -> Any:
    import keras

    return keras.layers.Layer()


def _in_a_folder(save: Callable[[str], Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save(f"{folder}/saved.h5")


def _tensors() -> Any:
    import keras

    return [keras.Input((3,)), keras.Input((3,))]


def _array(*shape: int) -> Any:
    import numpy as np

    return np.zeros(shape, "float32")


def _cell(name: str) -> Any:
    import keras

    if name == "StackedRNNCells":
        return keras.layers.StackedRNNCells([keras.layers.LSTMCell(4)])
    return getattr(keras.layers, name)(4)


def _rnn(name: str) -> Any:
    import keras

    return keras.layers.Bidirectional(keras.layers.LSTM(4)) if name == "Bidirectional" else keras.layers.LSTM(4)


#: ``function(argument)`` -> a call of the function with it.
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "keras.layers.dot(normalize)": lambda dot: dot(_tensors(), 1, normalize=True),
    "keras.models.save_model(include_optimizer)": lambda save: _in_a_folder(
        lambda path: save(_model(), path, include_optimizer=False)
    ),
    "keras.models.save_model(save_format)": lambda save: _in_a_folder(
        lambda path: save(_model(), path, save_format="h5")
    ),
    "keras.regularizers.l1(l)": lambda l1: l1(l=0.5),
    "keras.regularizers.l2(l)": lambda l2: l2(l=0.5),
    "keras.utils.to_categorical(y)": lambda to_categorical: to_categorical(y=[0, 1]),
    "keras.utils.to_categorical(dtype)": lambda to_categorical: to_categorical([0, 1], dtype="int32"),
}

#: ``method(argument)`` -> a call of it on an object of the class of that name.
METHODS: dict[str, Callable[[str], Any]] = {
    "save_weights(save_format)": lambda name: _in_a_folder(lambda path: _model().save_weights(path, save_format="h5")),
    "save_weights(options)": lambda name: _in_a_folder(lambda path: _model().save_weights(path, options=None)),
    "get_initial_state(inputs)": lambda name: (
        _rnn(name).get_initial_state(inputs=_array(2, 5, 3))
        if name == "RNN"
        else _cell(name).get_initial_state(inputs=_array(2, 3))
    ),
    "get_initial_state(dtype)": lambda name: _cell(name).get_initial_state(batch_size=2, dtype="float32"),
    "compute_mask(inputs)": lambda name: _rnn(name).compute_mask(inputs=_array(2, 5, 3), mask=None),
    "compute_mask(mask)": lambda name: (_model() if name == "Sequential" else _layer()).compute_mask(
        _array(2, 3), mask=None
    ),
    "add_loss(losses)": lambda name: _layer().add_loss(losses=_array()),
    "add_loss(inputs)": lambda name: _layer().add_loss(_array(), inputs=None),
    "add_weight(use_resource)": lambda name: _plain().add_weight(name="w", shape=(2,), use_resource=None),
    "add_weight(synchronization)": lambda name: _plain().add_weight(name="w", shape=(2,), synchronization="auto"),
}
