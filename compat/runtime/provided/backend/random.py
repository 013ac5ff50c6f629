"""Random numbers of ``keras.backend``: new ones at every call, also inside a compiled step, on every backend.

Keras 3's generators keep their state in a variable. One that belongs to no layer would be a constant of a compiled step on
jax, so the layer or model that is being called gets one, on its first call.
"""

from __future__ import annotations

import sys
import weakref
from types import FrameType
from typing import Any

import keras
import numpy as np
from keras import ops, random
from keras.src.backend.common import global_state

from ._tensors import dims, dtype_of, standard_dtype, tensor, traced
from .creation import variable

_NAME = "compat_seed_generators"
_of_layers: weakref.WeakKeyDictionary[Any, dict[int | None, Any]] = weakref.WeakKeyDictionary()


def generator(seed: Any) -> Any:
    """The generator that a call draws from: one for each seed of the layer that is being called, or of the program."""
    seed = None if seed is None else int(seed) % 2**31
    layer = _layer_in_call(sys._getframe(1))
    if layer is not None:
        made = _of_layers.setdefault(layer, {})
    else:
        made = global_state.get_global_attribute(_NAME)
        if made is None:
            made = {}
            global_state.set_global_attribute(_NAME, made)
    if seed not in made:
        made[seed] = keras.random.SeedGenerator(seed)
        if layer is not None:
            # Its state is a variable of the layer now, though not among its weights. A built layer refuses an attribute.
            layer._seed_generators.append(made[seed])
    return made[seed]


def _layer_in_call(frame: FrameType | None) -> Any:
    while frame is not None:
        owner = frame.f_locals.get("self")
        if isinstance(owner, keras.Layer):
            return owner
        frame = frame.f_back
    return None


def random_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Numbers of a normal distribution: floatx unless a dtype is given."""
    return _normal(dims(shape), mean, stddev, standard_dtype(dtype), seed)


@traced
def _normal(shape: Any, mean: float, stddev: float, dtype: str, seed: int | None) -> Any:
    return random.normal(shape, mean=mean, stddev=stddev, dtype=dtype, seed=generator(seed))


def random_uniform(
    shape: Any, minval: float = 0.0, maxval: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Numbers of a uniform distribution, ``maxval`` not among them: floatx unless a dtype is given."""
    return _uniform(dims(shape), minval, maxval, standard_dtype(dtype), seed)


@traced
def _uniform(shape: Any, minval: float, maxval: float, dtype: str, seed: int | None) -> Any:
    if "int" in dtype:
        return random.randint(shape, minval, maxval, dtype=dtype, seed=generator(seed))
    return random.uniform(shape, minval=minval, maxval=maxval, dtype=dtype, seed=generator(seed))


def random_bernoulli(shape: Any, p: float = 0.0, dtype: Any = None, seed: int | None = None) -> Any:
    """1 with probability ``p``, else 0: floatx unless a dtype is given."""
    drawn = random_uniform(shape, dtype=dtype, seed=seed)
    return ops.cast(ops.less_equal(drawn, p), dtype_of(drawn))


def random_binomial(shape: Any, p: float = 0.0, dtype: Any = None, seed: int | None = None) -> Any:
    """:func:`random_bernoulli` under its older name."""
    return random_bernoulli(shape, p, dtype, seed)


def truncated_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Numbers of a normal distribution within two standard deviations: floatx unless a dtype is given."""
    return _truncated(dims(shape), mean, stddev, standard_dtype(dtype), seed)


@traced
def _truncated(shape: Any, mean: float, stddev: float, dtype: str, seed: int | None) -> Any:
    return random.truncated_normal(shape, mean=mean, stddev=stddev, dtype=dtype, seed=generator(seed))


def dropout(x: Any, level: float, noise_shape: Any = None, seed: int | None = None) -> Any:
    """``x`` with a share ``level`` of its elements 0 and the others scaled by ``1 / (1 - level)``, always.

    Args:
        noise_shape: The shape of what is dropped together, broadcast to that of ``x``.

    Raises:
        ValueError: A level below 0, or of 1 and more.
    """
    if isinstance(level, (int, float)) and not 0.0 <= level < 1.0:
        raise ValueError(f"Dropout level must be in interval [0, 1). Received: level={level}")
    return _dropout(x, level, None if noise_shape is None else dims(noise_shape), seed)


@traced
def _dropout(x: Any, level: float, noise_shape: Any, seed: int | None) -> Any:
    if noise_shape is not None:
        noise_shape = [size if size is not None else own for size, own in zip(noise_shape, ops.shape(x))]
    return random.dropout(tensor(x), level, noise_shape=noise_shape, seed=generator(seed))


def random_uniform_variable(
    shape: Any, low: float, high: float, dtype: Any = None, name: str | None = None, seed: int | None = None
) -> Any:
    """A variable of numbers of a uniform distribution; the same ones for the same seed."""
    seed = np.random.randint(10**9) if seed is None else seed
    return variable(random.uniform(dims(shape), low, high, standard_dtype(dtype), int(seed)), dtype, name)


def random_normal_variable(
    shape: Any, mean: float, scale: float, dtype: Any = None, name: str | None = None, seed: int | None = None
) -> Any:
    """A variable of numbers of a normal distribution; the same ones for the same seed."""
    seed = np.random.randint(10**9) if seed is None else seed
    return variable(random.normal(dims(shape), mean, scale, standard_dtype(dtype), int(seed)), dtype, name)
