"""``keras.utils.io_utils.h5dict``: an HDF5 file, a group of one, or a dict, read and written like one dict.

Arrays are data sets, everything else an attribute of the group; a list that is too long for one attribute is cut into
``name0``, ``name1``, ... as in the weight files of every Keras. Asking for a name that is not there makes a group.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import numpy as np

#: What an attribute of HDF5 may hold, in bytes.
LIMIT = 64512
_GROUP = "_is_group"


class H5Dict:
    """See the module.

    Args:
        path: The name of a file, an open ``h5py.File`` or ``h5py.Group``, or a dict.
        mode: ``"r"`` only reads; ``"w"`` begins with an empty file or dict, ``"a"`` with what is there.

    Raises:
        TypeError: Another kind of ``path``.
    """

    def __init__(self, path: Any, mode: str = "a") -> None:
        self._opened = False
        self.read_only = mode == "r"
        if isinstance(path, dict):
            if mode == "w":
                path.clear()
            path[_GROUP] = True
            self.data: Any = path
            return
        import h5py

        if isinstance(path, h5py.Group):
            self.data = path
        elif isinstance(path, str):
            self.data, self._opened = h5py.File(path, mode=mode), True
        else:
            raise TypeError(f"Required Group, str or dict. Received: {type(path)}.")

    @property
    def _is_dict(self) -> bool:
        return isinstance(self.data, dict)

    def __setitem__(self, attr: Any, val: Any) -> None:
        if self.read_only:
            raise ValueError("Cannot set item in read only mode.")
        attr = _text(attr)
        is_array = isinstance(val, (np.ndarray, np.generic))
        if self._is_dict:
            self.data[attr] = pickle.dumps(val) if is_array else val
            if is_array:
                self.data[_pickled(attr)] = True
        elif attr in self.data:
            raise KeyError(f'Cannot set attribute. Group with name "{attr}" exists.')
        elif is_array:
            self.data.create_dataset(attr, data=val)
        elif isinstance(val, list):
            self._set_list(attr, [each.encode("utf-8") if isinstance(each, str) else each for each in val])
        else:
            self.data.attrs[attr] = val

    def _set_list(self, attr: str, values: list[Any]) -> None:
        too_long = [each for each in values if len(each) > LIMIT]
        if too_long:
            raise RuntimeError(f"HDF5 attributes hold at most {LIMIT} bytes, these are longer: {too_long}")
        parts, array = 1, np.asarray(values)
        while any(part.nbytes > LIMIT for part in np.array_split(array, parts)):
            parts += 1
        if parts == 1:
            self.data.attrs[attr] = array
        else:
            for number, part in enumerate(np.array_split(array, parts)):
                self.data.attrs[f"{attr}{number}"] = part

    def __getitem__(self, attr: Any) -> Any:
        attr = _text(attr)
        if self._is_dict:
            if attr not in self.data:
                return self._new_group(attr)
            value = self.data[attr]
            if isinstance(value, dict) and value.get(_GROUP):
                return H5Dict(value)
            return pickle.loads(value) if _pickled(attr) in self.data else value
        if attr in self.data.attrs:
            return _plain(self.data.attrs[attr])
        if attr in self.data:
            value = self.data[attr]
            return np.asarray(value) if hasattr(value, "dtype") else H5Dict(value)
        parts: list[Any] = []
        number = 0
        while f"{attr}{number}" in self.data.attrs:
            parts += [_text(each) for each in self.data.attrs[f"{attr}{number}"]]
            number += 1
        return parts if number else self._new_group(attr)

    def _new_group(self, attr: str) -> H5Dict:
        if self.read_only:
            raise ValueError("Cannot create group in read only mode.")
        if self._is_dict:
            self.data[attr] = {_GROUP: True}
            return H5Dict(self.data[attr])
        return H5Dict(self.data.create_group(attr))

    def __contains__(self, key: Any) -> bool:
        return key in self.data or (not self._is_dict and key in self.data.attrs)

    def __len__(self) -> int:
        return len(self.data)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.data)

    def iter(self) -> Iterator[Any]:
        """The names."""
        return iter(self.data)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value under a name, or ``default``; no group is made."""
        return self[key] if key in self else default  # noqa: SIM401

    def __getattr__(self, attr: str) -> Any:
        if attr == "data":
            raise AttributeError(attr)
        return getattr(self.data, attr)

    def close(self) -> None:
        """Write what is open, and close a file that was given by its name."""
        if not self._is_dict:
            self.data.file.flush()
            if self._opened:
                self.data.close()


h5dict = H5Dict


def _text(name: Any) -> Any:
    return name.decode("utf-8") if isinstance(name, bytes) else name


def _pickled(attr: str) -> str:
    return f"_{attr}_pickled"


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "SO" else value
