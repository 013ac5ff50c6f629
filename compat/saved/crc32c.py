"""CRC-32C (Castagnoli), by which TensorFlow guards what it writes; over lanes of bytes at once, for large arrays.

The checksum is linear over GF(2): that of a concatenation is the first's, carried over the second's length, XOR the second's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

_POLYNOMIAL = 0x82F63B78
#: From this many bytes on, lanes are quicker than bytes.
_LANES_FROM, _LANES = 1 << 12, 1 << 10


@cache
def _table() -> np.ndarray:
    rows = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        rows = np.where(rows & 1, (rows >> 1) ^ np.uint32(_POLYNOMIAL), rows >> 1).astype(np.uint32)
    return rows


@cache
def _bytes_table() -> list[int]:
    return [int(each) for each in _table()]


def extend(checksum: int, data: bytes | memoryview) -> int:
    """The checksum of bytes that follow those of ``checksum`` (0: there are none)."""
    raw = np.frombuffer(data, np.uint8)
    if raw.size < _LANES_FROM:
        return _serial(checksum, raw.tobytes())
    lanes = min(_LANES * 64, 1 << ((raw.size // 256).bit_length() - 1))
    length = raw.size // lanes
    head = raw[: lanes * length].reshape(lanes, length)
    # Each lane starts from nothing: no initial or final inversion, so that lanes combine by XOR.
    state, table = np.zeros(lanes, np.uint32), _table()
    for column in np.ascontiguousarray(head.T):
        state = table[(state ^ column) & 0xFF] ^ (state >> 8)
    shift, size = _shift_tables(length), length
    while state.size > 1:
        state = _carried(state[0::2], shift) ^ state[1::2]
        size *= 2
        shift = _shift_tables(size)
    carried = _carried(np.asarray([checksum ^ 0xFFFFFFFF], np.uint32), shift)
    return _serial(int(carried[0] ^ state[0]) ^ 0xFFFFFFFF, raw[lanes * length :].tobytes())


def _serial(checksum: int, data: bytes) -> int:
    state, table = checksum ^ 0xFFFFFFFF, _bytes_table()
    for byte in data:
        state = table[(state ^ byte) & 0xFF] ^ (state >> 8)
    return state ^ 0xFFFFFFFF


def _carried(states: np.ndarray, tables: np.ndarray) -> np.ndarray:
    return (
        tables[0][states & 0xFF]
        ^ tables[1][(states >> 8) & 0xFF]
        ^ tables[2][(states >> 16) & 0xFF]
        ^ tables[3][states >> 24]
    )


@cache
def _shift_tables(length: int) -> np.ndarray:
    """What each byte of a state becomes when ``length`` zero bytes follow: four tables of 256."""
    if length == 1:
        return _as_tables(lambda states: _table()[states & 0xFF] ^ (states >> 8))
    half = _shift_tables(length // 2)
    twice = _as_tables(lambda states: _carried(_carried(states, half), half))
    if length % 2 == 0:
        return twice
    one = _shift_tables(1)
    return _as_tables(lambda states: _carried(_carried(states, twice), one))


def _as_tables(step: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    values = np.arange(256, dtype=np.uint32)
    return np.stack([step(values << np.uint32(8 * place)).astype(np.uint32) for place in range(4)])


def masked(checksum: int) -> int:
    """How TensorFlow stores a checksum: rotated and shifted by a constant."""
    return (((checksum >> 15) | (checksum << 17)) + 0xA282EAD8) & 0xFFFFFFFF
