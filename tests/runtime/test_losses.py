"""Losses and metrics of Keras 2 code have Keras 2's numbers where Keras 3 has others: recorded under tf_keras and Keras 2.2.4."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)

TRUE = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]], "float32")
PRED = np.array([[1.0, 0.0, 0.3], [1.0, 0.0, 0.9]], "float32")


@pytest.fixture(params=["2.15", "2.2"])
def keras_2_code(request: pytest.FixtureRequest) -> Iterator[Any]:
    compat.install(dialect=request.param)
    import keras

    yield keras
    compat.uninstall()


def only(dialect: str) -> Any:
    return pytest.mark.parametrize("keras_2_code", [dialect], indirect=True)


def array(keras: Any, x: Any) -> Any:
    return np.asarray(keras.ops.convert_to_numpy(x))


@only("2.15")
def test_an_epsilon_in_each_logarithm(keras_2_code: Any) -> None:
    keras = keras_2_code
    expected = [10.654053, 0.767528]
    np.testing.assert_allclose(array(keras, keras.losses.binary_crossentropy(TRUE, PRED)), expected, rtol=1e-5)
    np.testing.assert_allclose(float(keras.losses.BinaryCrossentropy()(TRUE, PRED)), np.mean(expected), rtol=1e-5)
    np.testing.assert_allclose(float(keras.losses.get("binary_crossentropy")(TRUE, PRED)[1]), 0.767528, rtol=1e-5)


@only("2.2")
def test_hinge_takes_targets_as_they_are(keras_2_code: Any) -> None:
    keras = keras_2_code
    expected = np.maximum(1 - TRUE * PRED, 0)
    np.testing.assert_allclose(array(keras, keras.losses.hinge(TRUE, PRED)), expected.mean(-1), rtol=1e-6)
    np.testing.assert_allclose(array(keras, keras.losses.squared_hinge(TRUE, PRED)), (expected**2).mean(-1), rtol=1e-6)


def test_binary_accuracy_is_a_mean_over_the_last_axis(keras_2_code: Any) -> None:
    keras = keras_2_code
    np.testing.assert_allclose(array(keras, keras.metrics.binary_accuracy(TRUE, PRED)), [0.0, 2 / 3], rtol=1e-6)


@only("2.2")
def test_top_k_is_a_mean_over_the_batch(keras_2_code: Any) -> None:
    metrics = keras_2_code.metrics
    scores = np.array([[0.3, 0.2, 0.1], [0.1, 0.2, 0.7]], "float32")
    assert metrics.top_k_categorical_accuracy(np.eye(3)[[1, 0]], scores, k=2) == 0.5
    assert metrics.sparse_top_k_categorical_accuracy(np.array([[1], [0]]), scores, k=3) == 1


@only("2.15")
@pytest.mark.parametrize(
    ("activation", "loss", "target"),
    [
        ("sigmoid", "binary_crossentropy", [[0.0, 1.0]]),
        ("softmax", "categorical_crossentropy", [[0.0, 1.0]]),
        ("softmax", "sparse_categorical_crossentropy", [[1]]),
    ],
)
def test_a_saturated_output_is_trained_by_its_logits(
    keras_2_code: Any, activation: str, loss: str, target: list[Any]
) -> None:
    keras = keras_2_code
    model = keras.models.Sequential([keras.layers.Dense(2, activation=activation, input_shape=(1,), use_bias=False)])
    model.set_weights([np.array([[60.0, -60.0]])])
    model.compile(keras.optimizers.SGD(1.0), loss)
    value = model.train_on_batch(np.ones((1, 1)), np.array(target))
    sigmoid = activation == "sigmoid"
    np.testing.assert_allclose(value, 60.0 if sigmoid else 120.0, rtol=1e-5)
    moved = 0.5 if sigmoid else 1.0
    np.testing.assert_allclose(model.get_weights()[0], [[60.0 - moved, -60.0 + moved]], rtol=1e-6)


def test_what_is_saved_names_the_functions_of_keras(keras_2_code: Any) -> None:
    keras = keras_2_code
    from keras.src.losses import losses

    write = keras.saving.serialize_keras_object
    assert write(keras.losses.binary_crossentropy) == write(losses.binary_crossentropy)


def test_losses_of_keras_3_stay_what_they_are(keras_2_code: Any) -> None:
    from keras.src.losses import losses

    assert keras_2_code.losses.poisson is losses.poisson
    assert keras_2_code.losses.binary_crossentropy is not losses.binary_crossentropy


def test_a_loss_without_from_config(keras_2_code: Any) -> None:
    keras = keras_2_code

    class Scaled:
        def __init__(self, factor: float) -> None:
            self.factor = factor

        def __call__(self, y_true: Any, y_pred: Any) -> Any:
            return self.factor * keras.losses.mean_squared_error(y_true, y_pred)

        def get_config(self) -> dict[str, Any]:
            return {"factor": self.factor}

    with keras.utils.custom_object_scope({"Scaled": Scaled}), keras.utils.custom_object_scope({"Other": object}):
        loaded = keras.losses.deserialize(keras.losses.serialize(Scaled(0.5)))
    assert isinstance(loaded, Scaled) and loaded.factor == 0.5


def test_a_layer_counts_over_an_epoch(keras_2_code: Any) -> None:
    keras = keras_2_code

    class Samples(keras.layers.Layer):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__(name="samples")
            self.stateful = True
            self.count = keras.backend.variable(0.0)

        def reset_states(self) -> None:
            keras.backend.set_value(self.count, 0.0)

        def __call__(self, y_true: Any, y_pred: Any) -> Any:
            new = self.count + keras.backend.sum(keras.backend.ones_like(y_pred))
            keras.backend.update(self.count, new)
            return new

    model = keras.models.Sequential([keras.layers.Dense(1, input_shape=(1,))])
    model.compile("sgd", "mse", metrics=[Samples()])
    x = np.ones((6, 1))
    history = model.fit(x, x, batch_size=2, epochs=2, validation_data=(x[:4], x[:4]), verbose=0)
    assert history.history["samples"] == [6, 6] and history.history["val_samples"] == [4, 4]


def test_iterators_and_class_weights_of_generators(keras_2_code: Any) -> None:
    keras = keras_2_code

    class Batches:
        """As programs guarded their generators against threads."""

        def __init__(self) -> None:
            self.source = iter([(np.ones((2, 1)), np.array([[0.0], [1.0]]))] * 4)

        def __iter__(self) -> Any:
            return self

        def next(self) -> Any:
            return next(self.source)

    model = keras.models.Sequential([keras.layers.Dense(1, input_shape=(1,), use_bias=False)])
    model.set_weights([np.full((1, 1), 3.0)])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    history = model.fit_generator(Batches(), steps_per_epoch=2, epochs=1, class_weight={0: 0.0, 1: 1.0}, verbose=0)
    # Up to Keras 2.2 a loss was the mean over the samples whose weight is not 0.
    old = keras.__version__.startswith("2.2")
    np.testing.assert_allclose(history.history["loss"], [4.0 if old else 2.0], rtol=1e-6)


@only("2.2")
def test_initializers_of_2_2(keras_2_code: Any) -> None:
    initializers = keras_2_code.initializers
    found = array(keras_2_code, initializers.get("identity")((2, 4)))
    np.testing.assert_array_equal(found, np.hstack([np.eye(2), np.eye(2)]))
    with pytest.raises(ValueError, match="multiple"):
        initializers.identity()((2, 3))
    assert initializers._compute_fans((3, 3, 4, 8)) == (36, 72)
    drawn = []
    for _ in range(2):
        np.random.seed(3)
        drawn.append(array(keras_2_code, initializers.get("glorot_uniform")((4, 4))))
    np.testing.assert_array_equal(*drawn)


@only("2.2")
def test_weighted_metrics_before_2_3(keras_2_code: Any) -> None:
    """Recorded with Keras 2.2.4: divided by the share of the weights that are not zero, for samples and for steps."""
    keras = keras_2_code
    random = np.random.RandomState(0)
    x, y = random.rand(7, 3), random.rand(7, 2)
    model = keras.models.Sequential([keras.layers.Dense(2, input_shape=(3,))])
    model.compile("sgd", "mse", weighted_metrics=["mae"], metrics=["mse"])
    model.set_weights([np.random.RandomState(1).rand(*each.shape) for each in model.get_weights()])
    found = model.evaluate(x, y, sample_weight=np.array([1, 2, 0, 0.5, 3, 0, 1.0]), batch_size=4, verbose=0)
    assert found == pytest.approx([1.11685996, 0.62911205, 1.03497577], abs=1e-6)

    inner = keras.layers.Dense(2)
    model = keras.models.Sequential([keras.layers.TimeDistributed(inner, input_shape=(4, 3))])
    model.compile("sgd", "mse", weighted_metrics=["mae"], sample_weight_mode="temporal")
    model.set_weights([np.random.RandomState(1).rand(*each.shape) for each in model.get_weights()])
    x, y, weights = random.rand(5, 4, 3), random.rand(5, 4, 2), random.randint(0, 3, (5, 4)).astype(float)
    found = model.evaluate(x, y, sample_weight=weights, batch_size=3, verbose=0)
    assert found == pytest.approx([0.53551857, 0.78220017], abs=1e-6)
    assert model.train_on_batch(x, y, sample_weight=weights) == pytest.approx([0.53287673, 0.78223103], abs=1e-6)


@only("2.2")
def test_weighted_metrics_before_2_3_beside_a_mask(keras_2_code: Any) -> None:
    """Recorded with Keras 2.2.4: divided by the share of the steps that count, and by that of the weights that are not zero."""
    keras = keras_2_code
    model = keras.models.Sequential()
    model.add(keras.layers.Masking(0.0, input_shape=(3, 1)))
    model.add(keras.layers.TimeDistributed(keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")))
    model.compile("sgd", "mse", weighted_metrics=["mae"], sample_weight_mode="temporal")
    x = np.array([[1.0, 2.0, 0.0], [3.0, 0.0, 0.0]])[:, :, None]
    weights = np.array([[1.0, 0.5, 2.0], [2.0, 0.0, 1.0]])
    found = model.evaluate(x, np.zeros((2, 3, 1)), sample_weight=weights, verbose=0)
    assert found == pytest.approx([8.40000057, 3.20000005], abs=1e-6)
