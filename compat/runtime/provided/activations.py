"""Activation functions with Keras 2's meaning."""

from __future__ import annotations

from typing import Any


def hard_sigmoid(x: Any) -> Any:
    """``clip(0.2 x + 0.5, 0, 1)``, the segment-wise linear sigmoid of Keras 1 and 2.

    Args:
        x: Tensor of any shape and float dtype.

    Returns:
        Tensor of the same shape and dtype.
    """
    from keras import ops

    return ops.clip(x * 0.2 + 0.5, 0.0, 1.0)
