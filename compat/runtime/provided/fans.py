"""``keras.initializers._compute_fans``: how many inputs and outputs a weight connects."""

from __future__ import annotations

import math
from collections.abc import Sequence


def compute_fans(shape: Sequence[int], data_format: str = "channels_last") -> tuple[float, float]:
    """``(inputs, outputs)`` of a weight; a kernel counts those of one place times its size.

    Args:
        shape: Of rank 2 for a matrix, 3 to 5 for a kernel; another rank gives the root of its size twice.
        data_format: Whether a kernel's channels come last (as those of all of Keras do) or first.

    Raises:
        ValueError: Another data format.
    """
    sizes = [int(size) for size in shape]
    if len(sizes) == 2:
        return sizes[0], sizes[1]
    if not 3 <= len(sizes) <= 5:
        root = math.sqrt(math.prod(sizes))
        return root, root
    if data_format == "channels_last":
        *field, inputs, outputs = sizes
    elif data_format == "channels_first":
        outputs, inputs, *field = sizes
    else:
        raise ValueError("Invalid data_format: " + data_format)
    return inputs * math.prod(field), outputs * math.prod(field)
