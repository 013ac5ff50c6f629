"""What programs do with ``keras.backend``: layers, losses, metrics and models of the kinds that are found in public code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)


@pytest.fixture(scope="module", autouse=True)
def keras_2_code() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


@pytest.fixture(autouse=True)
def clean_slate() -> Iterator[None]:
    import keras

    keras.utils.set_random_seed(0)
    yield
    keras.backend.clear_session()


def normal(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).normal(size=shape).astype("float32")


def test_an_attention_layer() -> None:
    from keras import backend as K
    from keras.engine.topology import Layer
    from keras.layers import LSTM, Dense
    from keras.models import Sequential

    class Attention(Layer):
        def build(self, input_shape: Any) -> None:
            self.W = self.add_weight(name="W", shape=(input_shape[-1], 1), initializer="normal")
            self.b = self.add_weight(name="b", shape=(input_shape[1], 1), initializer="zeros")
            super().build(input_shape)

        def call(self, x: Any, mask: Any = None) -> Any:
            scores = K.squeeze(K.tanh(K.dot(x, self.W) + self.b), axis=-1)
            weights = K.expand_dims(K.softmax(scores), axis=-1)
            return K.sum(x * weights, axis=1)

        def compute_output_shape(self, input_shape: Any) -> Any:
            return (input_shape[0], input_shape[-1])

    model = Sequential([LSTM(4, return_sequences=True, input_shape=(6, 3)), Attention(), Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    x, y = normal(0, 8, 6, 3), normal(1, 8, 1)
    losses = model.fit(x, y, epochs=10, verbose=0).history["loss"]
    assert losses[-1] < losses[0]
    assert model.predict(x, verbose=0).shape == (8, 1)


def test_a_siamese_network_with_a_contrastive_loss() -> None:
    from keras import backend as K
    from keras.layers import Dense, Input, Lambda
    from keras.models import Model

    def distance(vectors: Any) -> Any:
        x, y = vectors
        return K.sqrt(K.maximum(K.sum(K.square(x - y), axis=1, keepdims=True), K.epsilon()))

    def output_shape(shapes: Any) -> Any:
        return (shapes[0][0], 1)

    def contrastive(y_true: Any, y_pred: Any) -> Any:
        margin = 1
        return K.mean(y_true * K.square(y_pred) + (1 - y_true) * K.square(K.maximum(margin - y_pred, 0)))

    def accuracy(y_true: Any, y_pred: Any) -> Any:
        return K.mean(K.equal(y_true, K.cast(y_pred < 0.5, y_true.dtype)))

    base = Dense(4, activation="relu")
    left, right = Input(shape=(5,)), Input(shape=(5,))
    model = Model([left, right], Lambda(distance, output_shape=output_shape)([base(left), base(right)]))
    model.compile(loss=contrastive, optimizer="rmsprop", metrics=[accuracy])
    x, y = normal(0, 16, 5), (normal(1, 16, 1) > 0).astype("float32")
    history = model.fit([x, x[::-1]], y, epochs=5, batch_size=8, verbose=0).history
    assert history["loss"][-1] < history["loss"][0]
    loss, exact = model.evaluate([x, x[::-1]], y, batch_size=16, verbose=0)
    found = model.predict([x, x[::-1]], verbose=0)
    assert exact == pytest.approx(((found < 0.5) == y).mean())
    assert loss == pytest.approx(np.mean(y * found**2 + (1 - y) * np.maximum(1 - found, 0) ** 2), rel=1e-4)


def test_a_variational_autoencoder() -> None:
    from keras import backend as K
    from keras import metrics
    from keras.layers import Dense, Input, Lambda
    from keras.models import Model

    def sampling(args: Any) -> Any:
        z_mean, z_log_sigma = args
        epsilon = K.random_normal(shape=(K.shape(z_mean)[0], 2), mean=0.0, stddev=1.0)
        return z_mean + K.exp(z_log_sigma / 2) * epsilon

    x = Input(shape=(6,))
    hidden = Dense(8, activation="relu")(x)
    z_mean, z_log_sigma = Dense(2)(hidden), Dense(2)(hidden)
    z = Lambda(sampling, output_shape=(2,))([z_mean, z_log_sigma])
    decoded = Dense(6, activation="sigmoid")(z)
    encoder, model = Model(x, z_mean), Model(x, decoded)

    def loss(y_true: Any, y_pred: Any) -> Any:
        return 6 * metrics.binary_crossentropy(y_true, y_pred)

    model.compile(optimizer="rmsprop", loss=loss)
    data = (normal(0, 32, 6) > 0).astype("float32")
    losses = model.fit(data, data, epochs=15, batch_size=8, verbose=0).history["loss"]
    assert losses[-1] < losses[0]
    assert encoder.predict(data, verbose=0).shape == (32, 2)


def test_a_model_that_is_trained_on_a_ctc_loss() -> None:
    from keras import backend as K
    from keras.layers import GRU, Dense, Input, Lambda
    from keras.models import Model

    def ctc(args: Any) -> Any:
        y_pred, labels, input_length, label_length = args
        return K.ctc_batch_cost(labels, y_pred[:, 1:, :], input_length, label_length)

    inputs = Input(name="the_input", shape=(8, 3))
    y_pred = Dense(5, activation="softmax", name="softmax")(GRU(6, return_sequences=True)(inputs))
    labels = Input(name="the_labels", shape=[3], dtype="float32")
    input_length, label_length = (
        Input(name=name, shape=[1], dtype="int32") for name in ("input_length", "label_length")
    )
    loss = Lambda(ctc, output_shape=(1,), name="ctc")([y_pred, labels, input_length, label_length])
    model = Model(inputs=[inputs, labels, input_length, label_length], outputs=loss)
    model.compile(loss={"ctc": lambda y_true, y_pred: y_pred}, optimizer="adam")
    batch = [
        normal(0, 4, 8, 3),
        np.array([[0, 1, 2], [3, 3, 0], [1, 2, 0], [2, 0, 0]], "float32"),
        np.full((4, 1), 7, "int32"),
        np.array([[3], [2], [2], [1]], "int32"),
    ]
    losses = [model.train_on_batch(batch, np.zeros((4, 1))) for _ in range(10)]
    assert losses[-1] < losses[0]
    softmax = K.function([inputs], [y_pred])([batch[0]])[0]
    decoded = K.get_value(K.ctc_decode(softmax, np.full(4, 8), greedy=True)[0][0])
    assert decoded.shape[0] == 4
    assert decoded.max() < 4


def test_a_recurrent_step_of_the_program() -> None:
    from keras import backend as K
    from keras.layers import Input, Layer
    from keras.models import Model

    class Decaying(Layer):
        def build(self, input_shape: Any) -> None:
            self.decay = self.add_weight(name="decay", shape=(input_shape[-1],), initializer="ones")
            self.built = True

        def call(self, x: Any) -> Any:
            def step(inputs: Any, states: Any) -> Any:
                output = inputs + 0.5 * self.decay * states[0]
                return output, [output]

            last, outputs, _ = K.rnn(step, x, [K.zeros_like(x[:, 0])])
            return K.concatenate([outputs, K.expand_dims(last, 1)], axis=1)

    x = Input((5, 3))
    model = Model(x, Decaying()(x))
    data, state, expected = normal(0, 2, 5, 3), np.zeros((2, 3)), []
    for step in range(5):
        state = data[:, step] + 0.5 * state
        expected.append(state)
    expected.append(state)
    np.testing.assert_allclose(model.predict(data, verbose=0), np.stack(expected, 1), rtol=1e-5, atol=1e-6)
    model.compile("sgd", "mse")
    model.fit(data, normal(1, 2, 6, 3), epochs=1, verbose=0)
    assert not np.allclose(model.get_weights()[0], 1.0)


def test_routing_between_capsules() -> None:
    from keras import backend as K
    from keras.layers import Dense, Flatten, Input, Layer
    from keras.models import Model

    def squash(x: Any, axis: int = -1) -> Any:
        norm = K.sum(K.square(x), axis, keepdims=True) + K.epsilon()
        return K.sqrt(norm) / (0.5 + norm) * x

    class Capsule(Layer):
        def build(self, input_shape: Any) -> None:
            self.kernel = self.add_weight(
                name="capsule_kernel", shape=(input_shape[-1], 3 * 4), initializer="glorot_uniform", trainable=True
            )
            self.built = True

        def call(self, inputs: Any) -> Any:
            hat = K.conv1d(inputs, K.expand_dims(self.kernel, 0))
            batch, count = K.shape(inputs)[0], K.shape(inputs)[1]
            hat = K.permute_dimensions(K.reshape(hat, (batch, count, 3, 4)), (0, 2, 1, 3))
            b = K.zeros_like(hat[:, :, :, 0])
            for _ in range(3):
                c = K.softmax(b, 1)
                o = squash(K.batch_dot(c, hat, [2, 2]))
                b = K.batch_dot(o, hat, [2, 3])
            return o

        def compute_output_shape(self, input_shape: Any) -> Any:
            return (None, 3, 4)

    # Up to Keras 2.2 batch_dot multiplied matrices, which these programs are written for.
    compat.install(dialect="2.2")
    try:
        x = Input((6, 5))
        model = Model(x, Dense(1)(Flatten()(Capsule()(x))))
        model.compile("adam", "mse")
        data = normal(0, 8, 6, 5)
        losses = model.fit(data, normal(1, 8, 1), epochs=8, verbose=0).history["loss"]
    finally:
        compat.install(dialect="2.15")
    assert losses[-1] < losses[0]


def test_losses_and_metrics_of_the_program() -> None:
    from keras import backend as K
    from keras.layers import Dense
    from keras.models import Sequential

    def focal(y_true: Any, y_pred: Any) -> Any:
        p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
        right = K.switch(K.equal(y_true, 1.0), p, 1 - p)
        return -K.sum(K.pow(1.0 - right, 2.0) * K.log(right), axis=-1)

    def recall(y_true: Any, y_pred: Any) -> Any:
        hits = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
        return hits / (K.sum(K.round(K.clip(y_true, 0, 1))) + K.epsilon())

    def dice(y_true: Any, y_pred: Any, smooth: float = 1.0) -> Any:
        x, y = K.flatten(y_true), K.flatten(y_pred)
        return (2.0 * K.sum(x * y) + smooth) / (K.sum(x) + K.sum(y) + smooth)

    def rank(y_true: Any, y_pred: Any) -> Any:
        return K.mean(K.cast(K.equal(K.argmax(y_true), K.argmax(y_pred)), K.floatx()))

    model = Sequential([Dense(3, activation="sigmoid", input_shape=(4,))])
    model.compile("adam", focal, metrics=[recall, dice, rank])
    x, y = normal(0, 12, 4), (normal(1, 12, 3) > 0).astype("float32")
    model.fit(x, y, epochs=2, verbose=0)
    loss, *found = model.evaluate(x, y, batch_size=12, verbose=0)
    p = model.predict(x, verbose=0)
    right = np.where(y == 1, p, 1 - p)
    assert loss == pytest.approx(-(((1 - right) ** 2) * np.log(right)).sum(-1).mean(), rel=1e-4)
    assert found == pytest.approx(
        [
            np.round(y * p).sum() / y.sum(),
            (2 * (y * p).sum() + 1) / (y.sum() + p.sum() + 1),
            (y.argmax(-1) == p.argmax(-1)).mean(),
        ],
        rel=1e-4,
    )


def test_an_image_is_changed_by_its_gradient() -> None:
    from keras import backend as K
    from keras.layers import Conv2D, Input
    from keras.models import Model

    image = Input(batch_shape=(1, 6, 6, 3))
    features = Conv2D(4, 3, activation="tanh")(image)
    model = Model(image, features)

    def gram(x: Any) -> Any:
        rows = K.batch_flatten(K.permute_dimensions(x, (2, 0, 1)))
        return K.dot(rows, K.transpose(rows))

    wanted = K.variable(K.get_value(gram(model(normal(0, 1, 6, 6, 3))[0])))
    loss = K.variable(0.0)
    loss = loss + K.sum(K.square(gram(features[0]) - wanted)) / 100.0
    grads = K.gradients(loss, image)
    outputs = K.function([image], [loss, *grads])
    x, losses = normal(1, 1, 6, 6, 3), []
    for _ in range(20):
        value, gradient = outputs([x])
        losses.append(float(value))
        x = x - 0.02 * gradient
    assert losses == sorted(losses, reverse=True)


def test_a_callback_that_reads_and_sets_the_learning_rate() -> None:
    from keras import backend as K
    from keras.callbacks import Callback
    from keras.layers import Dense
    from keras.models import Sequential

    class Halving(Callback):
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            K.set_value(self.model.optimizer.lr, 0.1 / 2**epoch)

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            rates.append(float(K.get_value(self.model.optimizer.lr)))

    rates: list[float] = []
    model = Sequential([Dense(1, use_bias=False, kernel_initializer="zeros", input_shape=(1,))])
    model.compile("sgd", "mse")
    model.fit(np.ones((1, 1)), np.ones((1, 1)), epochs=3, callbacks=[Halving()], verbose=0)
    assert rates == pytest.approx([0.1, 0.05, 0.025])
    kernel = 0.0
    for rate in rates:
        kernel += rate * 2 * (1 - kernel)
    assert model.get_weights()[0][0, 0] == pytest.approx(kernel, rel=1e-5)
