"""Arrays of layers whose weights Keras 3 lays out in another way. Formulas: Keras 2.2.4's ``load_weights``."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

Arrays = list[np.ndarray]


class Conversion(NamedTuple):
    """How many arrays the file holds (0: as many as Keras 3), all of them trained, and how they become those of Keras 3."""

    stored: int
    convert: Callable[[Arrays], Arrays]


def _gates(array: np.ndarray, count: int, change: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    return np.hstack([change(gate) for gate in np.hsplit(array, count)])


def _cudnn_kernels(arrays: Arrays, gates: int) -> Arrays:
    """cuDNN keeps each gate's kernel transposed, the input's in another memory order as well."""
    kernel = _gates(arrays[0], gates, lambda gate: gate.T.reshape(gate.shape, order="F"))
    return [kernel, _gates(arrays[1], gates, np.transpose)]


def _cudnn_lstm(arrays: Arrays) -> Arrays:
    """cuDNN adds two biases."""
    first, second = np.split(arrays[2], 2)
    return [*_cudnn_kernels(arrays, 4), first + second]


def _cudnn_gru(arrays: Arrays) -> Arrays:
    """A GRU that resets after its product keeps both biases."""
    return [*_cudnn_kernels(arrays, 3), arrays[2].reshape(2, -1)]


def _concatenated(*orders: tuple[int, ...]) -> Callable[[Arrays], Arrays]:
    """Keras 1 kept an array for each gate, which Keras 2 concatenates."""
    return lambda arrays: [np.concatenate([arrays[number] for number in order], axis=-1) for order in orders]


def _first_rank(arrays: Arrays) -> Arrays:
    """Keras 1 kept the kernel of a Conv1D as that of an image of one column."""
    return [arrays[0][:, 0, :, :] if arrays[0].ndim == 4 else arrays[0], *arrays[1:]]


#: By the class that a file of Keras 1 names. An LSTM's gates are in the order i, c, f, o, with W, U and b of each.
OF_KERAS_1: dict[str, Conversion] = {
    "LSTM": Conversion(12, _concatenated((0, 6, 3, 9), (1, 7, 4, 10), (2, 8, 5, 11))),
    "GRU": Conversion(9, _concatenated((0, 3, 6), (1, 4, 7), (2, 5, 8))),
    "Convolution1D": Conversion(0, _first_rank),
}

#: By the class that the file names.
OF_CLASS: dict[str, Conversion] = {
    "CuDNNLSTM": Conversion(3, _cudnn_lstm),
    "CuDNNGRU": Conversion(3, _cudnn_gru),
}
