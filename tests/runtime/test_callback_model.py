"""Callbacks outside ``fit``: a program gives them any object for a model."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import compat

pytestmark = pytest.mark.only(keras=3)


def test_a_callback_is_driven_by_hand() -> None:
    compat.install()
    try:
        import keras

        stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2)
        stop.model = SimpleNamespace(stop_training=False, get_weights=list)
        stop.on_train_begin()
        epochs = 0
        for loss in (0.0860, 0.1096, 0.1040, 0.1019):
            epochs += 1
            stop.on_epoch_end(epochs, {"val_loss": loss})
            if stop.model.stop_training:
                break
        assert epochs == 3
    finally:
        compat.uninstall()
    with pytest.raises(AttributeError):
        keras.callbacks.Callback().model = None
