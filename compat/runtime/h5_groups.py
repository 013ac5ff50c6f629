"""Models in open HDF5 files and groups: Keras 2 saved into ``h5py.File`` and ``h5py.Group``, and loaded from them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def is_group(value: Any) -> bool:
    """Whether it is an open ``h5py.File`` or a group in one."""
    h5py = sys.modules.get("h5py")
    return h5py is not None and isinstance(value, h5py.Group)


@contextmanager
def written_into(group: Any) -> Iterator[str]:
    """The name of a file: what it holds in the end goes into ``group``, whose other names stay."""
    import h5py

    with tempfile.TemporaryDirectory(prefix="compat-") as scratch:
        path = os.path.join(scratch, "model.h5")
        yield path
        with h5py.File(path, "r") as file:
            _copy(file, group)
    group.file.flush()


@contextmanager
def as_file(group: Any) -> Iterator[str]:
    """The name of a file that holds what ``group`` holds."""
    import h5py

    with tempfile.TemporaryDirectory(prefix="compat-") as scratch:
        path = os.path.join(scratch, "model.h5")
        with h5py.File(path, "w") as file:
            _copy(group, file)
        yield path


def _copy(source: Any, target: Any) -> None:
    for name in source:
        if name in target:
            del target[name]
        source.copy(name, target)
    for name, value in source.attrs.items():
        target.attrs[name] = value
