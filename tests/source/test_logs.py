"""Names in the logs of training, and attributes that are set too late."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed, messages

START = """import keras
from keras.callbacks import Callback, EarlyStopping, ReduceLROnPlateau
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
"""
COMPILED = START + 'model.compile("sgd", "mse", metrics=["accuracy", "mae"])\n'

RENAMED = {
    "history": ('h = model.fit(x, y)\nh.history["acc"]\n', "acc", "accuracy"),
    "history at once": ('d = model.fit(x, y).history\nd["val_acc"]\n', "val_acc", "val_accuracy"),
    "monitor": ('EarlyStopping(monitor="val_acc", mode="max")\n', "val_acc", "val_accuracy"),
    "monitor by position": ("EarlyStopping('val_mean_absolute_error')\n", "val_mean_absolute_error", "val_mae"),
    "logs": (
        'class C(Callback):\n    def on_epoch_end(self, epoch, logs={}):\n        print(logs["acc"])\n',
        '"acc"',
        '"accuracy"',
    ),
    "logs.get": (
        "class C(Callback):\n    def on_epoch_end(self, epoch, logs=None):\n        logs = logs or {}\n"
        '        print(logs.get("acc"))\n',
        '"acc"',
        '"accuracy"',
    ),
    "learning rate": (
        'h = model.fit(x, y, callbacks=[ReduceLROnPlateau()])\nh.history["lr"]\n',
        '"lr"',
        '"learning_rate"',
    ),
}


@pytest.mark.parametrize("name", RENAMED)
def test_renamed(name: str) -> None:
    source, old, new = RENAMED[name]
    assert fixed(COMPILED + source) == COMPILED + source.replace(old, new)


@pytest.mark.parametrize(
    "source",
    [
        COMPILED + 'h = {"acc": 1}\nh["acc"]\n',
        COMPILED + 'def f(logs):\n    return logs["acc"]\n',
        START + 'model.compile("sgd", "mse", metrics=["acc"])\nmodel.fit(x, y).history["acc"]\n',
        START
        + 'model.compile("sgd", "mse", metrics=["mean_absolute_error"])\nEarlyStopping("val_mean_absolute_error")\n',
        START + 'model.compile("sgd", "mse", metrics=[own])\nmodel.fit(x, y).history["acc"]\n',
        COMPILED + 'callbacks = []\nmodel.fit(x, y).history["lr"]\n'.replace("lr", "rate"),
        "import keras\nfrom lib import EarlyStopping\nEarlyStopping('val_acc')\nm.compile(metrics=['accuracy'])\n",
    ],
)
def test_left_alone(source: str) -> None:
    assert codes(source) == []


def test_metrics_in_a_list_of_a_name() -> None:
    source = (
        f'{START}names = ["accuracy"]\nmodel.compile("sgd", "mse", metrics=names)\nmodel.fit(x, y).history["acc"]\n'
    )
    assert fixed(source) == source.replace('["acc"]', '["accuracy"]')


def test_trainable_behind_compile() -> None:
    source = """
        import keras
        class GAN:
            def __init__(self):
                self.d = keras.Sequential([keras.layers.Dense(1)])
                self.d.compile("sgd", "mse")
                self.d.trainable = False
        """
    (message,) = messages(source)
    assert message.startswith("6: K2C531 self.d.trainable = ... behind self.d.compile(): ")
    assert fixed(source) == dedent(source)


@pytest.mark.parametrize(
    "lines",
    [
        "m.trainable = False\nm.compile('sgd', 'mse')\n",
        "m.compile('sgd', 'mse')\nm = keras.Sequential()\nm.trainable = False\n",
        "m.compile('sgd', 'mse')\nm.layers[0].trainable = False\n",
        "m.compile('sgd', 'mse')\nother.trainable = False\n",
    ],
)
def test_trainable_elsewhere(lines: str) -> None:
    assert codes(f"import keras\nm = keras.Sequential()\n{lines}") == []
