"""Names of files: how far they are followed, what changes with them, what is left alone."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed

START = "import os\nimport keras\nmodel = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])\n"

RENAMED = {
    "whole model": ('model.save("m")', 'model.save("m.keras")'),
    "folder": ('model.save("out/m/")', 'model.save("out/m.keras")'),
    "weights": ('model.save_weights("w.h5")', 'model.save_weights("w.weights.h5")'),
    "checkpoint of TensorFlow": ('model.save_weights("./cp.ckpt")', 'model.save_weights("./cp.weights.h5")'),
    "by keyword": ('model.save(filepath="m.tf")', 'model.save(filepath="m.keras")'),
    "function": ('keras.models.save_model(model, "m")', 'keras.models.save_model(model, "m.keras")'),
    "format": ('model.save("m", save_format="tf")', 'model.save("m.keras")'),
    "join": ('model.save(os.path.join(d, "m"))', 'model.save(os.path.join(d, "m.keras"))'),
    "path": ('model.save(d / "m")', 'model.save(d / "m.keras")'),
    "sum": ('model.save_weights(d + "/w.h5")', 'model.save_weights(d + "/w.weights.h5")'),
    "f-string": ("model.save(f'{d}/m_{n}.tf')", "model.save(f'{d}/m_{n}.keras')"),
    "percent": ('model.save_weights("w%d.h5" % n)', 'model.save_weights("w%d.weights.h5" % n)'),
    "str.format": ('model.save_weights("w{}.h5".format(n))', 'model.save_weights("w{}.weights.h5".format(n))'),
    "variable": ('p = "w.h5"\nmodel.save_weights(p)', 'p = "w.weights.h5"\nmodel.save_weights(p)'),
    "default": ('def f(p="w.h5"):\n    model.save_weights(p)', 'def f(p="w.weights.h5"):\n    model.save_weights(p)'),
    "checkpoint": (
        'keras.callbacks.ModelCheckpoint("w.{epoch:02d}-{loss:.2f}.hdf5", "loss")',
        'keras.callbacks.ModelCheckpoint("w.{epoch:02d}-{loss:.2f}.keras", "loss")',
    ),
    "checkpoint of weights": (
        'keras.callbacks.ModelCheckpoint("w.h5", save_weights_only=True)',
        'keras.callbacks.ModelCheckpoint("w.weights.h5", save_weights_only=True)',
    ),
    "saved and loaded": (
        'model.save_weights("w.h5")\nif os.path.exists("w.h5"):\n    model.load_weights("w.h5")',
        'model.save_weights("w.weights.h5")\nif os.path.exists("w.weights.h5"):\n    model.load_weights("w.weights.h5")',
    ),
    "a word that means other things too": (
        'model.save("m")\nx = {"m": 1}\nkeras.models.load_model("m")',
        'model.save("m.keras")\nx = {"m": 1}\nkeras.models.load_model("m.keras")',
    ),
    "HDF5 that is read again": (
        'model.save("m.h5")\nkeras.models.load_model("m.h5")',
        'model.save("m.keras")\nkeras.models.load_model("m.keras")',
    ),
    "triple quotes": ('model.save("""m""")', 'model.save("""m.keras""")'),
    "other letters": ("model.save('модель.hdf5')\nmodel.save('ü')", "model.save('модель.hdf5')\nmodel.save('ü.keras')"),
}


@pytest.mark.parametrize("name", RENAMED)
def test_renamed(name: str) -> None:
    old, new = RENAMED[name]
    assert fixed(f"{START}{old}\n") == f"{START}{new}\n"


ALONE = {
    "ends that Keras 3 takes": 'model.save("m.keras")\nmodel.save("m.h5")\nmodel.save_weights("m.weights.h5")\n',
    "weights in several files": 'model.save_weights("m.weights.json")\n',
    "name that is not to be seen": "model.save(path)\nmodel.save_weights(f'{d}{n}')\nmodel.save(names[0])\n",
    "weights of an old file": 'model.load_weights("old.h5")\n',
    "one of two names": 'p = "w.h5"\nif n:\n    p = "w.weights.h5"\nmodel.save_weights(p)\n',
    "either way to save": 'keras.callbacks.ModelCheckpoint("w.h5", save_weights_only=flag)\n',
    "checkpoint of a whole model": 'keras.callbacks.ModelCheckpoint("m.h5")\n',
    "parameter that calls give": 'def f(p="w.h5"):\n    model.save_weights(p)\nf("w.weights.h5")\n',
}


@pytest.mark.parametrize("name", ALONE)
def test_left_alone(name: str) -> None:
    assert codes(START + ALONE[name]) == []


def test_other_libraries_save() -> None:
    source = """
        import keras
        from PIL import Image
        import torch
        Image.open("a.png").save("b")
        torch.save(x, "m.pt")
        figure.save("plot")
        net.fit(x, y)
        net.save("m")
        """
    assert codes(source) == []
    assert fixed(source) == dedent(source)


def test_folder_that_nothing_here_wrote() -> None:
    source = f'{START}keras.models.load_model("saved")\nkeras.models.load_model("saved.h5")\n'
    assert codes(source) == ["K2C631"]
    assert fixed(source) == source
