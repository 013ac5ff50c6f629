"""Methods and arguments of the training loops that Keras 3 lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from compat import keras

pytestmark = pytest.mark.only(keras=3)

X = np.random.RandomState(0).uniform(-1, 1, (8, 3)).astype("float32")
Y = np.random.RandomState(1).uniform(0, 1, (8, 2)).astype("float32")


def build(units: int = 2) -> Any:
    """One Dense layer of known weights."""
    model = keras.models.Sequential([keras.layers.Dense(units, activation="sigmoid", input_shape=(3,))])
    model.set_weights([np.linspace(-1, 1, 3 * units).reshape(3, units), np.zeros(units)])
    model.compile("sgd", "mse", metrics=["mae"])
    return model


def batches() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Batches of 2, without end."""
    while True:
        for start in range(0, 8, 2):
            yield X[start : start + 2], Y[start : start + 2]


@pytest.mark.parametrize(
    "options",
    [
        {"steps_per_epoch": 4, "epochs": 2},
        {"steps_per_epoch": 4, "nb_epoch": 2, "max_q_size": 2, "nb_worker": 1, "pickle_safe": False},
        {"samples_per_epoch": 4, "nb_epoch": 2, "workers": 3, "use_multiprocessing": False},
    ],
)
def test_fit_generator_is_fit(options: dict[str, Any]) -> None:
    old, new = build(), build()
    history = old.fit_generator(batches(), verbose=0, validation_data=[X, Y], **options).history
    expected = new.fit(batches(), steps_per_epoch=4, epochs=2, verbose=0, validation_data=(X, Y), shuffle=False).history
    assert history == expected


def test_the_other_generator_methods() -> None:
    model = build()
    assert np.allclose(model.evaluate_generator(batches(), steps=4), model.evaluate(X, Y, verbose=0), atol=1e-6)
    assert np.allclose(model.predict_generator(batches(), steps=4), model.predict(X, verbose=0), atol=1e-6)
    assert model.evaluate_generator(batches(), val_samples=4) == model.evaluate_generator(batches(), 4)


def test_an_unknown_argument_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^fit_generator\(\) got an unexpected keyword argument 'epoch'$"):
        build().fit_generator(batches(), epoch=3)


@pytest.mark.parametrize(("units", "shape"), [(2, (8,)), (1, (8, 1))])
def test_predict_classes(units: int, shape: tuple[int, ...]) -> None:
    model = build(units)
    scores = model.predict(X, verbose=0)
    classes = model.predict_classes(X)
    assert classes.shape == shape
    assert np.array_equal(classes, scores.argmax(-1) if units > 1 else (scores > 0.5).astype("int32"))
    assert np.array_equal(model.predict_proba(X), scores)


def test_lost_arguments_of_the_loops() -> None:
    model = build()
    model.compile("sgd", "mse", sample_weight_mode=None, target_tensors=None)
    history = model.fit(X, Y, nb_epoch=2, verbose=0, workers=2, use_multiprocessing=True, max_queue_size=3)
    assert len(history.history["loss"]) == 2
    model.evaluate(X, Y, verbose=0, workers=2)
    model.predict(X, verbose=0, max_queue_size=3)
    model.compile("sgd", "mse", sample_weight_mode="temporal")


def test_names_and_order_of_the_results_of_several_outputs() -> None:
    inputs = keras.layers.Input((3,))
    outputs = [keras.layers.Dense(1, name="b")(inputs), keras.layers.Dense(1, name="a")(inputs)]
    model = keras.models.Model(inputs, outputs)
    model.compile("sgd", "mse", metrics={"b": ["mae", "mape"], "a": ["mae"]})
    results = model.train_on_batch(X, [Y[:, :1], Y[:, 1:]])
    assert model.metrics_names == ["loss", "b_loss", "a_loss", "b_mae", "b_mape", "a_mae"]
    assert len(results) == 6
    assert results[0] == pytest.approx(results[1] + results[2], abs=1e-5)


def test_the_learning_rate_is_logged_as_lr() -> None:
    schedule = keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1))
    history = build().fit(X, Y, epochs=2, verbose=0, callbacks=[schedule]).history
    assert np.allclose(history["lr"], [0.1, 0.05])
    assert "learning_rate" not in history


def test_weights_of_one_name_in_models_inside_a_model_start_each_step_without_a_gradient() -> None:
    """Recorded with tf_keras; plain Keras 3 on torch gives 0.1205 in the third step."""

    def scaled(x: Any) -> Any:
        return keras.layers.Dense(1, use_bias=False, kernel_initializer="ones", name="d")(x)

    x = keras.Input((1,))
    inner = keras.Model(x, scaled(x))
    x = keras.Input((1,))
    model = keras.Model(x, scaled(inner(x)))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    losses = [float(model.train_on_batch(np.ones((1, 1)), np.zeros((1, 1)))) for _ in range(3)]
    assert losses == pytest.approx([1.0, 0.4096, 0.2368], abs=5e-5)
