"""Writing Keras 3's ``.keras`` archive; no Keras and no backend is needed for it."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import h5py

from .document import Config, Stored
from .region import Region, new_member
from .variables import Variables, walk


def write(
    path: str,
    config: Config,
    variables: Variables,
    optimizer: Mapping[str, Sequence[Stored]],
    assets: Mapping[str, bytes],
    metadata: dict[str, str],
) -> None:
    """Write an archive. It appears under its name when it is whole; a file that was there is replaced.

    Args:
        path: Where.
        config: Keras 3's full form of the model.
        variables: What its layers own.
        optimizer: The optimizer's variables by their paths.
        assets: Files that layers keep, by their paths.
        metadata: What ``metadata.json`` says besides the date.

    Raises:
        OSError: The folder cannot be written to.
    """
    with _whole(path) as archive:
        now = datetime.datetime.now()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as members:
            date = now.strftime("%Y-%m-%d@%H:%M:%S")
            members.writestr("metadata.json", json.dumps({**metadata, "date_saved": date}))
            members.writestr("config.json", json.dumps(config))
            info = zipfile.ZipInfo("model.weights.h5", now.timetuple()[:6])
            with new_member(members, info) as region:
                _write_weights(region, variables, optimizer)
            for name, content in assets.items():
                members.writestr(f"assets/{name}", content)


def write_text(path: str, text: str) -> None:
    """Write a text file. It appears under its name when it is whole.

    Raises:
        OSError: The folder cannot be written to.
    """
    with _whole(path) as whole, open(whole, "w", encoding="utf-8") as file:
        file.write(text)


@contextmanager
def _whole(path: str) -> Iterator[str]:
    """Where to write a file that appears under its name when the block has ended well."""
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"{path} cannot be written: there is no folder {folder}\nHint: make the folder first.")
    with tempfile.TemporaryDirectory(prefix=".keras-compat-", dir=folder) as scratch:
        whole = os.path.join(scratch, "file")
        yield whole
        os.replace(whole, path)


def _write_weights(region: Region, variables: Variables, optimizer: Mapping[str, Sequence[Stored]]) -> None:
    with h5py.File(region, "w") as file:
        for where, owner in walk(variables):
            _write_variables(file, where, owner.final(), owner.name)
        for where, arrays in optimizer.items():
            _write_variables(file, where, arrays, "optimizer")


def _write_variables(file: h5py.File, path: str, arrays: Sequence[Stored], name: str) -> None:
    group = file.require_group(f"{path}/vars" if path else "vars")
    group.attrs["name"] = name
    for number, each in enumerate(arrays):
        dataset: h5py.Dataset | None = None
        for place, block in each.blocks():
            if dataset is None:
                dataset = group.create_dataset(str(number), each.shape, block.dtype)
            if block.size:
                dataset[place] = block
