"""Copies of models: from configurations, clones, and files. States are never copied."""

from __future__ import annotations

import os
import tempfile
import warnings
from typing import Any

from ._tools import Record, data, fill, gru, lstm, program, sequential, small_lstm, states


@program
def config_round_trip(keras: Any, rec: Record) -> None:
    """A model rebuilt from its configuration is stateful again, with its own zero state."""
    layer = lstm(keras, 4, batch_input_shape=(2, 5, 3))
    model = sequential(keras, layer)
    fill(model, 46)
    model.predict(data(97, 2, 5, 3), batch_size=2, verbose=0)
    copy = keras.models.Sequential.from_config(model.get_config())
    copy.set_weights(model.get_weights())
    rec("stateful", [float(each.stateful) for each in copy.layers if hasattr(each, "units")])
    rec("first", copy.predict(data(98, 2, 5, 3), batch_size=2, verbose=0))
    rec("second", copy.predict(data(98, 2, 5, 3), batch_size=2, verbose=0))
    rec("original", model.predict(data(98, 2, 5, 3), batch_size=2, verbose=0))


def compare(keras: Any, rec: Record, name: str, model: Any, copy: Any) -> None:
    """The copy has its own states, of the same shape, and trains on."""
    x, y = data(450, 4, 4, 2), data(451, 4, 1)
    rec(f"{name}_predict", copy.predict(x, batch_size=2, verbose=0))
    rec(f"{name}_original", model.predict(x, batch_size=2, verbose=0))
    copy.reset_states()
    rec(f"{name}_losses", copy.fit(x, y, batch_size=2, epochs=2, shuffle=False, verbose=0).history["loss"])
    rec(f"{name}_weights", copy.get_weights())


def trained(keras: Any, seed: int) -> Any:
    first = gru(keras, 3, return_sequences=True, batch_input_shape=(2, 4, 2))
    model = sequential(keras, first, lstm(keras, 3), keras.layers.Dense(1))
    return after_one_step(keras, model, seed)


def after_one_step(keras: Any, model: Any, seed: int) -> Any:
    fill(model, seed)
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    model.train_on_batch(data(452, 2, 4, 2), data(453, 2, 1))
    return model


@program
def cloned_model(keras: Any, rec: Record) -> None:
    model = trained(keras, 90)
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    compare(keras, rec, "clone", model, copy)


@program
def model_from_json(keras: Any, rec: Record) -> None:
    model = trained(keras, 91)
    copy = keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    copy.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    compare(keras, rec, "json", model, copy)


@program
def copies_of_bidirectional(keras: Any, rec: Record) -> None:
    """A clone, a configuration and a file of a model with two directions."""
    both = keras.layers.Bidirectional(gru(keras, 3, return_sequences=True), batch_input_shape=(2, 4, 2))
    model = after_one_step(keras, sequential(keras, both, lstm(keras, 3), keras.layers.Dense(1)), 95)
    copies = {
        "clone": keras.models.clone_model(model),
        "config": keras.models.Sequential.from_config(model.get_config()),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        model.save(path)
        copies["file"] = keras.models.load_model(path)
    for name, copy in copies.items():
        copy.set_weights(model.get_weights())
        copy.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
        compare(keras, rec, name, model, copy)


@program
def saved_and_loaded(keras: Any, rec: Record) -> None:
    """Whole models in both formats; the states start from zero."""
    model = trained(keras, 92)
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("h5", "keras"):
            path = os.path.join(folder, f"model.{suffix}")
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "You are saving your model as an HDF5 file")
                model.save(path)
            compare(keras, rec, suffix, model, keras.models.load_model(path))


@program
def saved_weights(keras: Any, rec: Record) -> None:
    """Weights go to a file and into a model of another batch size; states do not."""
    model = trained(keras, 93)
    first = gru(keras, 3, return_sequences=True, batch_input_shape=(1, 4, 2))
    one = sequential(keras, first, lstm(keras, 3), keras.layers.Dense(1))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.weights.h5")
        model.save_weights(path)
        one.load_weights(path)
        model.load_weights(path)
    rec("one", one.predict(data(454, 3, 4, 2), batch_size=1, verbose=0))
    rec("carried", model.predict(data(454, 2, 4, 2), batch_size=2, verbose=0))
    rec("count", [float(model.count_params()), float(len(model.get_weights()))])


@program
def hard_sigmoid_saved(keras: Any, rec: Record) -> None:
    """A Keras 2 meaning survives configuration, clone and files."""
    model, layer = small_lstm(keras, 94, recurrent_activation="hard_sigmoid")
    x = data(455, 2, 5, 3)
    rec("original", model.predict(x, batch_size=2, verbose=0))
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    rec("clone", clone.predict(x, batch_size=2, verbose=0))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        model.save(path)
        rec("loaded", keras.models.load_model(path).predict(x, batch_size=2, verbose=0))
    rec("states", states(keras, layer))
