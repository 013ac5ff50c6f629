"""Callbacks as Keras 2 had them: what they monitor, what they restore, what they are told."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)


@pytest.fixture(params=["2.2", "2.15"])
def keras(request: pytest.FixtureRequest) -> Iterator[Any]:
    compat.install(dialect=request.param)
    try:
        import keras

        yield keras
    finally:
        compat.uninstall()


def _is_old(keras: Any) -> bool:
    return bool(keras.__version__ == "2.2.4")


@pytest.mark.parametrize(
    ("cls", "name", "rises"),
    [
        ("EarlyStopping", "val_acc", (True, True)),
        ("EarlyStopping", "val_acc_2", (True, False)),
        ("EarlyStopping", "val_auc", (False, True)),
        ("EarlyStopping", "val_precision", (False, False)),
        ("ReduceLROnPlateau", "accuracy", (True, True)),
        ("ReduceLROnPlateau", "f1", (False, False)),
    ],
)
def test_the_name_says_which_way_is_better(keras: Any, cls: str, name: str, rises: tuple[bool, bool]) -> None:
    rises_here = rises[0 if _is_old(keras) else 1]
    callback = getattr(keras.callbacks, cls)(monitor=name, patience=0)
    callback.model = SimpleNamespace(stop_training=False, optimizer=SimpleNamespace(lr=1.0))
    callback.on_train_begin()
    for epoch, value in enumerate((1.0, 2.0)):
        callback.on_epoch_end(epoch, {name: value})
    gave_up = callback.model.stop_training or callback.model.optimizer.lr < 1.0
    assert gave_up is not rises_here


class _Weights:
    """A model whose weights are the number of the epoch."""

    def __init__(self) -> None:
        self.stop_training = False
        self.weights = -1

    def get_weights(self) -> int:
        return self.weights

    def set_weights(self, weights: int) -> None:
        self.weights = weights


@pytest.mark.parametrize(("losses", "after"), [([0.2, 0.1, 0.3, 0.4], 1), ([0.2, 0.1, 0.3], 2)])
def test_the_best_weights_come_back_where_training_stops_early(keras: Any, losses: list[float], after: int) -> None:
    stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    stop.model = _Weights()
    stop.on_train_begin()
    for epoch, loss in enumerate(losses):
        stop.model.weights = epoch
        stop.on_epoch_end(epoch, {"val_loss": loss})
        if stop.model.stop_training:
            assert stop.model.weights == after
    stop.on_train_end()
    assert stop.model.weights == after


def test_a_baseline_is_to_be_beaten(keras: Any) -> None:
    stop = keras.callbacks.EarlyStopping(monitor="val_acc", baseline=0.75, patience=2)
    stop.model = _Weights()
    stop.on_train_begin()
    epochs = 0
    for value in (0.55, 0.74, 0.81):
        stop.on_epoch_end(epochs, {"val_acc": value})
        epochs += 1
        if stop.model.stop_training:
            break
    assert epochs == (2 if _is_old(keras) else 3)


def test_code_of_keras_3_restores_them_whenever_training_ends() -> None:
    from keras import callbacks

    stop = callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    compat.install()
    try:
        model = _Weights()
        stop.set_model(model)
        stop.on_train_begin()
        for epoch, loss in enumerate([0.1, 0.3]):
            model.weights = epoch
            stop.on_epoch_end(epoch, {"val_loss": loss})
        stop.on_train_end()
    finally:
        compat.uninstall()
    assert model.weights == 0


def test_a_rate_under_its_old_name_is_scheduled(keras: Any) -> None:
    variable = keras.Variable(1.0)
    for rate in (1.0, variable):
        optimizer = SimpleNamespace(lr=rate)
        schedule = keras.callbacks.LearningRateScheduler(lambda epoch: 0.25)
        schedule.model = SimpleNamespace(optimizer=optimizer)
        schedule.on_epoch_begin(0)
        assert float(keras.ops.convert_to_numpy(optimizer.lr)) == 0.25
        assert not hasattr(optimizer, "learning_rate")
    assert optimizer.lr is variable


def _fitted(keras: Any, *layers: Any, **data: Any) -> Any:
    told = keras.callbacks.LambdaCallback(on_train_end=lambda logs: None)
    model = keras.models.Sequential([keras.layers.Dense(1, input_dim=2), *layers])
    model.compile("sgd", "mse")
    x, y = np.ones((6, 2)), np.ones((6, 1))
    model.fit(x, y, verbose=0, callbacks=[told], **data)
    return told.validation_data


def test_callbacks_are_told_the_validation_data_up_to_2_2(keras: Any) -> None:
    x, y, weights = np.zeros((4, 2)), np.zeros((4, 1)), np.full(4, 2.0)
    given = _fitted(keras, validation_data=(x, y, weights))
    if not _is_old(keras):
        assert given is None
        return
    assert len(given) == 3 and all(np.array_equal(*pair) for pair in zip(given, (x, y, weights)))
    assert [each.shape for each in _fitted(keras, validation_split=0.5)] == [(3, 2), (3, 1), (3,)]
    assert _fitted(keras, keras.layers.Dropout(0.5), validation_data=(x, y))[3:] == [0.0]
    assert _fitted(keras) == []
