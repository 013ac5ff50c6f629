"""What is broken, unsafe or without a form in Keras 3 gives one clear error, and no file."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import recorded

from compat import saved

LSTM_H5 = recorded.FILES / "k215" / "lstm_stateful.h5"
LSTM_KERAS = recorded.FILES / "k215" / "lstm_stateful.keras"
KERNEL = "model_weights/lstm/lstm/lstm_cell/kernel:0"


def assert_unreadable(path: Path, message: str) -> None:
    """The same error from both functions, with a hint, and nothing is written."""
    before = set(path.parent.iterdir())
    for action in (saved.convert, saved.load_model):
        with pytest.raises(saved.UnreadableFile, match=message) as caught:
            action(path)
        assert "\nHint: " in str(caught.value)
    assert set(path.parent.iterdir()) == before


def changed_h5(folder: Path, change: Callable[[h5py.File], None], source: Path = LSTM_H5) -> Path:
    path = folder / "model.h5"
    shutil.copyfile(source, path)
    with h5py.File(path, "r+") as file:
        change(file)
    return path


def changed_config(folder: Path, change: Callable[[Any], None], source: Path = LSTM_H5) -> Path:
    """A model whose layers were changed: ``change`` gets their list."""

    def rewrite(file: h5py.File) -> None:
        config = json.loads(file.attrs["model_config"])
        change(config["config"]["layers"])
        file.attrs["model_config"] = json.dumps(config)

    return changed_h5(folder, rewrite, source)


def rezipped(folder: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A ``.keras`` file whose members were changed."""
    path = folder / "model.keras"
    with zipfile.ZipFile(LSTM_KERAS) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path


@pytest.mark.parametrize("share", [0.05, 0.4, 0.9])
@pytest.mark.parametrize("source", [LSTM_H5, LSTM_KERAS], ids=["h5", "keras"])
def test_a_file_that_was_cut_short(tmp_path: Path, source: Path, share: float) -> None:
    path = tmp_path / source.name
    content = source.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert_unreadable(path, "not a whole zip archive|cannot be read as HDF5")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "model.h5"
    path.write_bytes(b"not a model")
    assert_unreadable(path, "neither HDF5, nor a .keras archive, nor JSON")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert_unreadable(tmp_path / "model.h5", "cannot be opened: No such file")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    assert_unreadable(tmp_path / "model", "is a folder")


def test_weights_without_a_model(tmp_path: Path) -> None:
    path = changed_h5(tmp_path, lambda file: file.attrs.__delitem__("model_config"))
    assert_unreadable(path, "holds no model: its architecture is missing")


def test_a_config_that_is_not_json(tmp_path: Path) -> None:
    path = changed_h5(tmp_path, lambda file: file.attrs.__setitem__("model_config", '{"class_name": "Sequ'))
    assert_unreadable(path, "attribute 'model_config' .* is not JSON")


def test_a_weight_that_is_missing(tmp_path: Path) -> None:
    assert_unreadable(changed_h5(tmp_path, lambda file: file.__delitem__(KERNEL)), "is listed .* but is not there")


@pytest.mark.parametrize(
    "link",
    [h5py.ExternalLink("/etc/passwd", "/x"), h5py.SoftLink("/model_weights/dense")],
    ids=lambda each: type(each).__name__,
)
def test_a_link_instead_of_a_weight(tmp_path: Path, link: Any) -> None:
    def change(file: h5py.File) -> None:
        del file[KERNEL]
        file[KERNEL] = link

    assert_unreadable(changed_h5(tmp_path, change), f"is a {type(link).__name__}; expected plain arrays inside")


