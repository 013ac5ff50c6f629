"""Graphs, phases, variables and random numbers of ``keras.backend``, used as Keras 2 programs use them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)
X = np.random.RandomState(0).normal(size=(4, 3)).astype("float32")


@pytest.fixture(scope="module", autouse=True)
def keras_2_code() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


@pytest.fixture
def K() -> Iterator[Any]:
    import keras

    yield keras.backend
    keras.backend.clear_session()


# ---- functions ----


def test_a_function_computes_outputs_from_placeholders(K: Any) -> None:
    x, y = K.placeholder(shape=(4, 3)), K.placeholder(ndim=2)
    assert K.is_placeholder(x)
    assert K.int_shape(y) == (None, None)
    total, product = K.function([x, y], [x + y, K.dot(x, K.transpose(y))])([X, 2 * X])
    np.testing.assert_allclose(total, 3 * X, rtol=1e-6)
    np.testing.assert_allclose(product, 2 * X @ X.T, rtol=1e-5, atol=1e-6)


def test_a_function_of_one_output_gives_no_list(K: Any) -> None:
    x = K.placeholder(shape=(None, 3))
    np.testing.assert_allclose(K.function([x], K.square(x))([X]), X**2, rtol=1e-6)


def test_a_function_reads_the_current_value_of_a_variable(K: Any) -> None:
    x, v = K.placeholder(shape=(4, 3)), K.variable(1.0)
    f = K.function([x], [x * v, v])
    K.set_value(v, 5.0)
    product, value = f([X])
    np.testing.assert_allclose(product, 5 * X, rtol=1e-6)
    assert value == 5.0


def test_updates_are_carried_out_after_the_outputs(K: Any) -> None:
    x, count, last = K.placeholder(shape=(4, 3)), K.variable(1.0), K.variable(np.zeros((4, 3)))
    f = K.function([x], [K.sum(x) * count], updates=[K.update_add(count, K.sum(x)), (last, x * 2)])
    assert f([np.ones((4, 3))]) == [12.0]
    assert K.get_value(count) == 13.0
    np.testing.assert_allclose(K.get_value(last), 2.0)
    assert f([np.ones((4, 3))]) == [156.0]


def test_a_function_between_two_layers_of_a_model(K: Any) -> None:
    import keras

    model = keras.Sequential([keras.layers.Dense(5, input_shape=(3,)), keras.layers.Dense(2), keras.layers.Dense(1)])
    hidden = model.layers[0].output
    (inner,) = K.function([model.layers[0].input], [hidden])([X])
    (rest,) = K.function([model.layers[1].input], [model.output])([inner])
    np.testing.assert_allclose(rest, model.predict(X, verbose=0), rtol=1e-5, atol=1e-6)


def test_the_learning_phase_is_an_input(K: Any) -> None:
    import keras

    model = keras.Sequential([keras.layers.Dropout(0.5, input_shape=(1000,))])
    f = K.function([model.input, K.learning_phase()], [model.output])
    ones = np.ones((2, 1000), "float32")
    np.testing.assert_array_equal(f([ones, 0])[0], ones)
    assert set(np.unique(f([ones, 1])[0])) == {0.0, 2.0}
    np.testing.assert_array_equal(K.function([model.input], [model.output])([ones])[0], ones)


def test_a_function_with_a_recurrent_layer_and_a_mask(K: Any) -> None:
    import keras

    model = keras.Sequential([keras.layers.Masking(input_shape=(5, 3)), keras.layers.LSTM(4)])
    x = np.random.RandomState(0).normal(size=(2, 5, 3)).astype("float32")
    x[0, 3:] = 0
    (value,) = K.function([model.input], [model.output])([x])
    np.testing.assert_allclose(value, model.predict(x, verbose=0), rtol=1e-5, atol=1e-6)


def test_what_is_a_value_already_is_refused_with_its_page(K: Any) -> None:
    with pytest.raises(RuntimeError, match=r"value already[\s\S]*K2C713"):
        K.function([K.placeholder(shape=(2,))], [K.constant([1.0, 2.0])])
    with pytest.raises(RuntimeError, match=r"value already[\s\S]*K2C713"):
        K.gradients(K.constant(1.0), [K.constant(2.0)])
    with pytest.raises(RuntimeError, match="has no value"):
        K.eval(K.placeholder(shape=(2,)))


def test_an_input_that_is_missing_is_named(K: Any) -> None:
    x, y = K.placeholder(shape=(2,), name="first"), K.placeholder(shape=(2,), name="second")
    with pytest.raises(ValueError, match="second is an input that has no value"):
        K.function([x], [x + y])([np.ones(2)])


# ---- gradients ----


def test_gradients_by_an_input_and_by_a_hidden_tensor(K: Any) -> None:
    import keras

    inputs = keras.Input((3,))
    hidden = keras.layers.Dense(2, use_bias=False, name="hidden")(inputs)
    loss = K.sum(K.square(hidden) * 3.0)
    gradients = K.gradients(loss, [inputs, hidden])
    by_input, by_hidden = K.function([inputs], gradients)([X])
    kernel = hidden._keras_history.operation.get_weights()[0]
    np.testing.assert_allclose(by_hidden, 6 * X @ kernel, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(by_input, 6 * X @ kernel @ kernel.T, rtol=1e-5, atol=1e-5)


def test_gradients_by_the_weights_of_a_model(K: Any) -> None:
    import keras

    model = keras.Sequential([keras.layers.Dense(1, input_shape=(3,))])
    by_kernel, by_bias = K.function([model.input], K.gradients(model.output, model.trainable_weights))([X])
    np.testing.assert_allclose(by_kernel[:, 0], X.sum(0), rtol=1e-5)
    np.testing.assert_allclose(by_bias, [4.0])


def test_a_gradient_that_does_not_exist_is_none(K: Any) -> None:
    x, y = K.placeholder(shape=(2,)), K.placeholder(shape=(2,))
    assert K.gradients(K.sum(x), y) == [None]


def test_ascending_a_gradient_as_filter_visualizations_do(K: Any) -> None:
    import keras

    model = keras.Sequential([keras.layers.Conv2D(2, 3, activation="tanh", input_shape=(8, 8, 1))])
    loss = K.mean(model.layers[0].output[:, :, :, 0])
    grads = K.gradients(loss, model.input)[0]
    grads /= K.sqrt(K.mean(K.square(grads))) + 1e-5
    iterate = K.function([model.input], [loss, grads])
    image = np.random.RandomState(0).uniform(size=(1, 8, 8, 1)).astype("float32")
    losses = []
    for _ in range(5):
        value, direction = iterate([image])
        losses.append(value)
        image += direction * 0.1
    assert losses == sorted(losses)


# ---- sessions ----


def test_a_session_computes_and_reads(K: Any) -> None:
    import keras

    session = K.get_session()
    x = keras.Input((3,))
    np.testing.assert_allclose(session.run(x * 2, feed_dict={x: X}), X * 2)
    assert session.run([K.variable(2.0), None, {"a": K.constant(3.0)}]) == [2.0, None, {"a": 3.0}]
    with session.as_default() as entered:
        assert entered is session
    with pytest.raises(AttributeError, match=r"Session\.graph[\s\S]*K2C713"):
        session.graph  # noqa: B018


def test_setting_a_session_says_that_it_does_nothing(K: Any) -> None:
    with pytest.warns(UserWarning, match="K2C713"):
        K.set_session(object())


# ---- the learning phase ----


def test_a_lambda_knows_the_phase_of_the_step(K: Any) -> None:
    import keras

    layer = keras.layers.Lambda(lambda x: K.in_train_phase(x * 0 + 7.0, x * 0 + 3.0))
    model = keras.Sequential([layer, keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")])
    model.compile(keras.optimizers.SGD(0.0), lambda t, p: K.mean(p, axis=-1))
    assert model.train_on_batch(X, X[:, :1]) == pytest.approx(21.0)
    assert model.test_on_batch(X, X[:, :1]) == pytest.approx(9.0)
    np.testing.assert_allclose(model.predict(X, verbose=0), 9.0)


def test_choosing_by_phase_in_a_graph_of_keras_tensors(K: Any) -> None:
    import keras

    x = keras.Input((3,))
    model = keras.Model(x, K.in_train_phase(x * 2, lambda: x))
    np.testing.assert_allclose(K.eval(model(X, training=True)), X * 2)
    np.testing.assert_allclose(K.eval(model(X)), X)
    other = keras.Model(x, K.switch(K.learning_phase(), x * 2, x))
    np.testing.assert_allclose(K.eval(other(X, training=True)), X * 2)


def test_a_phase_that_is_set_holds_where_no_call_says_it(K: Any) -> None:
    import keras

    layer = keras.layers.Lambda(lambda x: K.in_train_phase(x * 2, x))
    assert K.learning_phase() == 0
    with K.learning_phase_scope(1):
        assert K.learning_phase() == 1
        np.testing.assert_allclose(K.eval(layer(X)), X * 2)
        np.testing.assert_allclose(K.eval(keras.Sequential([layer])(X)), X * 2)
        np.testing.assert_allclose(K.eval(keras.Sequential([layer])(X, training=False)), X)
    np.testing.assert_allclose(K.eval(layer(X)), X)
    with pytest.raises(ValueError, match="0 or 1"):
        K.set_learning_phase(2)


def test_a_phase_that_is_set_holds_for_predict_in_keras_2_2(K: Any) -> None:
    import keras

    compat.install(dialect="2.2")
    try:
        for phase, values in ((1, {0.0, 2.0}), (0, {1.0})):
            K.set_learning_phase(phase)
            model = keras.Sequential([keras.layers.Dropout(0.5, input_shape=(1000,))])
            assert set(np.unique(model.predict(np.ones((1, 1000)), verbose=0))) == values
    finally:
        compat.install(dialect="2.15")


# ---- variables ----


def test_variables_take_and_give_values(K: Any) -> None:
    v, w = K.variable([1.0, 2.0]), K.zeros((2,))
    K.batch_set_value([(v, [3.0, 4.0]), (w, np.ones(2))])
    first, second = K.batch_get_value([v, w])
    assert first.tolist() == [3.0, 4.0]
    assert second.tolist() == [1.0, 1.0]
    assert K.get_value(K.update_add(v, w)).tolist() == [4.0, 5.0]
    assert K.get_value(K.update_sub(v, w)).tolist() == [3.0, 4.0]
    assert K.get_value(K.update(v, w * 9.0)).tolist() == [9.0, 9.0]
    np.testing.assert_allclose(K.get_value(K.moving_average_update(v, w, 0.75)), [7.0, 7.0])
    assert K.get_value("no tensor") == "no tensor"


def test_the_learning_rate_of_an_optimizer(K: Any) -> None:
    import keras

    optimizer = keras.optimizers.SGD(lr=0.5)
    K.set_value(optimizer.lr, K.get_value(optimizer.lr) * 0.5)
    assert K.get_value(optimizer.lr) == 0.25


def test_a_layer_that_keeps_variables_of_the_backend(K: Any) -> None:
    import keras

    class Counting(keras.layers.Layer):
        def build(self, input_shape: Any) -> None:
            self.scale = K.variable(np.full(3, 2.0))
            self.built = True

        def call(self, x: Any) -> Any:
            return x * self.scale + K.zeros((3,)) + K.ones_like(x)

    model = keras.Sequential([Counting(), keras.layers.Dense(1, use_bias=False)])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.fit(X, X[:, :1], epochs=1, verbose=0)
    assert len(model.trainable_weights) == 2
    assert not np.allclose(model.layers[0].get_weights()[0], 2.0)


def test_a_model_that_builds_its_layers_in_its_first_call(K: Any) -> None:
    import keras

    class Scaled(keras.layers.Layer):
        def build(self, input_shape: Any) -> None:
            self.scale = K.variable(np.full(3, 2.0))

        def call(self, x: Any) -> Any:
            return x * self.scale

    class Model(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.scaled = Scaled()

        def call(self, x: Any) -> Any:
            return self.scaled(x)

    model = Model()
    model.compile("sgd", "mse")
    model.fit(X, X * 2, epochs=1, verbose=0)
    np.testing.assert_allclose(model.scaled.get_weights()[0], 2.0, rtol=1e-6)


def test_printing_passes_a_tensor_on(K: Any, capfd: Any) -> None:
    import keras

    model = keras.Sequential([keras.layers.Lambda(lambda x: K.print_tensor(x, "seen") * 1.0)])
    np.testing.assert_allclose(model.predict(X, verbose=0), X)
    assert "seen" in capfd.readouterr().out


# ---- random numbers ----


@pytest.mark.parametrize(
    ("draw", "mean", "deviation"),
    [
        (lambda K, shape, seed: K.random_normal(shape, 1.0, 2.0, seed=seed), 1.0, 2.0),
        (lambda K, shape, seed: K.random_uniform(shape, -1.0, 3.0, seed=seed), 1.0, 4 / 12**0.5),
        (lambda K, shape, seed: K.truncated_normal(shape, 0.0, 1.0, seed=seed), 0.0, 0.8796),
        (lambda K, shape, seed: K.random_bernoulli(shape, 0.25, seed=seed), 0.25, (0.25 * 0.75) ** 0.5),
        (lambda K, shape, seed: K.random_binomial(shape, 0.25, seed=seed), 0.25, (0.25 * 0.75) ** 0.5),
        (lambda K, shape, seed: K.dropout(K.ones(shape), 0.2, seed=seed), 1.0, 0.5),
        (lambda K, shape, seed: K.random_normal_variable(shape, 1.0, 2.0, seed=seed), 1.0, 2.0),
        (lambda K, shape, seed: K.random_uniform_variable(shape, -1.0, 3.0, seed=seed), 1.0, 4 / 12**0.5),
    ],
    ids=["normal", "uniform", "truncated", "bernoulli", "binomial", "dropout", "normal_variable", "uniform_variable"],
)
def test_random_numbers(K: Any, draw: Any, mean: float, deviation: float) -> None:
    values = K.get_value(draw(K, (200, 300), 3))
    assert values.shape == (200, 300)
    assert values.dtype == np.float32
    assert values.mean() == pytest.approx(mean, abs=0.03)
    assert values.std() == pytest.approx(deviation, abs=0.03)


def test_a_seed_starts_a_sequence(K: Any) -> None:
    first, second = (K.get_value(K.random_normal((3,), seed=7)) for _ in range(2))
    assert not np.allclose(first, second)
    K.clear_session()
    np.testing.assert_array_equal(K.get_value(K.random_normal((3,), seed=7)), first)
    whole = K.get_value(K.random_uniform((1000,), 0, 5, dtype="int32"))
    assert set(np.unique(whole)) == {0, 1, 2, 3, 4}


def test_sampling_in_a_lambda_draws_anew_at_every_step(K: Any) -> None:
    import keras

    def sampling(args: Any) -> Any:
        mean, log_variance = args
        noise = K.random_normal(shape=(K.shape(mean)[0], K.int_shape(mean)[1]), mean=0.0, stddev=1.0)
        return mean + K.exp(0.5 * log_variance) * noise

    x = keras.Input((3,))
    z = keras.layers.Lambda(sampling, output_shape=(3,))([x, x])
    model = keras.Model(x, keras.layers.Dense(3, use_bias=False)(z))
    model.compile("sgd", lambda t, p: K.mean(p, axis=-1))
    model.fit(X, X, epochs=1, batch_size=2, verbose=0)
    zeros = np.zeros((4, 3), "float32")
    first, second = (model.predict(zeros, batch_size=2, verbose=0) for _ in range(2))
    assert not np.allclose(first, second)
    assert not np.allclose(first[:2], first[2:])
    assert len(model.weights) == 1


def test_dropping_whole_columns(K: Any) -> None:
    x = K.placeholder(shape=(None, 50, 4))
    (kept,) = K.function([x], [K.dropout(x, 0.5, noise_shape=(None, 1, 4))])([np.ones((3, 50, 4))])
    assert (kept == kept[:, :1]).all()
    assert set(np.unique(kept)) == {0.0, 2.0}


# ---- the same under tf.keras, and on Keras tensors that go into a saved model ----


def test_the_backend_of_tf_keras_takes_keras_tensors(K: Any) -> None:
    from tensorflow import keras

    other = keras.backend
    x = keras.Input((3,))
    model = keras.Model(x, other.sqrt(other.sum(other.square(x), axis=1, keepdims=True)))
    np.testing.assert_allclose(model.predict(X, verbose=0)[:, 0], np.linalg.norm(X, axis=1), rtol=1e-5)
    assert other.dot is K.dot


def test_a_model_with_backend_functions_is_saved_and_loaded(K: Any, tmp_path: Any) -> None:
    import keras

    x = keras.Input((5, 3))
    y = K.in_train_phase(x, K.conv2d_transpose(K.expand_dims(x, 1), np.ones((1, 1, 3, 3), "float32"), (None, 1, 5, 3)))
    model = keras.Model(x, K.sum(y, axis=[1, 2]))
    data = np.random.RandomState(0).normal(size=(2, 5, 3)).astype("float32")
    expected = model.predict(data, verbose=0)
    model.save(tmp_path / "model.keras")
    np.testing.assert_allclose(
        keras.models.load_model(tmp_path / "model.keras").predict(data, verbose=0), expected, rtol=1e-6
    )
