"""What compile and the loops of Keras 2.2 took: tensors that are given once, weights, lists and dicts; and what they refused."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from compat.keras.utils.test_utils import layer_test

from compat import keras
from compat.keras import backend as K
from compat.keras import layers

pytestmark = [pytest.mark.only(keras=3), pytest.mark.usefixtures("standalone_keras")]
A, B = np.random.RandomState(0).rand(6, 3).astype("float32"), np.random.RandomState(1).rand(6, 3).astype("float32")
P, Q = np.random.RandomState(2).rand(6, 4).astype("float32"), np.random.RandomState(3).rand(6, 3).astype("float32")


def two() -> Any:
    a, b = keras.Input((3,), name="a"), keras.Input((3,), name="b")
    return keras.models.Model([a, b], [layers.Dense(4, name="p")(a), layers.Dense(3, name="q")(b)])


def test_arrays_in_lists_and_by_name() -> None:
    model = two()
    model.compile("sgd", "mse", loss_weights={"p": 0.5, "q": 2.0}, metrics=["mae"])
    start = model.get_weights()
    losses = []
    for x in ([A, B], {"a": A, "b": B}):
        for y in ([P, Q], {"p": P, "q": Q}):
            model.set_weights(start)
            losses.append(np.round(model.test_on_batch(x, y), 5).tolist())
    assert all(each == losses[0] for each in losses)
    assert len(losses[0]) == len(model.metrics_names) == 5


@pytest.mark.parametrize(
    ("x", "y", "weights", "error"),
    [
        ([A], [P, Q], None, ValueError),
        ([A, B[:2]], [P, Q], None, ValueError),
        ([A, B], [P, Q[:2]], None, ValueError),
        ([A, B], [P, P], None, ValueError),
        ([A, B], [P, Q], (None, np.ones(6)), TypeError),
        ([A, B], [P, Q], [None, np.ones((6, 2))], ValueError),
        ([A, B], [P, Q], [np.ones(6)], ValueError),
        ({"a": A}, [P, Q], None, ValueError),
    ],
)
def test_data_that_does_not_fit(x: Any, y: Any, weights: Any, error: type[Exception]) -> None:
    model = two()
    model.compile("sgd", "mse")
    with pytest.raises(error):
        model.train_on_batch(x, y, sample_weight=weights)
    assert len(model.train_on_batch([A, B], [P, Q])) == 3


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"loss": ["mse", "mse", "mse"]}, ValueError),
        ({"loss": []}, ValueError),
        ({"loss": {"r": "mse"}}, ValueError),
        ({"loss": "mse", "loss_weights": [1.0]}, ValueError),
        ({"loss": "mse", "loss_weights": (1.0, 1.0)}, TypeError),
        ({"loss": "mse", "sample_weight_mode": {"p": "temporal"}}, ValueError),
        ({"loss": "mse", "target_tensors": {"r": None}}, ValueError),
    ],
)
def test_compile_refuses(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        two().compile("sgd", **options)


def test_training_before_compile() -> None:
    with pytest.raises(RuntimeError, match="compile"):
        two().train_on_batch([A, B], [P, Q])


@pytest.mark.filterwarnings("ignore:Gradients do not exist for variables")
def test_a_loss_for_some_outputs() -> None:
    model = two()
    model.compile("sgd", {"q": "mse"}, metrics=["mae"])
    loss = np.mean((model.predict([A, B], verbose=0)[1] - Q) ** 2)
    assert float(np.ravel(model.test_on_batch([A, B], Q))[0]) == pytest.approx(float(loss), rel=1e-4)
    model.fit([A, B], [Q], verbose=0)


def test_weights_of_one_output() -> None:
    model = two()
    model.compile("sgd", "mse")
    predicted = model.predict([A, B], verbose=0)
    weights = np.arange(1.0, 7.0)
    found = model.test_on_batch([A, B], [P, Q], sample_weight={"q": weights})
    expected = np.mean((predicted[0] - P) ** 2) + np.mean(np.mean((predicted[1] - Q) ** 2, axis=1) * weights)
    assert float(found[0]) == pytest.approx(float(expected), rel=1e-4)


@pytest.mark.filterwarnings("ignore:The model does not have any trainable weights")
def test_an_input_made_of_a_tensor() -> None:
    fixed, free = keras.Input(tensor=K.variable(A)), keras.Input((3,), name="b")
    model = keras.models.Model([fixed, free], layers.concatenate([fixed, free]))
    np.testing.assert_allclose(model.predict(B, verbose=0), np.concatenate([A, B], axis=1), rtol=1e-6)
    model.compile("sgd", "mse")
    for x in (B, {"b": B}):
        assert np.isfinite(float(model.train_on_batch(x, np.zeros((6, 6)))))
    only = keras.models.Model(fixed, layers.Dense(4)(fixed))
    only.compile("sgd", "mse")
    assert only.predict(None, steps=3, verbose=0).shape == (18, 4)
    only.fit(None, P, epochs=1, batch_size=6, verbose=0)
    with pytest.raises(ValueError, match="steps"):
        only.predict(None, batch_size=6)


def test_targets_that_are_given_once() -> None:
    model = two()
    model.compile("sgd", "mse", target_tensors={"p": K.variable(P)})
    loss = model.test_on_batch([A, B], [Q])
    predicted = model.predict([A, B], verbose=0)
    assert float(loss[0]) == pytest.approx(
        float(np.mean((predicted[0] - P) ** 2) + np.mean((predicted[1] - Q) ** 2)), rel=1e-4
    )
    with pytest.raises(ValueError, match="Error when checking"):
        model.train_on_batch([A, B], [P, Q])


def test_tensors_are_the_same_in_every_step() -> None:
    model = keras.Sequential([layers.Dense(4, input_shape=(3,))])
    model.compile("sgd", "mse")
    x, y = K.zeros((6, 3)), K.zeros((6, 4))
    model.fit(x, y, steps_per_epoch=2, epochs=2, verbose=0)
    assert model.predict(x, steps=2, verbose=0).shape == (12, 4)
    with pytest.raises(ValueError, match="should specify the `steps_per_epoch`"):
        model.fit(x, y, batch_size=3)


def test_a_clone_on_a_tensor() -> None:
    model = keras.Sequential([layers.Dense(4, input_shape=(3,))])
    clone = keras.models.clone_model(model, input_tensors=K.variable(A))
    clone.compile("sgd", "mse")
    assert np.isfinite(float(clone.train_on_batch(None, P)))


def test_a_loop_that_fails_leaves_the_model_usable() -> None:
    def broken() -> Iterator[Any]:
        yield A, P
        raise OSError

    model = keras.Sequential([layers.Dense(4, input_shape=(3,))])
    model.compile("sgd", "mse")
    with contextlib.suppress(Exception):  # each backend has its own
        model.fit_generator(broken(), steps_per_epoch=4, epochs=1, verbose=0)
    assert np.isfinite(model.predict(A, verbose=0)).all()


@pytest.mark.filterwarnings("ignore:The model does not have any trainable weights")
def test_validation_goes_on_where_it_stopped() -> None:
    def targets() -> Iterator[Any]:
        for number in range(50):
            yield np.ones((1, 1)), np.full((1, 1), float(number))

    model = keras.Sequential([layers.Dense(1, kernel_initializer="zeros", trainable=False, input_shape=(1,))])
    model.compile("sgd", "mae")
    history = model.fit(
        np.ones((1, 1)), np.zeros((1, 1)), epochs=3, validation_data=targets(), validation_steps=1, verbose=0
    )
    assert len(set(history.history["val_loss"])) == 3


def test_trainable_after_compile_is_warned_of() -> None:
    model = keras.Sequential([layers.Dense(4, input_shape=(3,)), layers.Dense(2)])
    model.compile("sgd", "mse")
    model.layers[0].trainable = False
    with pytest.warns(UserWarning, match="Discrepancy"):
        model.summary(print_fn=lambda line, **_: None)


def test_layer_test_finds_a_wrong_shape() -> None:
    class Wrong(layers.Layer):
        def call(self, inputs: Any) -> Any:
            return inputs[:, :2]

        def compute_output_shape(self, input_shape: Any) -> Any:
            return input_shape

    assert layer_test(layers.Dense, {"units": 2}, input_shape=(3, 4)).shape == (3, 2)
    with pytest.raises(AssertionError):
        layer_test(Wrong, input_shape=(3, 4))
