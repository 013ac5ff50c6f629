"""Functions that a program gives to Keras: control flow on tensors, and what a metric sees of targets and outputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)


@pytest.fixture
def keras_2_code() -> Iterator[Any]:
    compat.install()
    import keras

    yield keras
    compat.uninstall()


def model_of(keras: Any, *layers: Any, size: int = 2) -> Any:
    return keras.Sequential([keras.Input((size,)), *layers])


@pytest.mark.only(backend="tensorflow")
def test_call_may_ask_for_the_value_of_a_tensor(keras_2_code: Any) -> None:
    keras = keras_2_code
    import tensorflow as tf

    class Rising(keras.layers.Layer):  # type: ignore[misc,name-defined]
        def call(self, x: Any) -> Any:
            if tf.reduce_sum(x) > 0:
                x = 2 * x
            for step in tf.range(3):
                x += tf.cast(step, x.dtype)
            return x

    class Twice(Rising):
        def call(self, x: Any) -> Any:
            return super().call(super().call(x))

    model = model_of(keras, Rising())
    assert model.predict(np.array([[1.0, 2.0]]), verbose=0).tolist() == [[5.0, 7.0]]
    assert model.predict(np.array([[-1.0, -2.0]]), verbose=0).tolist() == [[2.0, 1.0]]
    assert model_of(keras, Twice()).predict(np.array([[1.0, 2.0]]), verbose=0).tolist() == [[13.0, 17.0]]
    assert Rising()(np.array([[1.0, 2.0]], "float32")).numpy().tolist() == [[5.0, 7.0]]


@pytest.mark.only(backend="tensorflow")
def test_so_may_losses_and_metrics(keras_2_code: Any) -> None:
    keras = keras_2_code
    import tensorflow as tf

    def capped(y_true: Any, y_pred: Any) -> Any:
        value = tf.reduce_mean(tf.abs(y_true - y_pred))
        if value > 1:
            value = tf.ones_like(value)
        return value

    class Largest(keras.metrics.Metric):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__(name="largest")
            self.seen = self.add_weight(name="seen", initializer="zeros")

        def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
            for row in y_pred:
                if row[0] > self.seen:
                    self.seen.assign(row[0])

        def result(self) -> Any:
            return self.seen

    model = model_of(keras, keras.layers.Dense(1, kernel_initializer="ones"))
    model.compile("sgd", capped, metrics=[capped, Largest()])
    x = np.array([[1.0, 2.0], [3.0, 4.0]], "float32")
    assert [float(each) for each in model.test_on_batch(x, np.zeros((2, 1), "float32"))] == [1.0, 1.0, 7.0]
    near = [float(each) for each in model.test_on_batch(x, np.array([[3.5], [7.5]], "float32"))]
    assert near == [0.5, 0.5, 7.0]
    assert model.loss is capped


@pytest.mark.only(backend="tensorflow")
def test_native_code_is_not_rewritten() -> None:
    """The sum is a tensor without a value: TensorFlow says so where nobody rewrites the function."""
    import keras
    import tensorflow as tf

    class Rising(keras.layers.Layer):  # type: ignore[misc]
        def call(self, x: Any) -> Any:
            return 2 * x if tf.reduce_sum(x) > 0 else x

    with pytest.raises(Exception, match="is not allowed"):
        model_of(keras, Rising())


@pytest.mark.parametrize("dtype", ["float32", "float64", "int32"])
@pytest.mark.parametrize("shape", [(3,), (3, 1)])
def test_targets_have_the_type_and_axes_of_the_outputs(keras_2_code: Any, dtype: str, shape: tuple[int, ...]) -> None:
    keras = keras_2_code
    seen = []

    def distance(y_true: Any, y_pred: Any) -> Any:
        seen.append((tuple(y_true.shape), tuple(y_pred.shape), keras.backend.dtype(y_true)))
        return abs(y_true - y_pred)

    model = model_of(keras, keras.layers.Dense(1, kernel_initializer="ones"), size=1)
    model.compile("sgd", "mse", metrics=[distance])
    x, y = np.array([[0.0], [2.0], [4.0]], "float32"), np.array([1, 2, 3]).reshape(shape).astype(dtype)
    assert abs(float(model.test_on_batch(x, y)[1]) - 2 / 3) < 1e-6
    assert abs(model.evaluate(x, y, batch_size=3, verbose=0)[1] - 2 / 3) < 1e-6
    assert {(true[1:], pred[1:], kind) for true, pred, kind in seen} == {((1,), (1,), "float32")}


def test_native_metrics_get_targets_as_they_are() -> None:
    import keras

    metric = keras.metrics.MeanMetricWrapper(lambda y_true, y_pred: abs(y_true - y_pred))
    y_pred = keras.ops.convert_to_tensor(np.array([[0.0], [2.0], [4.0]], "float32"))
    metric.update_state(keras.ops.convert_to_tensor(np.array([0.0, 2.0, 4.0], "float32")), y_pred)
    assert abs(float(metric.result()) - 16 / 9) < 1e-5


@pytest.mark.only(backend="tensorflow")
def test_models_inside_a_graph(keras_2_code: Any) -> None:
    """They train and predict there, have values, and go on outside."""
    keras = keras_2_code
    import tensorflow as tf

    x, y = np.array([[1.0, 2.0], [3.0, 4.0]], "float32"), np.zeros((2, 1), "float32")
    graph = tf.Graph()
    with graph.as_default():
        model = model_of(keras, keras.layers.Dense(1, kernel_initializer="ones"))
        model.compile("sgd", "mse")
        assert model.predict(x, verbose=0).tolist() == [[3.0], [7.0]]
        assert float(model.train_on_batch(x, y)) == 29.0
        inside = model.get_weights()
        assert np.allclose(keras.backend.get_value(model.layers[-1].kernel), inside[0])
        model.set_weights([np.ones((2, 1)), np.zeros(1)])
        assert model.fit(x, y, verbose=0, batch_size=2).history["loss"] == [29.0]
        double = keras.backend.function([model.input], [2 * model.output])
        assert np.allclose(double([x])[0], 2 * (x @ inside[0] + inside[1]))
    assert all(np.array_equal(one, other) for one, other in zip(model.get_weights(), inside))
    assert not graph.get_operations()


def test_a_regularizer_may_return_a_number(keras_2_code: Any) -> None:
    keras = keras_2_code
    model = model_of(keras, keras.layers.Dense(1, kernel_initializer="ones", kernel_regularizer=lambda w: 0.25))
    model.compile("sgd", "mse")
    assert float(model.train_on_batch(np.ones((2, 2), "float32"), np.ones((2, 1), "float32"))) == 1.25
