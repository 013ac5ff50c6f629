"""Record model files and the numbers that the Keras 2 which wrote them computes.

    python record_files.py k215 [CASE ...]        under Keras 2.15
    python record_files.py tfk221 [CASE ...]      under tf_keras 2.21
    python record_files.py k224 [CASE ...]        under Keras 2.2.4: files and predictions, and a file in the layout of Keras 1
    python record_files.py k224-steps [CASE ...]  under Keras 2.15: training steps for the files of Keras 2.2.4

``files/<writer>/<case>.h5`` and ``.keras`` are whole models, ``<case>.npz`` holds x0, y0, ... (inputs, targets), first0, ...
(predictions), second0, ... (a second call of a stateful model, without a reset), loss1, step1_0, ... and loss2, step2_0, ...
(loss of and weights after one and two steps, with the state carried from the first into the second).

Keras 2.2.4 on TensorFlow 1 updates the weights of a layer before the gradients of the layers below it have read them, so that
its steps repeat nowhere; Keras 2.15 takes the same steps from the same files as they are meant.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np

FILES = Path(__file__).parent / "files"
CASES: dict[str, tuple[Callable[[Kit], dict[str, Any]], tuple[str, ...]]] = {}


def case(*writers: str) -> Callable[[Callable[[Kit], dict[str, Any]]], Callable[[Kit], dict[str, Any]]]:
    """A case and the writers that record it; without any, those two whose files differ most."""

    def add(build: Callable[[Kit], dict[str, Any]]) -> Callable[[Kit], dict[str, Any]]:
        CASES[build.__name__] = (build, writers or ("k224", "k215"))
        return build

    return add


class Kit:
    """One Keras 2, with numbers that are the same under each."""

    def __init__(self, writer: str, seed: int) -> None:
        if writer == "tfk221":
            import tf_keras as keras
        else:
            import keras
        self.keras, self.layers, self.old = keras, keras.layers, writer == "k224"
        self.random = np.random.RandomState(seed)

    def floats(self, *shape: int) -> np.ndarray:
        return self.random.uniform(-1, 1, shape).astype("float32")

    def one_hot(self, count: int, *shape: int) -> np.ndarray:
        return np.eye(count, dtype="float32")[self.random.randint(0, count, shape)]

    def optimizer(self, name: str, rate: float, legacy: bool = False, **options: Any) -> Any:
        module = self.keras.optimizers
        if legacy and not self.old:
            module = module.legacy
        return getattr(module, name)(**{"lr" if self.old else "learning_rate": rate, **options})

    def model(self, layers: list[Any], x: Any, y: Any, **options: Any) -> dict[str, Any]:
        """A Sequential that learns ``y`` from ``x``."""
        return self.trained(self.keras.Sequential(layers), x, y, **options)

    def trained(self, model: Any, x: Any, y: Any, stateful: bool = False, **options: Any) -> dict[str, Any]:
        """A model with what it is to learn; plain SGD and the squared error are the defaults."""
        arguments = {"optimizer": self.optimizer("SGD", 0.1), "loss": "mse", **options.pop("compile", {})}
        return {"model": model, "x": x, "y": y, "stateful": stateful, "compile": arguments, **options}


def recurrent(kit: Kit, name: str, **options: Any) -> dict[str, Any]:
    layer = getattr(kit.layers, name)(3, batch_input_shape=(2, 5, 3), **options)
    stateful = bool(options.get("stateful"))
    return kit.model([layer, kit.layers.Dense(1)], kit.floats(2, 5, 3), kit.floats(2, 1), stateful=stateful)


@case("k224", "k215", "tfk221")
def lstm_stateful(kit: Kit) -> dict[str, Any]:
    return recurrent(kit, "LSTM", stateful=True)


@case()
def lstm_hard_sigmoid(kit: Kit) -> dict[str, Any]:
    return recurrent(kit, "LSTM", stateful=True, recurrent_activation="hard_sigmoid")


@case("k215", "tfk221")
def lstm_time_major(kit: Kit) -> dict[str, Any]:
    layer = kit.layers.LSTM(3, time_major=True, return_sequences=True, batch_input_shape=(5, 2, 3))
    return kit.model([layer], kit.floats(5, 2, 3), kit.floats(5, 2, 3))


@case("k215")
def bidirectional_time_major(kit: Kit) -> dict[str, Any]:
    inner = kit.layers.GRU(3, time_major=True, return_sequences=True)
    x = kit.keras.Input(batch_shape=(5, 2, 3))
    forward, backward = kit.layers.Bidirectional(inner, merge_mode=None)(x)
    model = kit.keras.Model(x, kit.layers.Dense(1)(kit.layers.subtract([forward, backward])))
    return kit.trained(model, kit.floats(5, 2, 3), kit.floats(5, 2, 1))


@case("k215")
def lstm_unrolled_backwards(kit: Kit) -> dict[str, Any]:
    return recurrent(kit, "LSTM", implementation=1, unroll=True, go_backwards=True, unit_forget_bias=False)


@case("k224", "k215", "tfk221")
def gru_reset_after(kit: Kit) -> dict[str, Any]:
    return recurrent(kit, "GRU", stateful=True, reset_after=True, recurrent_activation="sigmoid")


@case()
def gru_reset_before(kit: Kit) -> dict[str, Any]:
    return recurrent(kit, "GRU", stateful=True, reset_after=False)


@case()
def simple_rnn_stacked(kit: Kit) -> dict[str, Any]:
    first = kit.layers.SimpleRNN(3, stateful=True, return_sequences=True, batch_input_shape=(2, 4, 3))
    second = kit.layers.SimpleRNN(2, stateful=True, activation="relu")
    return kit.model([first, second], kit.floats(2, 4, 3), kit.floats(2, 2), stateful=True)


@case()
def bidirectional_lstm(kit: Kit) -> dict[str, Any]:
    inner = kit.layers.LSTM(3, return_sequences=True, recurrent_activation="sigmoid")
    layers = [
        kit.layers.Bidirectional(inner, input_shape=(5, 3)),
        kit.layers.TimeDistributed(kit.layers.Dense(2)),
    ]
    return kit.model(layers, kit.floats(2, 5, 3), kit.floats(2, 5, 2))


@case("k215")
def bidirectional_gru_stateful(kit: Kit) -> dict[str, Any]:
    inner = kit.layers.GRU(3, stateful=True)
    layers = [kit.layers.Bidirectional(inner, merge_mode="sum", batch_input_shape=(2, 5, 3)), kit.layers.Dense(1)]
    return kit.model(layers, kit.floats(2, 5, 3), kit.floats(2, 1), stateful=True)


@case("k224", "k215", "tfk221")
def conv_lstm_stateful(kit: Kit) -> dict[str, Any]:
    layer = kit.layers.ConvLSTM2D(2, 3, padding="same", stateful=True, batch_input_shape=(2, 3, 5, 5, 1))
    layers = [layer, kit.layers.Flatten(), kit.layers.Dense(1)]
    return kit.model(layers, kit.floats(2, 3, 5, 5, 1), kit.floats(2, 1), stateful=True)


@case()
def stacked_cells(kit: Kit) -> dict[str, Any]:
    cells = [kit.layers.LSTMCell(units, recurrent_activation="sigmoid") for units in (3, 2)]
    layers = [kit.layers.RNN(cells, input_shape=(4, 3)), kit.layers.Dense(1)]
    return kit.model(layers, kit.floats(2, 4, 3), kit.floats(2, 1))


@case()
def embedding_mask_stateful(kit: Kit) -> dict[str, Any]:
    layers = [
        kit.layers.Embedding(10, 4, mask_zero=True, batch_input_shape=(2, 5)),
        kit.layers.LSTM(3, stateful=True, recurrent_activation="sigmoid"),
        kit.layers.Dense(2, activation="softmax"),
    ]
    x, y = np.array([[1, 2, 3, 0, 0], [4, 5, 6, 7, 0]], "int32"), np.array([[0], [1]], "int32")
    options = {"loss": "sparse_categorical_crossentropy", "metrics": ["acc"]}
    return kit.model(layers, x, y, stateful=True, compile=options)


@case()
def embedding_input_length(kit: Kit) -> dict[str, Any]:
    layers = [kit.layers.Embedding(8, 3, input_length=4), kit.layers.Flatten(), kit.layers.Dense(1)]
    return kit.model(layers, kit.random.randint(0, 8, (3, 4)).astype("int32"), kit.floats(3, 1))


@case("k215", "tfk221")
def nested_stateful(kit: Kit) -> dict[str, Any]:
    inside = kit.keras.Input(batch_shape=(2, 4, 3))
    inner = kit.keras.Model(inside, kit.layers.LSTM(3, stateful=True)(inside), name="inner")
    outside = kit.keras.Input(batch_shape=(2, 4, 3))
    model = kit.keras.Model(outside, kit.layers.Dense(1)(inner(outside)))
    return kit.trained(model, kit.floats(2, 4, 3), kit.floats(2, 1), stateful=True)


@case("k224", "k215", "tfk221")
def encoder_decoder(kit: Kit) -> dict[str, Any]:
    source, target = kit.keras.Input(shape=(4, 3), name="source"), kit.keras.Input(shape=(3, 2), name="target")
    gates = {"recurrent_activation": "sigmoid"}
    _, hidden, cell = kit.layers.LSTM(3, return_state=True, name="encoder", **gates)(source)
    decoded = kit.layers.LSTM(3, return_sequences=True, name="decoder", **gates)(target, initial_state=[hidden, cell])
    output = kit.layers.TimeDistributed(kit.layers.Dense(2, activation="softmax"))(decoded)
    model = kit.keras.Model([source, target], output)
    x, y = [kit.floats(2, 4, 3), kit.floats(2, 3, 2)], kit.one_hot(2, 2, 3)
    return kit.trained(model, x, y, compile={"loss": "categorical_crossentropy"})


@case()
def masking_time_distributed(kit: Kit) -> dict[str, Any]:
    inner = kit.keras.Sequential([kit.layers.Dense(4, activation="tanh", input_shape=(3,)), kit.layers.Dense(2)])
    layers = [
        kit.layers.TimeDistributed(inner, input_shape=(4, 3)),
        kit.layers.Masking(mask_value=9.0),
        kit.layers.GRU(2, reset_after=False, recurrent_activation="sigmoid"),
    ]
    return kit.model(layers, kit.floats(2, 4, 3), kit.floats(2, 2))


@case()
def nested_shared(kit: Kit) -> dict[str, Any]:
    inside = kit.keras.Input(shape=(6,))
    hidden = kit.layers.Dense(4, activation="tanh")(inside)
    base = kit.keras.Model(inside, kit.layers.Dense(3, activation="relu")(hidden), name="base")
    left, right = kit.keras.Input(shape=(6,)), kit.keras.Input(shape=(6,))
    both = kit.layers.multiply([base(left), base(right)])
    model = kit.keras.Model([left, right], kit.layers.Dense(1, activation="sigmoid")(both))
    x = [kit.floats(5, 6), kit.floats(5, 6)]
    return kit.trained(model, x, kit.random.randint(0, 2, (5, 1)), compile={"loss": "binary_crossentropy"})


@case()
def nested_frozen(kit: Kit) -> dict[str, Any]:
    inside = kit.keras.Input(shape=(4,))
    first, second = kit.layers.Dense(4, name="first"), kit.layers.Dense(4, name="second")
    inner = kit.keras.Model(inside, second(kit.layers.BatchNormalization(name="norm")(first(inside))), name="inner")
    first.trainable = False
    outside = kit.keras.Input(shape=(4,))
    model = kit.keras.Model(outside, kit.layers.Dense(2, name="out")(inner(outside)))
    options = {"optimizer": kit.optimizer("SGD", 0.1, momentum=0.9)}
    return kit.trained(model, kit.floats(8, 4), kit.floats(8, 2), compile=options, warm=1)


@case()
def sequential_in_sequential(kit: Kit) -> dict[str, Any]:
    dense = kit.layers.Dense
    first = kit.keras.Sequential([dense(4, activation="relu", input_shape=(5,)), dense(3)], name="first")
    second = kit.keras.Sequential([dense(4, activation="relu", input_shape=(3,)), dense(5)], name="second")
    return kit.trained(kit.keras.Sequential([first, second]), kit.floats(6, 5), kit.floats(6, 5))


@case("k224", "k215", "tfk221")
def two_outputs(kit: Kit) -> dict[str, Any]:
    a, b = kit.keras.Input(shape=(4,), name="a"), kit.keras.Input(shape=(3,), name="b")
    hidden = kit.layers.concatenate([kit.layers.Dense(4, activation="tanh", name="deep")(a), b])
    outputs = [kit.layers.Dense(2, name="one")(hidden), kit.layers.Dense(1, activation="sigmoid", name="two")(hidden)]
    options = {
        "loss": {"one": "mse", "two": "binary_crossentropy"},
        "loss_weights": {"one": 0.5, "two": 2.0},
        "metrics": {"one": ["mae"], "two": "accuracy"},
        "optimizer": kit.optimizer("Adam", 0.01),
    }
    x, y = [kit.floats(6, 4), kit.floats(6, 3)], [kit.floats(6, 2), kit.random.randint(0, 2, (6, 1))]
    return kit.trained(kit.keras.Model([a, b], outputs), x, y, compile=options, warm=2)


def dense(kit: Kit, **options: Any) -> dict[str, Any]:
    layers = [kit.layers.Dense(4, activation="tanh", input_shape=(3,)), kit.layers.Dense(1)]
    return kit.model(layers, kit.floats(6, 3), kit.floats(6, 1), warm=2, compile=options)


@case("k224", "k215", "tfk221")
def adam(kit: Kit) -> dict[str, Any]:
    return dense(kit, optimizer=kit.optimizer("Adam", 0.05), metrics=["mae"])


@case()
def adam_amsgrad(kit: Kit) -> dict[str, Any]:
    return dense(kit, optimizer=kit.optimizer("Adam", 0.05, amsgrad=True))


@case()
def adamax(kit: Kit) -> dict[str, Any]:
    return dense(kit, optimizer=kit.optimizer("Adamax", 0.05))


@case("k215", "tfk221")
def rmsprop_by_name(kit: Kit) -> dict[str, Any]:
    return dense(kit, optimizer="rmsprop")


@case("k215")
def adam_on_a_schedule(kit: Kit) -> dict[str, Any]:
    schedule = kit.keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)
    return dense(kit, optimizer=kit.optimizer("Adam", schedule))


@case("k215")
def sgd_with_averages(kit: Kit) -> dict[str, Any]:
    return dense(kit, optimizer=kit.optimizer("SGD", 0.1, clipnorm=0.5, weight_decay=0.01, use_ema=True))


@case("k224", "k215")
def sgd_decay(kit: Kit) -> dict[str, Any]:
    rate = {"momentum": 0.9, "nesterov": True, "decay": 0.05}
    return {**dense(kit, optimizer=kit.optimizer("SGD", 0.1, legacy=True, **rate)), "formats": ("h5",)}


@case("k215")
def loss_objects(kit: Kit) -> dict[str, Any]:
    losses, metrics = kit.keras.losses, kit.keras.metrics
    options = {
        "loss": losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1, reduction="auto"),
        "metrics": [metrics.CategoricalAccuracy(name="hits"), metrics.AUC(num_thresholds=10)],
        "weighted_metrics": ["mse"],
    }
    return kit.model([kit.layers.Dense(3, input_shape=(4,))], kit.floats(6, 4), kit.one_hot(3, 6), compile=options)


@case("k215", "tfk221")
def attention(kit: Kit) -> dict[str, Any]:
    a, b = kit.keras.Input(shape=(4, 6)), kit.keras.Input(shape=(3, 6))
    heads = kit.layers.MultiHeadAttention(2, 3)(a, a)
    heads = kit.layers.MultiHeadAttention(2, 2, output_shape=5, use_bias=False)(heads, value=b)
    scores = kit.layers.Attention(use_scale=True)([a, b])
    both = kit.layers.concatenate([kit.layers.GlobalAveragePooling1D()(each) for each in (heads, scores)])
    model = kit.keras.Model([a, b], kit.layers.Dense(1)(both))
    return kit.trained(model, [kit.floats(2, 4, 6), kit.floats(2, 3, 6)], kit.floats(2, 1))


@case()
def activations(kit: Kit) -> dict[str, Any]:
    layers = [
        kit.layers.Dense(4, activation="hard_sigmoid", input_shape=(3,)),
        kit.layers.LeakyReLU(alpha=0.2),
        kit.layers.Dense(4),
        kit.layers.ThresholdedReLU(theta=0.1),
        kit.layers.PReLU(),
        kit.layers.Dense(1),
    ]
    return kit.model(layers, kit.floats(4, 3), kit.floats(4, 1))


@case()
def convolutions(kit: Kit) -> dict[str, Any]:
    layers = [
        kit.layers.DepthwiseConv2D(3, padding="same", input_shape=(6, 6, 2)),
        kit.layers.SeparableConv2D(3, 3, padding="same", activation="relu"),
        kit.layers.Conv2DTranspose(2, 3, strides=2, padding="same"),
        kit.layers.SpatialDropout2D(0.0),
        kit.layers.GlobalMaxPooling2D(),
        kit.layers.Dense(1),
    ]
    return kit.model(layers, kit.floats(2, 6, 6, 2), kit.floats(2, 1))


@case()
def names_with_slashes(kit: Kit) -> dict[str, Any]:
    x = kit.keras.Input(shape=(4,), name="in/put")
    hidden = kit.layers.Dense(3, activation="tanh", name="block1/dense/a")(x)
    hidden = kit.layers.Dense(3, activation="tanh", name="block1/dense")(hidden)
    model = kit.keras.Model(x, kit.layers.Dense(2, name="out")(hidden))
    return {**kit.trained(model, kit.floats(5, 4), kit.floats(5, 2)), "formats": ("h5",)}


@case("k215", "tfk221")
def program_objects(kit: Kit) -> dict[str, Any]:
    objects = program(kit.keras)
    scale = objects["Scale"]
    layers = [kit.layers.Dense(3, input_shape=(4,)), scale(2.0, name="scale"), kit.layers.Dense(1)]
    options = {"loss": objects["half_square"], "metrics": [objects["worst"]]}
    return kit.model(layers, kit.floats(5, 4), kit.floats(5, 1), compile=options)


@case("k215")
def subclassed(kit: Kit) -> dict[str, Any]:
    model = program(kit.keras)["Net"](3)
    x = kit.floats(4, 3)
    model(x)
    return {**kit.trained(model, x, kit.floats(4, 1)), "formats": ("keras",)}


@case("k215")
def tensorflow_functions(kit: Kit) -> dict[str, Any]:
    import tensorflow as tf

    x = kit.keras.Input(shape=(4, 3))
    hidden = tf.nn.relu(x) * 2.0 + 1.0
    hidden = kit.layers.Dense(4)(tf.reshape(hidden, (tf.shape(x)[0], 12)))
    hidden = tf.concat([hidden, tf.math.tanh(hidden), x[:, -1], x[:, ::2, 1]], axis=-1) / 3.0
    hidden = tf.where(hidden > 0.1, hidden, tf.zeros_like(hidden) - 0.5)
    hidden = 1.0 - tf.clip_by_value(tf.reduce_mean(hidden[:, None], axis=1), -0.4, 0.4)
    return kit.trained(kit.keras.Model(x, kit.layers.Dense(1)(hidden)), kit.floats(3, 4, 3), kit.floats(3, 1))


@case("k215")
def locally_connected(kit: Kit) -> dict[str, Any]:
    layers = [
        kit.layers.LocallyConnected2D(2, 2, activation="tanh", input_shape=(5, 5, 2)),
        kit.layers.Flatten(),
        kit.layers.Dense(1),
    ]
    return kit.model(layers, kit.floats(2, 5, 5, 2), kit.floats(2, 1))


@case()
def lambda_layer(kit: Kit) -> dict[str, Any]:
    layers = [kit.layers.Dense(4, input_shape=(3,)), kit.layers.Lambda(lambda t: t * 2.0 + 1.0, name="twice")]
    return kit.model(layers, kit.floats(4, 3), kit.floats(4, 4))


def program(keras: Any) -> dict[str, Any]:
    """What a program defines for itself, for Keras 2 and Keras 3 alike: plain operators and methods of Layer."""

    class Scale(keras.layers.Layer):
        def __init__(self, factor: float = 1.0, **options: Any) -> None:
            super().__init__(**options)
            self.factor = factor

        def build(self, input_shape: Any) -> None:
            shape = (int(input_shape[-1]),)
            self.scale = self.add_weight(name="scale", shape=shape, initializer="ones", trainable=True)

        def call(self, x: Any) -> Any:
            return x * self.scale * self.factor

        def compute_output_shape(self, shape: Any) -> Any:
            return shape

        def get_config(self) -> dict[str, Any]:
            return {**super().get_config(), "factor": self.factor}

    class Net(keras.Model):
        def __init__(self, units: int = 3, **options: Any) -> None:
            super().__init__(**options)
            self.units = units
            self.first = keras.layers.Dense(units, activation="tanh")
            self.blocks = [keras.layers.Dense(units), keras.layers.Dense(units)]
            self.out = keras.layers.Dense(1)

        def call(self, x: Any) -> Any:
            x = self.first(x)
            for block in self.blocks:
                x = block(x)
            return self.out(x)

        def get_config(self) -> dict[str, Any]:
            return {"units": self.units}

    def half_square(y_true: Any, y_pred: Any) -> Any:
        return 0.5 * keras.losses.mean_squared_error(y_true, y_pred)

    def worst(y_true: Any, y_pred: Any) -> Any:
        return keras.losses.mean_absolute_error(y_true, y_pred)

    return {"Scale": Scale, "Net": Net, "half_square": half_square, "worst": worst}


def weights(model: Any) -> list[np.ndarray]:
    """Layer by layer, nested models opened: one order for Keras 2 and Keras 3."""
    found: list[np.ndarray] = []
    for layer in model.layers:
        found += weights(layer) if hasattr(layer, "layers") else [np.asarray(each) for each in layer.get_weights()]
    return found


def fill(model: Any, seed: int) -> None:
    """Give every weight a number; variances are positive."""
    random = np.random.RandomState(seed)
    values = [random.uniform(-0.5, 0.5, each.shape).astype(each.dtype) for each in model.get_weights()]
    named = [each.name for layer in model.layers for each in layer.weights]
    if any("variance" in name for name in named):
        values = [np.abs(each) + 0.5 if each.ndim == 1 else each for each in values]
    model.set_weights(values)


def items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def reset(model: Any) -> None:
    if hasattr(model, "reset_states"):
        model.reset_states()


def predictions(model: Any, made: dict[str, Any]) -> dict[str, np.ndarray]:
    reset(model)
    batch = len(items(made["x"])[0])
    found = {f"first{n}": each for n, each in enumerate(items(model.predict(made["x"], batch_size=batch, verbose=0)))}
    if made["stateful"]:
        again = items(model.predict(made["x"], batch_size=batch, verbose=0))
        found.update({f"second{n}": each for n, each in enumerate(again)})
    reset(model)
    return found


def steps(model: Any, x: Any, y: Any) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    reset(model)
    for step in (1, 2):
        found[f"loss{step}"] = np.asarray(items(model.train_on_batch(x, y))[0], "float64")
        found.update({f"step{step}_{n}": each for n, each in enumerate(weights(model))})
    return found


def record(name: str, writer: str) -> None:
    """Write the files of one case."""
    seed = zlib.crc32(name.encode()) % 10000
    kit = Kit(writer, seed)
    kit.keras.backend.clear_session()
    made = CASES[name][0](kit)
    model = made["model"]
    fill(model, seed)
    model.compile(**made["compile"])
    for _ in range(made.get("warm", 0)):
        reset(model)
        model.train_on_batch(made["x"], made["y"])
    found = {f"x{n}": each for n, each in enumerate(items(made["x"]))}
    found.update({f"y{n}": each for n, each in enumerate(items(made["y"]))})
    found.update(predictions(model, made))
    folder = FILES / writer
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in ("h5",) if writer == "k224" else made.get("formats", ("h5", "keras")):
        model.save(str(folder / f"{name}.{suffix}"))
    if writer != "k224":
        found.update(steps(model, made["x"], made["y"]))
    np.savez_compressed(folder / f"{name}.npz", **found)


def record_steps(name: str) -> None:
    """Add the training steps to a case of Keras 2.2.4, from its file."""
    import keras

    path = FILES / "k224" / f"{name}.npz"
    found = dict(np.load(path))
    keras.backend.clear_session()
    model = keras.models.load_model(str(path.with_suffix(".h5")))
    x, y = ([found[f"{kind}{n}"] for n in range(9) if f"{kind}{n}" in found] for kind in "xy")
    found.update(steps(model, x[0] if len(x) == 1 else x, y[0] if len(y) == 1 else y))
    np.savez_compressed(path, **found)


def cudnn_lstm_stateful(layers: Any, cudnn: bool) -> list[Any]:
    shape = {"batch_input_shape": (2, 5, 3), "stateful": True, "name": "rnn"}
    layer = layers.CuDNNLSTM(3, **shape) if cudnn else layers.LSTM(3, recurrent_activation="sigmoid", **shape)
    return [layer, layers.Dense(1, name="out")]


def cudnn_gru(layers: Any, cudnn: bool) -> list[Any]:
    shape, gates = {"input_shape": (5, 3), "name": "rnn"}, {"recurrent_activation": "sigmoid", "reset_after": True}
    layer = layers.CuDNNGRU(3, **shape) if cudnn else layers.GRU(3, **shape, **gates)
    return [layer, layers.Dense(1, name="out")]


def cudnn_bidirectional(layers: Any, cudnn: bool) -> list[Any]:
    inner = layers.CuDNNLSTM(3) if cudnn else layers.LSTM(3, recurrent_activation="sigmoid")
    return [layers.Bidirectional(inner, input_shape=(4, 3), name="both"), layers.Dense(1, name="out")]


CUDNN = (cudnn_lstm_stateful, cudnn_gru, cudnn_bidirectional)


def record_cudnn(build: Callable[[Any, bool], list[Any]]) -> None:
    """A model of cuDNN layers, which run on a GPU only: its file is written from their own configs and shapes, its numbers
    are those of plain layers, into which Keras 2.2.4 itself converts the weights of that file."""
    import json

    import h5py

    kit = Kit("k224", zlib.crc32(build.__name__.encode()) % 10000)
    kit.keras.backend.clear_session()
    model = kit.keras.Sequential(build(kit.layers, True))
    path = FILES / "k224" / f"{build.__name__}.h5"
    with h5py.File(str(path), "w") as file:
        config = {"class_name": "Sequential", "config": model.get_config()}
        file.attrs["model_config"] = json.dumps(config).encode()
        group = file.create_group("model_weights")
        for item in (file, group):
            item.attrs["keras_version"], item.attrs["backend"] = b"2.2.4", b"tensorflow"
        group.attrs["layer_names"] = [layer.name.encode() for layer in model.layers]
        for layer in model.layers:
            own = group.create_group(layer.name)
            own.attrs["weight_names"] = [each.name.encode() for each in layer.weights]
            for each in layer.weights:
                own.create_dataset(each.name, data=kit.floats(*[int(size) for size in each.shape]) * 0.5)
    shape = [int(size) for size in model.inputs[0].shape.as_list()[1:]]
    kit.keras.backend.clear_session()
    plain = kit.keras.Sequential(build(kit.layers, False))
    plain.load_weights(str(path))
    made = {"x": kit.floats(2, *shape), "stateful": any(getattr(layer, "stateful", False) for layer in plain.layers)}
    np.savez_compressed(path.with_suffix(".npz"), x0=made["x"], **predictions(plain, made))


def record_keras_1() -> None:
    """A file in the layout of Keras 1, which is not to be had: written by hand, its numbers from Keras 2.2.4, which loads it."""
    import json

    import h5py

    kit = Kit("k224", 7)
    common = {"trainable": True, "W_regularizer": None, "b_regularizer": None, "input_dtype": "float32"}
    recurrent = {"name": "lstm_1", "batch_input_shape": [2, 4, 3], "output_dim": 3, "stateful": True, "unroll": False}
    recurrent.update(init="glorot_uniform", inner_init="orthogonal", forget_bias_init="one", activation="tanh")
    recurrent.update(
        inner_activation="hard_sigmoid", consume_less="cpu", dropout_W=0.0, dropout_U=0.0, U_regularizer=None
    )
    recurrent.update(return_sequences=True, go_backwards=False, input_dim=3, input_length=4)
    gru = {**recurrent, "name": "gru_1", "return_sequences": False, "output_dim": 2, "input_dim": 3}
    del gru["forget_bias_init"], gru["batch_input_shape"]
    dense = {
        "name": "dense_1",
        "output_dim": 2,
        "init": "uniform",
        "activation": "linear",
        "bias": True,
        "input_dim": 2,
    }
    configs = {"LSTM": recurrent, "GRU": gru, "Dense": {**dense, "W_constraint": None, "b_constraint": None}}
    layers = [{"class_name": name, "config": {**config, **common}} for name, config in configs.items()]
    arrays = {
        "lstm_1": [kit.floats(*shape) for _ in range(4) for shape in ((3, 3), (3, 3), (3,))],
        "gru_1": [kit.floats(*shape) for _ in range(3) for shape in ((3, 2), (2, 2), (2,))],
        "dense_1": [kit.floats(2, 2), kit.floats(2)],
    }
    path = FILES / "k1" / "keras_1.h5"
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(str(path), "w") as file:
        file.attrs["keras_version"] = b"1.2.2"
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": layers}).encode()
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [name.encode() for name in arrays]
        for name, values in arrays.items():
            own = group.create_group(name)
            own.attrs["weight_names"] = [f"{name}_{number}".encode() for number in range(len(values))]
            for number, value in enumerate(values):
                own.create_dataset(f"{name}_{number}", data=value)
    model = kit.keras.models.load_model(str(path))
    made = {"x": kit.floats(2, 4, 3), "stateful": True}
    np.savez_compressed(path.with_suffix(".npz"), x0=made["x"], **predictions(model, made))


def main(arguments: list[str]) -> None:
    writer, *chosen = arguments
    for name, (_, writers) in CASES.items():
        if (chosen and name not in chosen) or writer.partition("-")[0] not in writers:
            continue
        print(writer, name, flush=True)
        if writer != "k224-steps":
            record(name, writer)
        elif name != "lambda_layer":  # its byte code is of another Python
            record_steps(name)
    if writer == "k224" and (not chosen or "keras_1" in chosen):
        record_keras_1()
    for build in CUDNN if writer == "k224" else ():
        if not chosen or build.__name__ in chosen:
            print(writer, build.__name__, flush=True)
            record_cudnn(build)


if __name__ == "__main__":
    main(sys.argv[1:])
