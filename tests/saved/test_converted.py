"""A converted file is an ordinary file of Keras 3: it loads where this library is absent, with the same numbers."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import plain_keras
import pytest
import recorded
from recorded import Recorded

from compat import saved

FILES = [each for each in recorded.files() if each.case not in recorded.NEEDS_THE_PROGRAM + recorded.NEEDS_COMPAT]


def target_name(file: Recorded) -> str:
    return file.id.replace("/", "_").replace(".", "_")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file converted, and what plain Keras says of it."""
    folder = tmp_path_factory.mktemp("converted")
    for file in FILES:
        before = hashlib.sha256(file.path.read_bytes()).digest()
        saved.convert(file.path, folder / f"{target_name(file)}.keras")
        assert hashlib.sha256(file.path.read_bytes()).digest() == before
        np.savez(folder / f"{target_name(file)}.npz", *file.series("x"))
    script = Path(plain_keras.__file__)
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_plain_keras_predicts_the_same(loaded: Path, file: Recorded) -> None:
    with np.load(loaded / f"{target_name(file)}.out.npz") as numbers:
        found = [numbers[f"first{number}"] for number in range(len(file.series("first")))]
    recorded.assert_equal(found, file.series("first"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_the_variables_are_where_keras_puts_them(loaded: Path, file: Recorded) -> None:
    """The model's and the optimizer's, as Keras writes the loaded model itself."""
    with np.load(loaded / f"{target_name(file)}.out.npz") as numbers:
        expected = {name: tuple(numbers[name]) for name in numbers if name.startswith("shape:")}
    found = plain_keras.saved_shapes(loaded / f"{target_name(file)}.keras")
    assert {name: tuple(shape) for name, shape in found.items()} == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_the_config_speaks_keras_3_only(loaded: Path, file: Recorded) -> None:
    with zipfile.ZipFile(loaded / f"{target_name(file)}.keras") as archive:
        assert set(archive.namelist()) == {"metadata.json", "config.json", "model.weights.h5"}
        assert archive.testzip() is None
        text = archive.read("config.json").decode()
        assert json.loads(archive.read("metadata.json"))["keras_version"].startswith("3")
    for old in ("batch_input_shape", "time_major", '"hard_sigmoid"', "tf_keras", "keras.src.engine", "is_legacy"):
        assert old not in text
