"""TensorFlow's files without TensorFlow: the wire format, the index, the data and the objects."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from archives import Archive, series

import compat
from compat.saved import Refused, UnreadableFile, bundle, crc32c, protobuf, saved_constants
from compat.saved.tracked import Tracked


def test_the_checksum_of_the_standard() -> None:
    """RFC 3720, B.4, and the check value of CRC-32C."""
    assert crc32c.extend(0, b"123456789") == 0xE3069283
    assert crc32c.extend(0, bytes(32)) == 0x8A9136AA
    assert crc32c.extend(0, b"\xff" * 32) == 0x62A8AB43


@pytest.mark.parametrize("size", [4095, 4096, 4097, 65536, 100_003, 1_000_000])
def test_lanes_give_the_checksum_of_bytes(size: int) -> None:
    data = random.Random(size).randbytes(size)
    cut = size // 3
    assert crc32c.extend(0, data) == crc32c._serial(0, data)
    assert crc32c.extend(crc32c.extend(0, data[:cut]), data[cut:]) == crc32c._serial(0, data)


@pytest.mark.parametrize(
    "message", [b"\x08", b"\x08" + b"\xff" * 10 + b"\x01", b"\x0a\x05abc", b"\x0b", b"\x00\x01", b"\x0d\x01"]
)
def test_a_message_that_is_none(message: bytes) -> None:
    with pytest.raises(UnreadableFile, match="a message of TensorFlow is damaged"):
        list(protobuf.fields(message))


def test_fields() -> None:
    message = b"\x08\x96\x01\x12\x02hi\x1d\x01\x00\x00\x00\x52\x03\x01\xac\x02"
    assert list(protobuf.fields(message)) == [(1, 150), (2, b"hi"), (3, 1), (10, b"\x01\xac\x02")]
    assert protobuf.integers(message, 10) == [1, 300]
    assert protobuf.integers(b"\x08" + b"\xff" * 9 + b"\x01", 1) == [-1]


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    Archive("k215", "conv2d_bn").unpacked(tmp_path)
    return tmp_path / "ckpt" / "w"


def test_every_array(checkpoint: Path) -> None:
    numbers = Archive("k215", "conv2d_bn").numbers(checkpoint.parents[1])
    tensors = bundle.read(str(checkpoint))
    found = [each.read() for name, each in tensors.items() if name.startswith("layer") and each.dtype is not None]
    expected = series(numbers, "w")
    assert len(found) == len(expected)
    for array in expected:
        assert any(each.shape == array.shape and np.array_equal(each, array) for each in found)


def test_the_paths_of_objects(checkpoint: Path) -> None:
    tracked = Tracked(str(checkpoint))
    assert tracked.paths()[:3] == [f"layer_with_weights-{number}" for number in range(3)]
    assert [each.shape for each in tracked.variables("layer-1")] == [(3,)] * 4
    assert [each.name.split("/")[1] for each in tracked.variables("layer-1")] == [
        "gamma",
        "beta",
        "moving_mean",
        "moving_variance",
    ]


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(bytes(data))


def test_a_changed_number(checkpoint: Path) -> None:
    flip(checkpoint.parent / "w.data-00000-of-00001", 40)
    tensors = bundle.read(str(checkpoint)).values()
    with pytest.raises(UnreadableFile, match="the checksum of .* is wrong"):
        _ = [each.read() if each.dtype is not None else each.strings() for each in tensors]


def test_a_changed_index(checkpoint: Path) -> None:
    flip(checkpoint.parent / "w.index", 40)
    with pytest.raises(UnreadableFile, match="the checksum of a block is wrong"):
        bundle.read(str(checkpoint))


def test_data_cut_short(checkpoint: Path) -> None:
    data = checkpoint.parent / "w.data-00000-of-00001"
    data.write_bytes(data.read_bytes()[:-10])
    with pytest.raises(UnreadableFile, match="it ends before .* does"):
        bundle.read(str(checkpoint))


def test_data_that_is_not_there(checkpoint: Path) -> None:
    (checkpoint.parent / "w.data-00000-of-00001").unlink()
    with pytest.raises(UnreadableFile, match="a checkpoint is its .index and all its .data files"):
        bundle.read(str(checkpoint))


@pytest.mark.parametrize("given", ["ckpt/w", "ckpt/w.index", "ckpt"])
def test_what_names_a_checkpoint(checkpoint: Path, given: str) -> None:
    assert bundle.prefix_of(str(checkpoint.parents[1] / given)) == str(checkpoint)


def test_a_folder_of_several_checkpoints(checkpoint: Path) -> None:
    for suffix in (".index", ".data-00000-of-00001"):
        shutil.copyfile(f"{checkpoint}{suffix}", f"{checkpoint}2{suffix}")
    assert bundle.prefix_of(str(checkpoint.parent)) == str(checkpoint)
    (checkpoint.parent / "checkpoint").unlink()
    with pytest.raises(UnreadableFile, match="holds the checkpoints w, w2"):
        bundle.prefix_of(str(checkpoint.parent))


def test_the_file_checkpoint_leads_nowhere_else(checkpoint: Path) -> None:
    (checkpoint.parent / "checkpoint").write_text('model_checkpoint_path: "../../w"\n')
    assert bundle.prefix_of(str(checkpoint.parent)) == str(checkpoint)


def test_weights_of_another_model(checkpoint: Path) -> None:
    import keras

    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    before = model.get_weights()
    with pytest.raises(
        ValueError, match="does not hold the weights of the model .*: 'dense.*' has weights of the shapes"
    ):
        compat.load_weights(model, checkpoint)
    assert all(np.array_equal(one, other) for one, other in zip(model.get_weights(), before))


def test_the_words_of_a_lookup_table(tmp_path: Path) -> None:
    Archive("k215", "text_vectorization").unpacked(tmp_path)
    folder = tmp_path / "savedmodel"
    constants = saved_constants.Constants(str(folder / "saved_model.pb"), 1 << 30)
    tracked = Tracked(str(folder / "variables" / "variables"))
    table = "layer_with_weights-0/_lookup_layer/lookup_table"
    assert sorted(constants.keys(tracked, table)) == ["a", "cat", "dog", "ran", "sat", "the"]


def test_a_savedmodel_that_keras_did_not_write(tmp_path: Path) -> None:
    Archive("k215", "dense_seq").unpacked(tmp_path)
    folder = tmp_path / "savedmodel"
    (folder / "keras_metadata.pb").write_bytes(b"")
    with pytest.raises(UnreadableFile, match=r"is no model that Keras saved(.|\n)*TFSMLayer"):
        compat.load_model(folder)


def test_a_subclassed_savedmodel_names_its_class(tmp_path: Path) -> None:
    archive = Archive("k215", "subclassed")
    archive.unpacked(tmp_path)
    with pytest.raises(ValueError, match="uses Net, which Keras does not know"):
        compat.load_model(tmp_path / "savedmodel")
    model = compat.load_model(tmp_path / "savedmodel", archive.custom_objects())
    numbers = archive.numbers(tmp_path)
    assert model.compiled
    np.testing.assert_allclose(model.predict(numbers["x_0"], verbose=0), numbers["pred_0"], rtol=1e-5, atol=1e-6)


def test_a_list_of_objects_whose_classes_are_not_known(tmp_path: Path) -> None:
    Archive("k215", "subclassed").unpacked(tmp_path)
    tracked = Tracked(str(tmp_path / "ckpt" / "w"))
    with pytest.raises(Refused, match="are of classes that the file does not name"):
        tracked.keras3_path("blocks/0")


def test_a_model_without_weights_yet(checkpoint: Path) -> None:
    import keras

    model = keras.Sequential([keras.layers.Dense(3)])
    with pytest.raises(ValueError, match="has no weights yet(.|\n)*Hint: build or call it first"):
        compat.load_weights(model, checkpoint)


@pytest.fixture
def keras2_program() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


@pytest.mark.usefixtures("keras2_program")
def test_a_program_loads_its_savedmodel_and_its_checkpoint(checkpoint: Path) -> None:
    """``load_model`` and ``load_weights`` of Keras itself, in a Keras 2 program."""
    import keras

    numbers = Archive("k215", "conv2d_bn").numbers(checkpoint.parents[1])
    model = keras.models.load_model(str(checkpoint.parents[1] / "savedmodel"))
    assert model.compiled
    np.testing.assert_allclose(model.predict(numbers["x_0"], verbose=0), numbers["pred_0"], rtol=1e-5, atol=1e-6)
    model.set_weights([np.zeros_like(each) for each in model.get_weights()])
    model.load_weights(str(checkpoint)).expect_partial()
    np.testing.assert_allclose(model.predict(numbers["x_0"], verbose=0), numbers["pred_0"], rtol=1e-5, atol=1e-6)
