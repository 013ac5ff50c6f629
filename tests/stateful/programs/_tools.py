"""What the programs share: the registry, data, weights, and how numbers are read from any Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Record = Callable[[str, Any], None]
Program = Callable[[Any, Record], None]
PROGRAMS: dict[str, Program] = {}


def program(function: Program) -> Program:
    """Register a program under its name."""
    assert function.__name__ not in PROGRAMS, function.__name__
    PROGRAMS[function.__name__] = function
    return function


def data(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype("float32")


def fill(layer_or_model: Any, seed: int, scale: float = 0.5) -> None:
    """Give every weight a value drawn from ``RandomState(seed)``, layer by layer, in ``get_weights()`` order."""
    draws = np.random.RandomState(seed)
    for layer in getattr(layer_or_model, "layers", None) or [layer_or_model]:
        if getattr(layer, "layers", None):
            fill(layer, draws.randint(10000), scale)
            continue
        layer.set_weights([draws.uniform(-scale, scale, w.shape).astype("float32") for w in layer.get_weights()])


def initializer(keras: Any, seed: int) -> Any:
    """An initializer for models that have no weights before their first call; the same values for the same shape."""

    class Drawn(keras.initializers.Initializer):
        def __call__(self, shape: Any, dtype: Any = None, **options: Any) -> Any:
            return np.random.RandomState(seed).uniform(-0.5, 0.5, shape).astype("float32")

    return Drawn()


def numbers(keras: Any, value: Any) -> Any:
    """A float64 array of a variable or tensor of any Keras."""
    if isinstance(value, np.ndarray) or np.isscalar(value):
        return np.asarray(value, "float64")
    if hasattr(keras, "ops"):
        return np.asarray(keras.ops.convert_to_numpy(value), "float64")
    return np.asarray(keras.backend.get_value(value), "float64")


def states(keras: Any, layer: Any) -> list[Any]:
    """Every state of a layer as arrays, in the layer's own order; nested states are flattened."""
    found: list[Any] = []

    def walk(value: Any) -> None:
        if isinstance(value, (list, tuple)) or type(value).__name__ in ("ListWrapper", "TrackedList"):
            for item in value:
                walk(item)
        else:
            found.append(numbers(keras, value))

    walk(list(layer.states))
    return found


def lstm(keras: Any, units: int, **options: Any) -> Any:
    options.setdefault("recurrent_activation", "sigmoid")
    options.setdefault("stateful", True)
    return keras.layers.LSTM(units, **options)


def gru(keras: Any, units: int, **options: Any) -> Any:
    options.setdefault("recurrent_activation", "sigmoid")
    options.setdefault("reset_after", False)
    options.setdefault("stateful", True)
    return keras.layers.GRU(units, **options)


def sequential(keras: Any, *layers: Any) -> Any:
    model = keras.models.Sequential()
    for layer in layers:
        model.add(layer)
    return model


def small_lstm(keras: Any, seed: int, rate: float = 0.1, **options: Any) -> tuple[Any, Any]:
    """``(model, lstm)``: a stateful ``LSTM(4)`` for batches (2, 5, 3), ``Dense(1)``, filled and compiled with SGD."""
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3), **options)
    model = sequential(keras, layer, keras.layers.Dense(1))
    fill(model, seed)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(rate))
    return model, layer


def three_predicts(keras: Any, rec: Record, model: Any, layer: Any, shape: tuple[int, ...], seed: int = 1) -> None:
    """Two calls that carry, one after a reset, one call of several batches."""
    n = shape[0]
    a, b = data(seed, *shape), data(seed + 1, *shape)
    rec("first", model.predict(a, batch_size=n, verbose=0))
    rec("states_1", states(keras, layer))
    rec("second", model.predict(b, batch_size=n, verbose=0))
    rec("states_2", states(keras, layer))
    model.reset_states()
    rec("states_reset", states(keras, layer))
    rec("after_reset", model.predict(a, batch_size=n, verbose=0))
    rec("many_batches", model.predict(np.concatenate([a, b, a]), batch_size=n, verbose=0))
    rec("states_3", states(keras, layer))


def train_steps(
    keras: Any,
    rec: Record,
    model: Any,
    watch: list[Any],
    x_shape: tuple[int, ...],
    y_shape: tuple[int, ...],
    steps: int = 5,
    reset_every: int | None = None,
) -> None:
    """The carried state enters the next step's forward pass; gradients stop at the batch's border."""
    losses = []
    for step in range(steps):
        if reset_every and step and step % reset_every == 0:
            model.reset_states()
        losses.append(model.train_on_batch(data(100 + step, *x_shape), data(200 + step, *y_shape)))
        for index, layer in enumerate(watch):
            rec(f"states_{step}_layer_{index}", states(keras, layer))
    rec("losses", losses)
    rec("weights", model.get_weights())
