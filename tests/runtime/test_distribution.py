"""Several devices: jax splits the batch and keeps the numbers; a strategy of TensorFlow takes no stateful layer."""

from __future__ import annotations

import json

import pytest
from processes import Process

STATEFUL = """
import json, sys
import compat; compat.install()
import numpy as np
import keras
from keras.layers import LSTM, Bidirectional, Dense
from keras.models import Sequential

if sys.argv[1] == "distributed":
    keras.distribution.set_distribution(keras.distribution.DataParallel())
random = np.random.RandomState(0)
x, y = random.rand(16, 5, 3), random.rand(16, 1)
model = Sequential()
model.add(Bidirectional(LSTM(4, return_sequences=True, stateful=True), batch_input_shape=(4, 5, 3)))
model.add(LSTM(4, stateful=True))
model.add(Dense(1))
model.compile(loss="mse", optimizer="adam")
model.set_weights([random.uniform(-0.3, 0.3, weight.shape) for weight in model.get_weights()])
found = model.fit(x, y, batch_size=4, epochs=2, shuffle=False, verbose=0).history["loss"]
found.append(model.train_on_batch(x[:4], y[:4]))
model.reset_states()
found.append(model.evaluate(x, y, batch_size=4, verbose=0))
found += model.predict(x, batch_size=4, verbose=0).ravel().tolist()
found += [float(np.abs(np.asarray(state)).sum()) for state in model.layers[1].states]
devices = len(model.layers[0].weights[0].value.sharding.device_set)
print(json.dumps({"devices": devices, "found": np.asarray(found, float).tolist()}))
"""


@pytest.mark.only(keras=3, backend="jax")
def test_stateful_layers_keep_their_numbers_on_four_devices(process: Process) -> None:
    told = {}
    for way in ("alone", "distributed"):
        done = process(STATEFUL, way, XLA_FLAGS="--xla_force_host_platform_device_count=4")
        told[way] = json.loads(done.stdout.splitlines()[-1])
    assert (told["alone"]["devices"], told["distributed"]["devices"]) == (1, 4)
    assert told["distributed"]["found"] == pytest.approx(told["alone"]["found"], abs=1e-6)


MIRRORED = """
import json, sys
import compat; compat.install()
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models, optimizers

tf.config.set_logical_device_configuration(tf.config.list_physical_devices("CPU")[0], [tf.config.LogicalDeviceConfiguration()] * 2)
random = np.random.RandomState(0)
x, y = random.rand(16, 5, 3).astype("float32"), random.rand(16, 1).astype("float32")

def trained():
    model = models.Sequential([layers.LSTM(4, input_shape=(5, 3)), layers.Dense(1)])
    model.compile(loss="mse", optimizer=optimizers.SGD(0.1))
    model.set_weights([np.random.RandomState(1).uniform(-0.3, 0.3, weight.shape) for weight in model.get_weights()])
    history = model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
    return history.history["loss"] + model.predict(x, batch_size=8, verbose=0).ravel().tolist()

alone = trained()
with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
    mirrored = trained()
    try:
        layers.RNN(layers.LSTMCell(4), stateful=True)
    except ValueError as error:
        said = str(error)
print(json.dumps([np.asarray(alone, float).tolist(), np.asarray(mirrored, float).tolist(), said]))
"""


@pytest.mark.only(keras=3, backend="tensorflow")
def test_a_mirrored_strategy_keeps_the_numbers_and_takes_no_stateful_layer(process: Process) -> None:
    alone, mirrored, said = json.loads(process(MIRRORED).stdout.splitlines()[-1])
    assert mirrored == pytest.approx(alone, abs=1e-6)
    assert said.startswith("Stateful RNNs (created with `stateful=True`) are not supported with tf.distribute.Strategy")
    assert said.endswith("See K2C118 distributed_stateful in the migration guide.")
