"""One workload in this process, timed: ``python work.py MODE WORKLOAD`` prints seconds.

Modes: ``compat`` (Keras 2's spelling through the library), ``native`` (the same model hand-written for Keras 3) and
``keras2`` (tf_keras). Programs that differ by spelling only build the same layers with the same sizes.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import numpy as np


def keras_of(mode: str) -> Any:
    """The Keras module that a program of this mode imports."""
    if mode == "keras2":
        import tf_keras

        return tf_keras
    if mode == "compat":
        import compat

        compat.install()
    import keras

    return keras


def stateful(keras: Any, mode: str, units: int, batch: int, steps: int, features: int) -> Any:
    """A stateful LSTM and a Dense, compiled.

    Plain Keras 3 on torch cannot train a stateful layer (it raises at the second batch): there, by hand, it is stateless.
    """
    layers = keras.layers
    if mode == "native":
        carries = keras.backend.backend() != "torch"
        model = keras.Sequential(
            [keras.Input(batch_shape=(batch, steps, features)), layers.LSTM(units, stateful=carries), layers.Dense(1)]
        )
    else:
        model = keras.models.Sequential()
        model.add(layers.LSTM(units, stateful=True, batch_input_shape=(batch, steps, features)))
        model.add(layers.Dense(1))
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    return model


def reset(model: Any, mode: str) -> None:
    """Start from zero again, as a program of this mode does."""
    if mode == "native":
        for layer in model.layers:
            if getattr(layer, "stateful", False):
                layer.reset_state()
    else:
        model.reset_states()


def _data(samples: int, steps: int, features: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.RandomState(0)
    return random.rand(samples, steps, features).astype("float32"), random.rand(samples, 1).astype("float32")


def epoch(keras: Any, mode: str) -> float:
    """One epoch of LSTM(128), batches of 32, 64 steps of 16 features, 50 batches; the best of three after a warm-up."""
    model, (x, y) = stateful(keras, mode, 128, 32, 64, 16), _data(1600, 64, 16)
    options = {"batch_size": 32, "epochs": 1, "shuffle": False, "verbose": 0}
    model.fit(x, y, **options)
    return min(_timed(lambda: model.fit(x, y, **options)) for _ in range(3))


def short_fits(keras: Any, mode: str) -> float:
    """200 times fit(epochs=1) of 4 batches and a reset."""
    model, (x, y) = stateful(keras, mode, 16, 4, 8, 4), _data(16, 8, 4)

    def once() -> None:
        model.fit(x, y, batch_size=4, epochs=1, shuffle=False, verbose=0)
        reset(model, mode)

    return _repeated(once, 200)


def one_step_predicts(keras: Any, mode: str) -> float:
    """500 times predict() of one step of one sample."""
    model, (x, _) = stateful(keras, mode, 128, 1, 1, 16), _data(1, 1, 16)
    return _repeated(lambda: model.predict(x, batch_size=1, verbose=0), 500)


def train_on_batches(keras: Any, mode: str) -> float:
    """500 times train_on_batch()."""
    model, (x, y) = stateful(keras, mode, 16, 4, 8, 4), _data(4, 8, 4)
    return _repeated(lambda: model.train_on_batch(x, y), 500)


def hundred_layers(keras: Any, mode: str) -> float:
    """Seconds for 100 layers (Dense, LSTM, Dropout and Conv2D in turn), the best of 20 rounds."""
    layers = keras.layers

    def build() -> None:
        for _ in range(25):
            layers.Dense(3)
            layers.LSTM(3)
            layers.Dropout(0.5)
            layers.Conv2D(3, 3)

    build()
    return min(_timed(build) for _ in range(20))


def _timed(function: Any) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def _repeated(function: Any, times: int) -> float:
    for _ in range(3):
        function()
    return _timed(lambda: [function() for _ in range(times)])


WORKLOADS = {each.__name__: each for each in (epoch, short_fits, one_step_predicts, train_on_batches, hundred_layers)}


def main(mode: str, workload: str) -> None:
    """Run one workload and print its seconds on the last line."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    print(repr(WORKLOADS[workload](keras_of(mode), mode)))


if __name__ == "__main__":
    main(*sys.argv[1:])
