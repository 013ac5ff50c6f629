"""``tf.image``: ``(height, width, channels)`` or with a batch in front."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from ..backend import random as _random
from ..backend._tensors import dims as _dims
from ..backend._tensors import dtype_of as _dtype_of
from ..backend._tensors import tensor as _tensor
from . import public as _public


def resize(
    images: Any,
    size: Any,
    method: str = "bilinear",
    preserve_aspect_ratio: bool = False,
    antialias: bool = False,
    name: Any = None,
) -> Any:
    images = _tensor(images)
    if str(method) != "nearest" and "float" not in _dtype_of(images):
        images = ops.cast(images, "float32")
    return ops.image.resize(
        images,
        tuple(_dims(size)),
        interpolation=str(method),
        antialias=antialias,
        data_format="channels_last",
        **({"pad_to_aspect_ratio": True} if preserve_aspect_ratio else {}),
    )


def flip_left_right(image: Any) -> Any:
    return ops.flip(_tensor(image), axis=-2)


def flip_up_down(image: Any) -> Any:
    return ops.flip(_tensor(image), axis=-3)


def random_flip_left_right(image: Any, seed: Any = None) -> Any:
    return _by_chance(flip_left_right, image, seed)


def random_flip_up_down(image: Any, seed: Any = None) -> Any:
    return _by_chance(flip_up_down, image, seed)


def _by_chance(change: Any, image: Any, seed: Any) -> Any:
    image = _tensor(image)
    batch = ops.shape(image)[:1] if len(image.shape) == 4 else ()
    drawn = keras.random.uniform((*batch, *[1] * 3), seed=_random.generator(seed))
    return ops.where(drawn < 0.5, change(image), image)


def rgb_to_grayscale(images: Any, name: Any = None) -> Any:
    return ops.image.rgb_to_grayscale(_tensor(images), data_format="channels_last")


def grayscale_to_rgb(images: Any, name: Any = None) -> Any:
    return ops.repeat(_tensor(images), 3, axis=-1)


def per_image_standardization(image: Any) -> Any:
    """``(x - mean) / max(stddev, 1 / sqrt(number of elements))``, image by image."""
    image = ops.cast(_tensor(image), "float32")
    mean = ops.mean(image, axis=(-3, -2, -1), keepdims=True)
    deviation = ops.std(image, axis=(-3, -2, -1), keepdims=True)
    count = image.shape[-1] * image.shape[-2] * image.shape[-3]
    return (image - mean) / ops.maximum(deviation, count**-0.5)


def adjust_brightness(image: Any, delta: float) -> Any:
    return _tensor(image) + delta


def adjust_contrast(images: Any, contrast_factor: float) -> Any:
    images = _tensor(images)
    mean = ops.mean(images, axis=(-3, -2), keepdims=True)
    return (images - mean) * contrast_factor + mean


def crop_to_bounding_box(
    image: Any, offset_height: int, offset_width: int, target_height: int, target_width: int
) -> Any:
    rows = slice(offset_height, offset_height + target_height)
    return _tensor(image)[..., rows, offset_width : offset_width + target_width, :]


def central_crop(image: Any, central_fraction: float) -> Any:
    image = _tensor(image)
    height, width = image.shape[-3:-1]
    top, left = int((height - height * central_fraction) / 2), int((width - width * central_fraction) / 2)
    return image[..., top : height - top, left : width - left, :]


def convert_image_dtype(image: Any, dtype: Any, saturate: bool = False, name: Any = None) -> Any:
    """Integers of 8 or 16 bits become fractions of their largest value; floats only change their dtype."""
    image, wanted = _tensor(image), str(keras.backend.standardize_dtype(dtype))
    largest = {"uint8": 255, "int8": 127, "uint16": 65535, "int16": 32767}
    held = _dtype_of(image)
    if "float" not in wanted or ("float" not in held and held not in largest):
        raise NotImplementedError(
            "tf.image.convert_image_dtype() is served from integers to floats.\nHint: use keras.ops.cast."
        )
    return ops.cast(image, wanted) if held == wanted or "float" in held else ops.cast(image, wanted) / largest[held]


NAMES = _public(globals(), __name__)
