"""Files under the names that Keras 2 programs give them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from compat import keras

pytestmark = pytest.mark.only(keras=3)

X = np.random.RandomState(0).uniform(-1, 1, (4, 5, 3)).astype("float32")
Y = np.random.RandomState(1).uniform(-1, 1, (4, 1)).astype("float32")


def build(compiled: bool = True) -> Any:
    """A small stateful model, trained for one step."""
    model = keras.models.Sequential()
    model.add(keras.layers.LSTM(4, batch_input_shape=(2, 5, 3), stateful=True))
    model.add(keras.layers.Dense(1))
    if compiled:
        model.compile(optimizer=keras.optimizers.Adam(lr=0.01), loss="mse", metrics=["mae"])
        model.fit(X, Y, batch_size=2, epochs=1, shuffle=False, verbose=0)
        model.reset_states()
    return model


def predictions(model: Any) -> np.ndarray:
    """What the model answers from zero states."""
    model.reset_states()
    return np.asarray(model.predict(X, batch_size=2, verbose=0))


@pytest.mark.parametrize("name", ["m.h5", "m.hdf5", "m.keras", "m", "m.model"])
def test_a_compiled_model_is_saved_under_any_name_and_trains_on(tmp_path: Path, name: str) -> None:
    model = build()
    path = str(tmp_path / name)
    model.save(path)
    assert [each.name for each in tmp_path.iterdir()] == [name]
    loaded = keras.models.load_model(path)
    assert np.array_equal(predictions(loaded), predictions(model))
    for each in (model, loaded):
        each.reset_states()
    steps = [each.train_on_batch(X[:2], Y[:2]) for each in (model, loaded)]
    assert np.allclose(*steps, rtol=0, atol=1e-6)
    for ours, theirs in zip(loaded.get_weights(), model.get_weights()):
        assert np.allclose(ours, theirs, rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", ["w.h5", "w.hdf5", "w.weights.h5", "folder/ckpt_1"])
def test_weights_are_saved_and_loaded_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    model, other = build(), build(compiled=False)
    model.save_weights(str(path))
    result = other.load_weights(str(path))
    if name == "folder/ckpt_1":
        result.expect_partial()
    assert np.array_equal(predictions(other), predictions(model))


def test_overwrite_false_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "w.h5"
    path.write_bytes(b"kept")
    with pytest.raises(FileExistsError, match="overwrite=False"):
        build().save_weights(str(path), overwrite=False)
    assert path.read_bytes() == b"kept"


def test_a_failed_save_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from keras.src.legacy.saving import legacy_h5_format

    path = tmp_path / "w.h5"
    path.write_bytes(b"kept")

    def fail(*_: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(legacy_h5_format, "save_weights_to_hdf5_group", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        build().save_weights(str(path))
    assert path.read_bytes() == b"kept"
    assert [each.name for each in tmp_path.iterdir()] == ["w.h5"]


@pytest.mark.parametrize(
    ("pattern", "options", "expected"),
    [
        ("best.hdf5", {}, ["best.hdf5"]),
        ("w-{epoch:02d}.h5", {"save_weights_only": True}, ["w-01.h5", "w-02.h5"]),
        ("all-{epoch:02d}.h5", {}, ["all-01.h5", "all-02.h5"]),
    ],
)
def test_checkpoints_keep_their_names(tmp_path: Path, pattern: str, options: dict, expected: list[str]) -> None:
    model = build()
    keep = keras.callbacks.ModelCheckpoint(str(tmp_path / pattern), **options)
    model.fit(X, Y, batch_size=2, epochs=2, shuffle=False, verbose=0, callbacks=[keep])
    assert sorted(each.name for each in tmp_path.iterdir()) == expected


def test_a_missing_file_is_said_in_keras_own_words(tmp_path: Path) -> None:
    with pytest.raises((OSError, ValueError)):
        keras.models.load_model(str(tmp_path / "none.h5"))


def test_plain_keras_reads_what_was_written(tmp_path: Path, process: Callable[..., Any]) -> None:
    model = build()
    model.save_weights(str(tmp_path / "w.h5"))
    np.save(tmp_path / "y.npy", predictions(model)[:2])
    np.save(tmp_path / "x.npy", X[:2])
    process("""
        import numpy as np
        import keras
        model = keras.Sequential([keras.Input(batch_shape=(2, 5, 3)), keras.layers.LSTM(4), keras.layers.Dense(1)])
        model.load_weights("w.h5")
        assert np.abs(model.predict(np.load("x.npy"), verbose=0) - np.load("y.npy")).max() < 1e-6
    """)