def test_a_weight_with_its_bytes_in_another_file(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        shape = file[KERNEL].shape
        del file[KERNEL]
        file.create_dataset(KERNEL, shape, "float32", external=[(str(tmp_path / "bytes"), 0, 144)])

    (tmp_path / "bytes").write_bytes(bytes(144))
    assert_unreadable(changed_h5(tmp_path, change), "keeps its bytes in another file")


def test_a_virtual_weight(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        layout = h5py.VirtualLayout(file[KERNEL].shape, "float32")
        layout[:] = h5py.VirtualSource(str(LSTM_H5), KERNEL, file[KERNEL].shape)
        del file[KERNEL]
        file.create_virtual_dataset(KERNEL, layout)

    assert_unreadable(changed_h5(tmp_path, change), "is a virtual dataset")


def test_a_weight_that_declares_more_than_it_holds(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        del file[KERNEL]
        file.create_dataset(KERNEL, (1 << 20, 1 << 12), "float32", chunks=(1 << 10, 1 << 10))

    assert_unreadable(changed_h5(tmp_path, change), "declares 17179869184 bytes where 0 are stored")


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "assets/../../evil.txt", "..\\evil.txt", "C:/evil.txt"])
def test_a_member_that_leads_out_of_the_archive(tmp_path: Path, name: str) -> None:
    path = rezipped(tmp_path, lambda members: members.__setitem__(name, b"evil"))
    assert_unreadable(path, "leads out of the archive")


def test_a_member_that_unpacks_to_far_more(tmp_path: Path) -> None:
    path = rezipped(tmp_path, lambda members: members.__setitem__("assets/zeros", bytes((1 << 28) + 1)))
    assert_unreadable(path, "declares 268435457 bytes where")


@pytest.mark.parametrize("name", ["config.json", "metadata.json", "model.weights.h5"])
def test_a_member_that_is_missing(tmp_path: Path, name: str) -> None:
    assert_unreadable(rezipped(tmp_path, lambda members: members.__delitem__(name)), f"has no (readable )?{name}")


@pytest.mark.parametrize("config", ["[]", '{"class_name": "Sequential", "config": {}}', "3"])
def test_a_config_that_keras_never_wrote(tmp_path: Path, config: str) -> None:
    path = changed_h5(tmp_path, lambda file: file.attrs.__setitem__("model_config", config))
    assert_unreadable(path, "holds a config that Keras does not write")


def test_weights_of_another_model(tmp_path: Path) -> None:
    def change(layers: Any) -> None:
        layers[-1]["config"]["use_bias"] = False

    assert_unreadable(changed_config(tmp_path, change), "layer 'dense' has 1 weights, the file holds 2 for it")


def assert_refused(path: Path, message: str) -> saved.Refused:
    before = set(path.parent.iterdir())
    for action in (saved.convert, saved.load_model):
        with pytest.raises(saved.Refused, match=message) as caught:
            action(path)
        assert "\nHint: " in str(caught.value)
    assert set(path.parent.iterdir()) == before
    return caught.value


@pytest.mark.parametrize("name", ["k224/lambda_layer.h5", "k215/lambda_layer.h5", "k215/lambda_layer.keras"])
def test_byte_code_is_never_run_and_the_function_is_asked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / Path(name).name
    shutil.copyfile(recorded.FILES / name, path)
    message = r"layer 'twice' \(Lambda\): its function is stored as byte code, which is never run"
    assert "custom_objects={'twice': function}" in str(assert_refused(path, message))
    with pytest.raises(saved.Refused, match=message):
        saved.load_model(path, safe_mode=False)


def test_time_major_with_masks(tmp_path: Path) -> None:
    def change(layers: Any) -> None:
        layers.insert(1, {"class_name": "Masking", "config": {"name": "masking", "mask_value": 0.0}})

    path = changed_config(tmp_path, change, recorded.FILES / "k215" / "lstm_time_major.h5")
    assert assert_refused(path, "time_major=True with masks").code == "K2C201 time_major"


def test_a_dropped_argument_that_meant_something(tmp_path: Path) -> None:
    def change(layers: Any) -> None:
        layers[1]["config"]["dynamic"] = True

    refusal = assert_refused(
        changed_config(tmp_path, change), r"layer 'lstm' \(LSTM\): dynamic=True has no counterpart"
    )
    assert refusal.code == "K2C205 dynamic"


def test_an_argument_that_nobody_knows(tmp_path: Path) -> None:
    def change(layers: Any) -> None:
        layers[1]["config"]["colour"] = "red"

    assert_refused(changed_config(tmp_path, change), r"keras.layers.LSTM of Keras 3 takes no colour='red'")


def test_a_layer_that_keras_3_lost(tmp_path: Path) -> None:
    def change(layers: Any) -> None:
        layers[-1]["class_name"] = "DenseFeatures"

    assert_refused(changed_config(tmp_path, change), "DenseFeatures")


def test_a_model_of_a_class_of_the_user(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        file.attrs["model_config"] = json.dumps({"class_name": "Net", "config": {"units": 3}})

    assert_refused(changed_h5(tmp_path, change), "the model is a Net, a class of the user's")


def test_a_graph_that_leads_back_to_itself(tmp_path: Path) -> None:
    def change(layers: Any) -> None:
        layers[-1]["inbound_nodes"] = [[[layers[-1]["name"], 0, 0, {}]]]

    path = changed_config(tmp_path, change, recorded.FILES / "k215" / "encoder_decoder.h5")
    assert_refused(path, "leads back to its own input")


def test_a_graph_with_a_layer_that_is_not_there(tmp_path: Path) -> None:
    path = changed_config(tmp_path, lambda layers: layers.pop(0), recorded.FILES / "k215" / "encoder_decoder.h5")
    assert_refused(path, "is used but is not in the model")


def test_a_class_of_the_program_is_asked_for() -> None:
    path = recorded.FILES / "k215" / "program_objects.h5"
    message = (
        r"uses Scale, half_square, worst, which Keras does not know(.|\n)*Hint: pass custom_objects=\{'Scale': \.\.\."
    )
    with pytest.raises(ValueError, match=message):
        saved.load_model(path)


def test_a_converted_file_names_what_it_needs(tmp_path: Path) -> None:
    report = saved.convert(recorded.FILES / "k215" / "program_objects.keras", tmp_path / "new.keras")
    assert report.needed == ["Scale", "half_square", "worst"]
    assert "load it with custom_objects for: Scale, half_square, worst" in str(report)


def test_a_converted_file_with_a_layer_that_keras_3_lost(tmp_path: Path) -> None:
    report = saved.convert(recorded.FILES / "k215" / "locally_connected.h5", tmp_path / "new.keras")
    assert "load it with compat.load_model(): Keras 3 has no LocallyConnected2D" in str(report)
    assert report.written is not None
    assert [each.name for each in saved.load_model(report.written).layers] == [
        "locally_connected2d",
        "flatten",
        "dense",
    ]


@pytest.mark.parametrize("target", ["new.h5", "new"])
def test_a_target_that_keras_would_not_load(tmp_path: Path, target: str) -> None:
    with pytest.raises(ValueError, match=r"does not end in '.keras'"):
        saved.convert(LSTM_H5, tmp_path / target)
    assert not list(tmp_path.iterdir())


def test_the_source_is_never_the_target(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    shutil.copyfile(LSTM_KERAS, path)
    with pytest.raises(ValueError, match="is the file that is read"):
        saved.convert(path, path)
    assert path.read_bytes() == LSTM_KERAS.read_bytes()


def test_a_failed_conversion_keeps_the_old_target(tmp_path: Path) -> None:
    target = tmp_path / "model.keras"
    target.write_bytes(b"precious")
    broken = changed_h5(tmp_path, lambda file: file.__delitem__(KERNEL))
    with pytest.raises(saved.UnreadableFile):
        saved.convert(broken, target)
    assert target.read_bytes() == b"precious"
    assert {each.name for each in tmp_path.iterdir()} == {"model.h5", "model.keras"}


def test_a_model_without_an_optimizer_is_not_compiled(tmp_path: Path) -> None:
    path = changed_h5(tmp_path, lambda file: file.attrs.__delitem__("training_config"))
    report = saved.convert(path)
    assert report.written == str(tmp_path / "model.keras")
    assert not report.remarks
    with zipfile.ZipFile(report.written) as archive:
        assert "compile_config" not in json.loads(archive.read("config.json"))


def test_an_optimizer_without_a_counterpart_is_left_out_and_said(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        training = json.loads(file.attrs["training_config"])
        training["optimizer_config"] = {"class_name": "Nadam", "config": {"lr": 0.002, "schedule_decay": 0.004}}
        file.attrs["training_config"] = json.dumps(training)

    path = changed_h5(tmp_path, change, recorded.FILES / "k224" / "gru_reset_after.h5")
    report = saved.convert(path)
    assert len(report.remarks) == 1
    assert report.remarks[0].startswith("the model is not compiled, compile it again: schedule_decay=0.004")
    assert "K2C412 nadam_schedule_decay" in report.remarks[0]
    with pytest.warns(UserWarning, match="the model is not compiled"):
        assert not saved.load_model(path).compiled


def test_long_attributes_are_joined(tmp_path: Path) -> None:
    def change(file: h5py.File) -> None:
        group = file["model_weights"]
        for owner, name in ((group, "layer_names"), (group["lstm"], "weight_names")):
            values = list(owner.attrs[name])
            del owner.attrs[name]
            for number, value in enumerate(values):
                owner.attrs[f"{name}{number}"] = np.array([value.encode()])

    report = saved.convert(changed_h5(tmp_path, change), tmp_path / "new.keras")
    assert report.written == str(tmp_path / "new.keras")
