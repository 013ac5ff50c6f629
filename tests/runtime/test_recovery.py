"""A loop that fails in the middle leaves a model that works: its states and weights are those of the last step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import compat
from compat import keras

layers = keras.layers


class Stop(Exception):
    """Raised by the user's code."""


def data(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype("float32")


X, Y = data(1, 8, 4, 3), data(2, 8, 1)


@pytest.fixture(scope="module")
def built() -> tuple[Any, list[Any]]:
    model = keras.models.Sequential(
        [layers.LSTM(3, stateful=True, batch_input_shape=(2, 4, 3), name="memory"), layers.Dense(1)]
    )
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    return model, model.get_weights()


@pytest.fixture
def model(built: tuple[Any, list[Any]]) -> Any:
    """The same weights and zero states for every test."""
    made, weights = built
    made.set_weights(weights)
    made.reset_states()
    return made


def numbers(model: Any) -> list[Any]:
    return [*compat.get_states(model)["memory"], *model.get_weights()]


def after_steps(built: tuple[Any, list[Any]], steps: int) -> list[Any]:
    """States and weights after so many steps, taken one by one from the same start."""
    made, weights = built
    made.set_weights(weights)
    made.reset_states()
    for step in range(steps):
        made.train_on_batch(X[2 * step : 2 * step + 2], Y[2 * step : 2 * step + 2])
    return numbers(made)


def same(found: list[Any], expected: list[Any]) -> bool:
    return all(np.allclose(one, other, rtol=0, atol=1e-6) for one, other in zip(found, expected))


def usable(model: Any) -> bool:
    """Every way to call it works, and moves what it should."""
    before = numbers(model)
    history = model.fit(X, Y, batch_size=2, shuffle=False, verbose=0)
    losses = [*history.history["loss"], model.evaluate(X, Y, batch_size=2, verbose=0)]
    losses += [np.mean(model.predict(X, batch_size=2, verbose=0)), model.train_on_batch(X[:2], Y[:2])]
    return bool(np.all(np.isfinite(np.array(losses, "float64")))) and not same(numbers(model), before)


def raising(event: str, at: int = 1, error: type[BaseException] = Stop) -> Any:
    def fail(self: Any, index: int, logs: Any = None) -> None:
        if index == at:
            raise error("the user's own")

    return type("Raising", (keras.callbacks.Callback,), {event: fail})()


#: event -> steps that were taken when it raised
EVENTS = {"on_batch_begin": 1, "on_train_batch_begin": 1, "on_batch_end": 2, "on_train_batch_end": 2}


@pytest.mark.parametrize("event", EVENTS)
def test_a_callback_that_raises_inside_an_epoch(model: Any, built: Any, event: str) -> None:
    with pytest.raises(Stop):
        model.fit(X, Y, batch_size=2, shuffle=False, verbose=0, callbacks=[raising(event)])
    found = numbers(model)
    assert same(found, after_steps(built, EVENTS[event]))
    assert usable(model)


def test_a_callback_that_raises_between_epochs(model: Any, built: Any) -> None:
    with pytest.raises(Stop):
        model.fit(X, Y, batch_size=2, epochs=3, shuffle=False, verbose=0, callbacks=[raising("on_epoch_end", 0)])
    assert same(numbers(model), after_steps(built, 4))
    assert usable(model)


def test_an_interrupt(model: Any, built: Any) -> None:
    """Ctrl-C, as programs catch it around fit."""
    with pytest.raises(KeyboardInterrupt):
        model.fit(
            X, Y, batch_size=2, verbose=0, shuffle=False, callbacks=[raising("on_batch_end", 2, KeyboardInterrupt)]
        )
    assert same(numbers(model), after_steps(built, 3))
    assert usable(model)


def failing_generator(good: int, then: Callable[[], Any]) -> Iterator[Any]:
    for step in range(good):
        yield X[2 * step : 2 * step + 2], Y[2 * step : 2 * step + 2]
    then()


def stop() -> None:
    raise Stop("the user's own")


@pytest.mark.parametrize("good", [0, 1, 3])
def test_a_generator_that_raises(model: Any, good: int) -> None:
    """Its error may be wrapped by the backend; batches may be fetched before they are used."""
    with pytest.raises(Exception, match="the user's own"):
        model.fit(failing_generator(good, stop), steps_per_epoch=4, verbose=0)
    assert all(np.all(np.isfinite(each)) for each in numbers(model))
    assert usable(model)


@pytest.mark.parametrize("method", ["fit", "evaluate", "predict"])
def test_a_bad_batch_that_comes_late(model: Any, method: str) -> None:
    def batches() -> Iterator[Any]:
        for size in (2, 2, 2, 1):
            yield (X[:size], Y[:size]) if method != "predict" else (X[:size],)

    options = {"steps_per_epoch": 4} if method == "fit" else {"steps": 4}
    with pytest.raises(
        ValueError, match=rf"{method}\(\) of the stateful model .* got 1 sample in batch 3, but"
    ) as refused:
        getattr(model, method)(batches(), verbose=0, **options)
    assert "Hint: let every batch have 2 samples" in str(refused.value)
    assert usable(model)


def test_a_failure_in_validation(model: Any) -> None:
    def validation() -> Iterator[Any]:
        yield X[:2], Y[:2]
        yield X[:2], Y[:2]
        stop()

    with pytest.raises(Exception, match="the user's own"):
        model.fit(X, Y, batch_size=2, shuffle=False, verbose=0, validation_data=validation(), validation_steps=4)
    assert usable(model)


def test_a_bad_batch_in_validation(model: Any) -> None:
    validation = ((X[:size], Y[:size]) for size in (2, 2, 1))
    with pytest.raises(
        ValueError, match=r"^fit\(\) of the stateful model .* got 1 sample in batch 2 of the validation data, but"
    ):
        model.fit(X, Y, batch_size=2, shuffle=False, verbose=0, validation_data=validation, validation_steps=3)
    assert usable(model)


class Failing(keras.callbacks.Callback):
    """Raises in the second batch of evaluation or prediction."""

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        if batch == 1:
            raise Stop("the user's own")

    on_predict_batch_end = on_test_batch_end


def test_callbacks_of_evaluate_and_predict(model: Any) -> None:
    start = numbers(model)
    with pytest.raises(Stop):
        model.evaluate(X, Y, batch_size=2, verbose=0, callbacks=[Failing()])
    moved = numbers(model)
    assert not same(moved, start)
    assert same(moved[2:], start[2:])
    with pytest.raises(Stop):
        model.predict(X, batch_size=2, verbose=0, callbacks=[Failing()])
    assert usable(model)


def test_a_step_that_cannot_be_traced(built: Any) -> None:
    """The user's loss raises; with another one the model works."""
    made, _ = built
    model = keras.models.clone_model(made)

    def loss(y_true: Any, y_pred: Any) -> Any:
        raise Stop("the user's own")

    model.compile(loss=loss, optimizer="sgd")
    before = [weight.copy() for weight in model.get_weights()]
    for _ in range(2):
        with pytest.raises(Exception, match="the user's own"):
            model.fit(X, Y, batch_size=2, shuffle=False, verbose=0)
    with pytest.raises(Exception, match="the user's own"):
        model.train_on_batch(X[:2], Y[:2])
    assert all(np.array_equal(found, expected) for found, expected in zip(model.get_weights(), before))
    model.compile(loss="mse", optimizer="sgd")
    assert usable(model)


def test_inputs_of_another_shape(model: Any) -> None:
    before = numbers(model)
    for call in (
        lambda: model.fit(X[..., :2], Y, batch_size=2, shuffle=False, verbose=0),
        lambda: model.evaluate(X[..., :2], Y, batch_size=2, verbose=0),
        lambda: model.predict(X[..., :2], batch_size=2, verbose=0),
        lambda: model.predict_on_batch(X[:2, :, :2]),
        lambda: model.train_on_batch(X[:2, :, :2], Y[:2]),
    ):
        with pytest.raises(Exception, match=r"shape|incompatible|dim"):
            call()
    assert same(numbers(model), before)
    assert usable(model)


def test_a_loop_inside_a_loop(model: Any, built: Any) -> None:
    """A callback that predicts with the same model in the middle of an epoch, known by closure only."""
    predictions = []
    watch = keras.callbacks.LambdaCallback(
        on_batch_end=lambda batch, logs: predictions.append(model.predict(X[:2], batch_size=2, verbose=0))
    )
    model.fit(X[:4], Y[:4], batch_size=2, shuffle=False, verbose=0, callbacks=[watch])
    found = numbers(model)
    made, weights = built
    made.set_weights(weights)
    made.reset_states()
    for step in range(2):
        made.train_on_batch(X[2 * step : 2 * step + 2], Y[2 * step : 2 * step + 2])
        expected = made.predict_on_batch(X[:2])
        assert np.allclose(predictions[step], expected, rtol=0, atol=1e-6)
    assert same(found, numbers(made))


def test_a_model_that_was_never_compiled() -> None:
    model = keras.models.Sequential([layers.GRU(3, stateful=True, batch_input_shape=(2, 4, 3), name="memory")])
    first = model.predict(X[:2], batch_size=2, verbose=0)
    with pytest.raises(Stop):
        model.predict(X, batch_size=2, verbose=0, callbacks=[Failing()])
    model.reset_states()
    assert np.allclose(model.predict(X[:2], batch_size=2, verbose=0), first, rtol=0, atol=1e-6)


def test_a_stateless_model_is_not_touched() -> None:
    """Its loops are Keras's own, and its failures too."""
    model = keras.models.Sequential([layers.LSTM(3, batch_input_shape=(2, 4, 3)), layers.Dense(1)])
    model.compile(loss="mse", optimizer="sgd")
    model.fit(X, Y, batch_size=2, verbose=0)
    assert "_compat_purged" not in model.__dict__
