"""Large files: weights go from file to file in pieces."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from compat import saved
from compat.saved import document, region

#: What a conversion may need above the interpreter, in MB, of which a whole array would take more.
MEMORY = 100
_PROGRAM = """
import resource, sys
from compat import saved
saved.convert(sys.argv[1], sys.argv[3])
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
saved.convert(sys.argv[2], sys.argv[3])
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) >> 10)
"""


def embedding(path: Path, rows: int) -> Path:
    """A model of one array of ``rows`` KB."""
    layer = {"name": "e", "trainable": True, "dtype": "float32", "input_dim": rows, "output_dim": 256}
    first = {"name": "i", "batch_input_shape": [None, 3], "dtype": "float32", "sparse": False}
    layers = [{"class_name": "InputLayer", "config": first}, {"class_name": "Embedding", "config": layer}]
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = "2.15.0"
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"name": "s", "layers": layers}})
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = ["i", "e"]
        group.create_group("i").attrs["weight_names"] = np.zeros(0, "S1")
        owner = group.create_group("e")
        owner.attrs["weight_names"] = ["e/embeddings:0"]
        data = owner.create_dataset("e/embeddings:0", (rows, 256), "float32")
        for start in range(0, rows, 4096):
            data[start : start + 4096] = np.full((min(4096, rows - start), 256), start, "float32")
    return path


def test_the_memory_of_a_conversion(tmp_path: Path) -> None:
    small, large = embedding(tmp_path / "small.h5", 8), embedding(tmp_path / "large.h5", 300 * 1024)
    target = tmp_path / "large.keras"
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(small), str(large), str(target)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert int(done.stdout) < MEMORY
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        with archive.open("model.weights.h5") as member, h5py.File(member, "r") as file:
            found = file["layers/embedding/vars/0"]
            assert found.shape == (300 * 1024, 256)
            assert [found[row, 0] for row in (0, 4095, 4096, 300 * 1024 - 1)] == [0.0, 0.0, 4096.0, 303104.0]


@pytest.mark.parametrize("shape", [(), (0, 3), (7,), (3, 5, 2), (1, 40), (40, 1), (2, 3, 40)])
def test_places_cover_an_array_in_the_order_of_its_bytes(
    monkeypatch: pytest.MonkeyPatch, shape: tuple[int, ...]
) -> None:
    monkeypatch.setattr(document, "BLOCK", 32)
    array = np.arange(int(np.prod(shape)), dtype="float32").reshape(shape)
    pieces = [array[place] for place in document.places(shape, 4)]
    assert np.array_equal(np.concatenate([piece.ravel() for piece in pieces]), array.ravel())
    assert all(piece.nbytes <= 32 for piece in pieces)


def test_a_member_whose_checksum_is_wrong(tmp_path: Path) -> None:
    source = Path(__file__).parent / "files" / "k215" / "lstm_stateful.keras"
    data = bytearray(source.read_bytes())
    with zipfile.ZipFile(source) as archive:
        at = archive.getinfo("model.weights.h5").header_offset + 3000
    data[at] ^= 1
    path = tmp_path / "model.keras"
    path.write_bytes(bytes(data))
    with pytest.raises(saved.UnreadableFile, match=r"the checksum of 'model.weights.h5' is wrong"):
        saved.convert(path, tmp_path / "out.keras")


def test_a_region_ends_where_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    with open(path, "rb") as file:
        part = region.Region(file, 2, 5)
        assert part.read() == b"23456"
        assert part.seek(-1, os.SEEK_END) == 4 and part.read(9) == b"6"
        assert part.seek(99) == 99 and part.read(1) == b""
