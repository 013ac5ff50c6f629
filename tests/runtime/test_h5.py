"""Weights and models in HDF5: open files and groups, the layout of Keras 2 by order and by name, code of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import compat

pytestmark = pytest.mark.only(keras=3)


@pytest.fixture
def keras_2_code() -> Iterator[Any]:
    compat.install(dialect="2.2")
    import keras

    yield keras
    compat.uninstall()


def dense(keras: Any, *units: int, names: tuple[str, ...] = ("a", "b")) -> Any:
    layers, inputs = [], {"input_shape": (3,)}
    for size, name in zip(units, names):
        layers.append(keras.layers.Dense(size, name=name, **inputs))
        inputs = {}
    return keras.models.Sequential(layers)


def test_models_in_open_files_and_groups(keras_2_code: Any, tmp_path: Path) -> None:
    import h5py

    keras = keras_2_code
    model = dense(keras, 4, 2)
    model.compile("adam", "mse")
    x = np.ones((2, 3), "float32")
    model.train_on_batch(x, np.zeros((2, 2)))
    with h5py.File(tmp_path / "all.h5", "w") as file:
        file["mine"] = 1
        for place in (file.create_group("model"), file):
            keras.models.save_model(model, place)
            loaded = keras.models.load_model(place)
            np.testing.assert_array_equal(loaded.predict(x, verbose=0), model.predict(x, verbose=0))
            assert loaded.optimizer.iterations == 1
        assert file["mine"][()] == 1


def test_weights_by_order_by_name_and_what_does_not_fit(keras_2_code: Any, tmp_path: Path) -> None:
    keras = keras_2_code
    model, path = dense(keras, 4, 2), str(tmp_path / "weights.h5")
    model.save_weights(path)
    other = dense(keras, 4, 2, names=("x", "y"))
    other.load_weights(path)
    for ours, theirs in zip(other.get_weights(), model.get_weights()):
        np.testing.assert_array_equal(ours, theirs)
    part = dense(keras, 4, 5, names=("a", "b"))
    before = part.get_weights()
    with pytest.raises(ValueError, match=r"has shape \(4, 5\), but the saved weight has shape \(4, 2\)"):
        part.load_weights(path, by_name=True)
    np.testing.assert_array_equal(part.get_weights()[0], before[0])
    with pytest.warns(UserWarning, match="Skipping loading"):
        part.load_weights(path, by_name=True, skip_mismatch=True)
    np.testing.assert_array_equal(part.get_weights()[0], model.get_weights()[0])
    with pytest.raises(ValueError, match="containing 2 layers into a model with 1 layers"):
        dense(keras, 4).load_weights(path)


def test_kernels_are_brought_into_shape(keras_2_code: Any, tmp_path: Path) -> None:
    keras = keras_2_code
    model, path = dense(keras, 4), str(tmp_path / "weights.h5")
    model.save_weights(path)
    convolution = keras.models.Sequential([keras.layers.Conv2D(4, 1, input_shape=(1, 1, 3), name="a")])
    convolution.load_weights(path, reshape=True)
    np.testing.assert_array_equal(convolution.get_weights()[0][0, 0], model.get_weights()[0])


def test_functions_that_libraries_load_weights_with(keras_2_code: Any, tmp_path: Path) -> None:
    import h5py
    from keras.engine import saving, topology

    model, other = dense(keras_2_code, 4, 2), dense(keras_2_code, 4, 2)
    with h5py.File(tmp_path / "w.h5", "w") as file:
        saving.save_weights_to_hdf5_group(file, model.layers)
        assert saving.load_attributes_from_hdf5_group(file, "layer_names") == ["a", "b"]
        topology.load_weights_from_hdf5_group_by_name(file, other.layers)
    for ours, theirs in zip(other.get_weights(), model.get_weights()):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("kind", ["file", "dict"])
def test_h5dict(keras_2_code: Any, tmp_path: Path, kind: str) -> None:
    from keras.utils.io_utils import h5dict

    path: Any = str(tmp_path / "x.h5") if kind == "file" else {}
    writing = h5dict(path, mode="w")
    group = writing["group"]["inner"]
    group["text"], group["names"], group["array"] = "abc", [b"one", b"three"], np.arange(6.0).reshape(2, 3)
    group["long"] = [b"%040000d" % number for number in range(3)]
    writing.close()
    reading = h5dict(path, mode="r")
    inner = reading["group"]["inner"]
    assert inner["text"] == "abc" and inner["names"] == [b"one", b"three"]
    assert [int(each[-9:]) for each in inner["long"]] == [0, 1, 2]
    np.testing.assert_array_equal(inner["array"], np.arange(6.0).reshape(2, 3))
    assert "group" in reading and "other" not in reading and reading.get("other", 5) == 5
    with pytest.raises(ValueError, match="read only"):
        reading["other"]
    reading.close()


def test_a_lambda_that_this_process_wrote_loads_and_another_one_does_not(keras_2_code: Any, tmp_path: Path) -> None:
    keras = keras_2_code
    model = keras.models.Sequential([keras.layers.Lambda(lambda x: 2 * x, input_shape=(2,))])
    path = tmp_path / "model.h5"
    model.save(str(path))
    loaded = keras.models.load_model(str(path))
    np.testing.assert_allclose(loaded.predict(np.ones((1, 2)), verbose=0), 2 * np.ones((1, 2)))
    (tmp_path / "other.h5").write_bytes(path.read_bytes())
    with pytest.raises(ValueError, match="safe_mode|[Ll]ambda"):
        keras.models.load_model(str(tmp_path / "other.h5"))


def test_functions_before_threads_and_optimizer_states(keras_2_code: Any) -> None:
    model = dense(keras_2_code, 2)
    model._make_predict_function()
    with pytest.raises(RuntimeError, match="compile"):
        model._make_train_function()
    model.compile("adam", "mse")
    model._make_train_function()
    assert model.optimizer.built


def test_activations_in_a_scope(keras_2_code: Any) -> None:
    keras = keras_2_code

    def double(x: Any) -> Any:
        return 2 * x

    with keras.utils.custom_object_scope({"double": double}):
        assert keras.layers.Dense(1, activation="double").activation is double
    with pytest.raises(ValueError, match="double"):
        keras.layers.Dense(1, activation="double")
