"""Resizing along one axis as a product with a matrix of weights, as ``tf.image.resize`` weighs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from keras import ops

from ._tensors import dtype_of, static_shape

Kernel = Callable[[Any], Any]


def _triangle(x: Any) -> Any:
    return np.maximum(0.0, 1.0 - np.abs(x))


def _cubic(b: float, c: float) -> Kernel:
    """The family of Mitchell and Netravali (1988)."""

    def kernel(x: Any) -> Any:
        x = np.abs(x)
        near = ((12 - 9 * b - 6 * c) * x**3 + (-18 + 12 * b + 6 * c) * x**2 + (6 - 2 * b)) / 6
        far = ((-b - 6 * c) * x**3 + (6 * b + 30 * c) * x**2 + (-12 * b - 48 * c) * x + (8 * b + 24 * c)) / 6
        return np.where(x < 1, near, np.where(x < 2, far, 0.0))

    return kernel


def _lanczos(radius: int) -> Kernel:
    return lambda x: np.where(np.abs(x) < radius, np.sinc(x) * np.sinc(x / radius), 0.0)


def _gaussian(x: Any) -> Any:
    """Radius 1.5, as in TensorFlow; the standard deviation is a third of it."""
    return np.where(np.abs(x) < 1.5, np.exp(-(x**2) / (2 * 0.5**2)), 0.0)


#: Of the distance, in elements of the input.
KERNELS: dict[str, Kernel] = {
    "bilinear": _triangle,
    "bicubic": _cubic(0.0, 0.5),
    "mitchellcubic": _cubic(1 / 3, 1 / 3),
    "lanczos3": _lanczos(3),
    "lanczos5": _lanczos(5),
    "gaussian": _gaussian,
}


def _places(size: int, length: int, half_pixel: bool) -> Any:
    """Where in the input each output element lies, in the precision of TensorFlow's kernels."""
    output = np.arange(length, dtype="float32")
    ratio = np.float32(1) / np.float32(np.float32(length) / np.float32(size))
    return (output + np.float32(0.5)) * ratio - np.float32(0.5) if half_pixel else output * ratio


def _shares(size: int, length: int) -> Any:
    """The share of each input element in each output element where both are intervals of one line."""
    ends = np.arange(length + 1) * (size / length)
    low, high = ends[:-1, None], ends[1:, None]
    inputs = np.arange(size)[None, :]
    return np.clip(np.minimum(inputs + 1, high) - np.maximum(inputs, low), 0, None)


def matrix(size: int, length: int, interpolation: str, half_pixel: bool) -> Any:
    """The weights of each input element in each output element: ``(length, size)``.

    Args:
        half_pixel: Whether elements are areas with their centres at half numbers; without it (TensorFlow 1) output i
            lies at ``i * size / length``.

    Raises:
        ValueError: An unknown interpolation.
    """
    if interpolation == "area":
        weights = _shares(size, length)
        return weights / weights.sum(axis=1, keepdims=True)
    if interpolation not in KERNELS:
        known = '", "'.join(["area", "nearest", *KERNELS])
        raise ValueError(f'`interpolation` argument should be one of: "{known}". Received: "{interpolation}".')
    kernel = KERNELS[interpolation]
    at = _places(size, length, half_pixel)
    if not half_pixel or interpolation == "bilinear":
        at = np.clip(at, 0, size - 1)
    if interpolation == "bicubic":
        # TensorFlow reads this kernel from a table of 1024 places.
        at = np.floor(at) + np.rint((at - np.floor(at)) * 1024) / 1024
    weights = kernel(np.arange(size)[None, :] - at[:, None])
    return weights / weights.sum(axis=1, keepdims=True)


def to_size(x: Any, axis: int, length: int, interpolation: str, half_pixel: bool = True) -> Any:
    """``x`` with ``length`` elements along an axis.

    Raises:
        ValueError: An unknown interpolation, or a size that is not known before anything runs.
    """
    size = (static_shape(x) or ())[axis]
    if size is None:
        raise ValueError(f"interpolation={interpolation!r} needs a known size along axis {axis}")
    weights = ops.cast(matrix(size, length, interpolation, half_pixel).T, dtype_of(x))
    return ops.moveaxis(ops.matmul(ops.moveaxis(x, axis, -1), weights), -1, axis)


def along(x: Any, axis: int, factor: int, interpolation: str, half_pixel: bool) -> Any:
    """``x`` with ``factor`` times as many elements along an axis; see :func:`to_size`."""
    size = (static_shape(x) or ())[axis]
    return to_size(x, axis, 0 if size is None else size * factor, interpolation, half_pixel)
