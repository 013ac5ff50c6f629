"""Configuration and helpers of ``keras.backend``."""

from __future__ import annotations

import inspect
from typing import Any

import keras

from ._tensors import backend


def image_dim_ordering() -> str:
    """``"tf"`` where the channels are last, ``"th"`` where they are first."""
    return "th" if keras.config.image_data_format() == "channels_first" else "tf"


def set_image_dim_ordering(dim_ordering: str) -> None:
    """``"tf"`` puts the channels last, ``"th"`` first.

    Raises:
        ValueError: Another word.
    """
    if dim_ordering not in ("tf", "th"):
        raise ValueError(f"Unknown dim_ordering: {dim_ordering}")
    keras.config.set_image_data_format("channels_first" if dim_ordering == "th" else "channels_last")


def normalize_data_format(value: str | None) -> str:
    """The data format, lower case; None is the configured one.

    Raises:
        ValueError: Neither ``"channels_first"`` nor ``"channels_last"``.
    """
    found = (keras.config.image_data_format() if value is None else value).lower()
    if found not in ("channels_first", "channels_last"):
        raise ValueError(
            f'The `data_format` argument must be one of "channels_first", "channels_last". Received: {value}'
        )
    return str(found)


def transpose_shape(shape: Any, target_format: str, spatial_axes: Any) -> Any:
    """A shape with its channels last in ``target_format``.

    Args:
        shape: With the channels last, tuple or list.
        spatial_axes: Where its sizes of space are.

    Raises:
        ValueError: Another format.
    """
    if target_format == "channels_last":
        return shape
    if target_format != "channels_first":
        raise ValueError(
            f'The `data_format` argument must be one of "channels_first", "channels_last". Received: {target_format}'
        )
    before = list(shape[: spatial_axes[0]])
    return type(shape)([*before, shape[-1], *(shape[axis] for axis in spatial_axes)])


def has_arg(fn: Any, name: str, accept_all: bool = False) -> bool:
    """Whether a callable takes ``name`` as a keyword; ``accept_all``: also by ``**kwargs``."""
    try:
        parameters = inspect.signature(fn).parameters
    except (TypeError, ValueError):
        return False
    found = parameters.get(name)
    if found is None:
        return accept_all and any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    return found.kind in (found.POSITIONAL_OR_KEYWORD, found.KEYWORD_ONLY)


def name_scope(name: str) -> Any:
    """A scope for the names of variables."""
    return keras.name_scope(name.replace("/", "_") or "scope")


def _get_available_gpus() -> list[str]:
    """The names of the GPUs that the backend sees."""
    if backend() == "tensorflow":
        import tensorflow

        return [each.name for each in tensorflow.config.list_physical_devices("GPU")]
    if backend() == "jax":
        import jax

        return [str(each) for each in jax.devices() if each.platform in ("gpu", "cuda", "rocm")]
    import torch

    return [f"cuda:{index}" for index in range(torch.cuda.device_count())]


def __getattr__(name: str) -> Any:
    # Keras up to 2.3 had TensorFlow as K.tf, and the name of the backend as K._BACKEND.
    if name == "_BACKEND":
        return backend()
    if name == "tf":
        import tensorflow

        return tensorflow
    raise AttributeError(name)
