"""Arrays of layers whose weights Keras 3 lays out in another way. Formulas: Keras 2.2.4's ``load_weights``."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

Arrays = list[np.ndarray]


class Conversion(NamedTuple):
    """How many arrays the file holds, all of them trained, and how they become those of Keras 3."""

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


#: By the class that the file names.
OF_CLASS: dict[str, Conversion] = {
    "CuDNNLSTM": Conversion(3, _cudnn_lstm),
    "CuDNNGRU": Conversion(3, _cudnn_gru),
}
