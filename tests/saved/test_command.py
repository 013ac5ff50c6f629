"""``compat convert``: what it says and the status it returns."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import recorded

from compat import cli, saved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("lstm_stateful.h5", "names_with_slashes.h5", "lambda_layer.h5"):
        shutil.copyfile(recorded.FILES / "k215" / name, tmp_path / name)
    return tmp_path


def test_a_converted_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = folder / "lstm_stateful.h5", folder / "lstm_stateful.keras"
    assert cli.main(["convert", str(source)]) == 0
    assert capsys.readouterr() == (f"{source}: converted to {target}\n", "")
    assert saved.convert(target).written is None


def test_a_named_target(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = folder / "lstm_stateful.h5", folder / "other.keras"
    assert cli.main(["convert", str(source), str(target)]) == 0
    assert target.exists()
    assert capsys.readouterr().err == ""


def test_a_file_that_keras_3_wrote(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved.convert(folder / "lstm_stateful.h5")
    before = set(folder.iterdir())
    assert cli.main(["convert", str(folder / "lstm_stateful.keras")]) == 0
    assert capsys.readouterr().out == f"{folder / 'lstm_stateful.keras'}: written by Keras 3, nothing to do\n"
    assert set(folder.iterdir()) == before


def test_a_file_of_keras_2_under_the_name_of_the_target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "model.keras"
    shutil.copyfile(recorded.FILES / "k215" / "lstm_stateful.keras", source)
    assert cli.main(["convert", str(source)]) == 0
    assert capsys.readouterr().out == f"{source}: converted to {tmp_path / 'model_keras3.keras'}\n"


def test_remarks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["convert", str(folder / "names_with_slashes.h5")]) == 0
    first, *remarks = capsys.readouterr().out.splitlines()
    assert first.endswith("names_with_slashes.keras, with remarks")
    assert remarks == [
        "  layer 'in/put' is called 'in_put': Keras 3 allows no '/' in a name",
        "  layer 'block1/dense/a' is called 'block1_dense_a': Keras 3 allows no '/' in a name",
        "  layer 'block1/dense' is called 'block1_dense': Keras 3 allows no '/' in a name",
    ]


def test_a_refused_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder / "lambda_layer.h5"
    before = set(folder.iterdir())
    assert cli.main(["convert", str(source)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"{source}: refused: layer 'twice' (Lambda): its function is stored as byte code")
    assert "\nHint: pass the function under the layer's name" in output.err
    assert set(folder.iterdir()) == before


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["convert", str(tmp_path / "nothing.h5")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("compat convert: ")
    assert "\nHint: " in error


def test_a_target_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["convert", str(folder / "lstm_stateful.h5"), str(folder / "no such folder" / "new.keras")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("compat convert: ")
    assert "there is no folder" in error
    assert "\nHint: " in error
