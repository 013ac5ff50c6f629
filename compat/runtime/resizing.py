"""Images made larger or smaller by interpolations that Keras 3 lacks, or computes otherwise on jax and torch.

Keras 2 gave floats; Keras 3 gives whole numbers for images of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dialects
from .widen import wrap

#: Those that Keras 3 computes as Keras 2 did, on every backend.
_SAME = ("nearest", "bilinear")


def install() -> None:
    """Widen ``UpSampling2D`` and ``Resizing``."""
    import keras

    for name, make in (("UpSampling2D", _up_sampled), ("Resizing", _resized)):
        cls = getattr(keras.layers, name, None)
        if cls is not None:
            dialects.remember(cls)
            wrap(cls, "call", make)


def _up_sampled(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any) -> Any:
        if self.interpolation in _SAME or not dialects.of(self):
            return native(self, inputs)
        rows = 2 if self.data_format == "channels_first" else 1
        from keras import ops

        shape = ops.shape(inputs)
        size = (shape[rows] * self.size[0], shape[rows + 1] * self.size[1])
        return resize(inputs, size, self.interpolation, self.data_format)

    return call


def _resized(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, data: Any, *args: Any, **kwargs: Any) -> Any:
        if not dialects.of(self) or isinstance(data, dict):
            return native(self, data, *args, **kwargs)
        import keras
        from keras import ops

        if not keras.backend.is_float_dtype(keras.backend.standardize_dtype(data.dtype)):
            data = ops.cast(data, self.compute_dtype)
        plain = not (self.crop_to_aspect_ratio or getattr(self, "pad_to_aspect_ratio", False))
        if self.interpolation in _SAME or not plain or getattr(self, "antialias", False):
            return native(self, data, *args, **kwargs)
        return resize(data, (self.height, self.width), self.interpolation, self.data_format)

    return call


def resize(images: Any, size: tuple[Any, Any], interpolation: str, data_format: str) -> Any:
    """Images of another size.

    Args:
        images: ``(batch, rows, columns, channels)`` or ``(rows, columns, channels)``, or with the channels first.
        size: Rows and columns.
        interpolation: ``"bicubic"``, ``"area"``, ``"gaussian"``, ``"lanczos3"``, ``"lanczos5"`` or ``"mitchellcubic"``.

    Returns:
        Of the same dtype.

    Raises:
        ValueError: An unknown interpolation; elsewhere than on tensorflow a size that is not known before anything runs.
    """
    import keras

    first = data_format == "channels_first"
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf
        from keras import ops

        images = ops.moveaxis(images, -3, -1) if first else images
        found = tf.cast(tf.image.resize(images, size, method=interpolation), images.dtype)
        return ops.moveaxis(found, -1, -3) if first else found
    from .provided.backend import _resize

    for axis, length in zip((-2, -1) if first else (-3, -2), size):
        images = _resize.to_size(images, axis, length, interpolation)
    return images
