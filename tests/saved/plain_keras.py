"""Loads every model of a folder with Keras 3 alone, in a process of its own.

    python plain_keras.py FOLDER

For ``a.keras`` with inputs in ``a.npz`` it writes ``a.out.npz``: predictions, and the shape of every variable by its path,
as Keras saves the loaded model again.
"""

from __future__ import annotations

import io
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np


def saved_shapes(path: Path) -> dict[str, np.ndarray]:
    """The shape of every array in a ``.keras`` file."""
    found: dict[str, np.ndarray] = {}

    def visit(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset):
            found[f"shape:{name.replace('/', '|')}"] = np.asarray(item.shape, "int64")

    with zipfile.ZipFile(path) as archive, h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
        file.visititems(visit)
    return found


def main(folder: Path) -> None:
    import keras

    for path in sorted(folder.glob("*.keras")):
        with np.load(path.with_suffix(".npz")) as numbers:
            x = [numbers[name] for name in sorted(numbers)]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            model = keras.saving.load_model(path)
        found = model.predict(x[0] if len(x) == 1 else x, batch_size=len(x[0]), verbose=0)
        found = found if isinstance(found, (list, tuple)) else [found]
        again = path.with_suffix(".again.keras")
        model.save(again)
        outputs = {f"first{number}": np.asarray(each) for number, each in enumerate(found)}
        np.savez(path.with_suffix(".out.npz"), **outputs, **saved_shapes(again))
        again.unlink()
    assert not any(name.partition(".")[0] == "compat" for name in sys.modules)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
