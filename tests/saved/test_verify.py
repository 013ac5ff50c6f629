"""``--verify``: what the old model and the new one compute."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import recorded

from compat import cli, saved
from compat.saved import forward, verify
from compat.saved.outcomes import attempt

#: Models that NumPy computes, of each writer.
CHAINS = (
    "lstm_stateful",
    "lstm_hard_sigmoid",
    "gru_reset_after",
    "gru_reset_before",
    "simple_rnn_stacked",
    "sgd_decay",
    "adam",
)


def files() -> list[Path]:
    return [
        path for path in sorted(recorded.FILES.glob("*/*")) if path.stem in CHAINS and path.suffix in (".h5", ".keras")
    ]


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_numpy_computes_what_keras_2_did(path: Path) -> None:
    with np.load(path.with_suffix(".npz")) as numbers:
        found = forward.outputs(str(path), [numbers["x0"]])
        expected = numbers["first0"]
    assert not isinstance(found, str), found
    np.testing.assert_allclose(found[0], expected, rtol=1e-5, atol=1e-6)


def test_what_numpy_does_not_compute() -> None:
    x = np.zeros((2, 4, 3))
    assert forward.outputs(str(recorded.FILES / "k215" / "attention.h5"), [x]) == (
        "NumPy does not compute a model that is no Sequential of Keras 2"
    )
    assert forward.outputs(str(recorded.FILES / "k215" / "convolutions.h5"), [x]) == (
        "NumPy does not compute a DepthwiseConv2D"
    )
    assert forward.outputs(str(recorded.FILES / "k215" / "bidirectional_lstm.h5"), [x]) == (
        "NumPy does not compute a Bidirectional"
    )


@pytest.fixture
def without_tf_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(verify.importlib.util, "find_spec", lambda name: None if name == "tf_keras" else find(name))


@pytest.mark.usefixtures("without_tf_keras")
def test_a_verified_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model.h5"
    shutil.copyfile(recorded.FILES / "k224" / "lstm_stateful.h5", path)
    assert cli.main(["convert", str(path), "--verify", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["files"]
    assert row["status"] == "verified" and row["against"] == "numpy"
    assert 0 <= row["difference"] < 1e-6


@pytest.mark.only(package="tf_keras")
@pytest.mark.parametrize("name", ["k224/cudnn_gru.h5", "k215/bidirectional_lstm.keras"])
def test_real_keras_2_is_asked(tmp_path: Path, name: str) -> None:
    path = tmp_path / Path(name).name
    shutil.copyfile(recorded.FILES / name, path)
    found = attempt(str(path), None, {"verify": True})
    assert found.against == "tf_keras"
    if name.endswith(".keras"):
        assert (found.status, found.why) == ("verified", "")
    else:  # no Keras 2 after 2.2 has the class
        assert found.remarks[-1].startswith("not verified: tf_keras failed: ")


@pytest.mark.usefixtures("without_tf_keras")
def test_a_conversion_that_went_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen by the comparison: a converter that turned an array round."""
    from compat.saved import conversions, layers

    def turned(variables: Any, conversion: Any) -> None:
        variables.parts[0].variables.convert = lambda arrays: [arrays[0][::-1].copy(), *arrays[1:]]

    path = tmp_path / "model.h5"
    shutil.copyfile(recorded.FILES / "k215" / "lstm_hard_sigmoid.h5", path)
    monkeypatch.setattr(layers, "_convert", turned)
    monkeypatch.setitem(conversions.OF_CLASS, "LSTM", conversions.Conversion(0, lambda arrays: arrays))
    found = attempt(str(path), None, {"verify": True})
    assert found.status == "differs" and found.exit_status == 1
    assert found.why.startswith("the outputs differ by ")


def test_what_needs_the_program_is_not_verified(tmp_path: Path) -> None:
    path = tmp_path / "model.h5"
    shutil.copyfile(recorded.FILES / "k215" / "program_objects.h5", path)
    found = attempt(str(path), None, {"verify": True})
    assert found.status == "converted with remarks"
    assert found.remarks == ["not verified: it needs the program's Scale"]


def test_a_name_that_does_not_say_the_format(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    shutil.copyfile(recorded.FILES / "k215" / "lstm_hard_sigmoid.h5", path)
    assert saved.convert(path).written == str(tmp_path / "model.keras")
    with h5py.File(path) as file:
        assert "model_config" in file.attrs
