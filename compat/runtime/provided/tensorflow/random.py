"""``tf.random``: new numbers at every call; a generator's state is a variable of the layer that is being called."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from ..backend import random as _k
from ..backend._tensors import dims as _dims
from ..backend._tensors import standard_dtype as _standard_dtype
from ..backend._tensors import tensor as _tensor
from . import _sizes
from . import public as _public


def normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = "float32", seed: Any = None, name: Any = None
) -> Any:
    return _sizes.drawn("random_normal", _dims(shape), _standard_dtype(dtype), seed) * stddev + mean


def uniform(
    shape: Any, minval: Any = 0, maxval: Any = None, dtype: Any = "float32", seed: Any = None, name: Any = None
) -> Any:
    found = _standard_dtype(dtype)
    if "int" in found:
        if maxval is None:
            raise ValueError("Must specify maxval for integer dtype")
        return keras.random.randint(tuple(_dims(shape)), minval, maxval, dtype=found, seed=_k.generator(seed))
    top = 1.0 if maxval is None else maxval
    return _sizes.drawn("random_uniform", _dims(shape), found, seed) * (top - minval) + minval


def truncated_normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = "float32", seed: Any = None, name: Any = None
) -> Any:
    return _sizes.drawn("truncated_normal", _dims(shape), _standard_dtype(dtype), seed) * stddev + mean


def shuffle(value: Any, seed: Any = None, name: Any = None) -> Any:
    return keras.random.shuffle(_tensor(value), axis=0, seed=_k.generator(seed))


def categorical(logits: Any, num_samples: int, dtype: Any = "int64", seed: Any = None, name: Any = None) -> Any:
    found = keras.random.categorical(_tensor(logits), int(num_samples), dtype="int32", seed=_k.generator(seed))
    return ops.cast(found, _standard_dtype(dtype))


def multinomial(logits: Any, num_samples: int, seed: Any = None, name: Any = None, output_dtype: Any = None) -> Any:
    return categorical(logits, num_samples, output_dtype or "int64", seed)


def set_seed(seed: int) -> None:
    """Numbers of Keras follow the seed, as those of TensorFlow did; NumPy's and Python's do not."""
    from keras.src.backend.common import global_state

    generator = keras.random.SeedGenerator(int(seed) % 2**31, name="global_seed_generator")
    global_state.set_global_attribute("global_seed_generator", generator)
    global_state.set_global_attribute("global_random_seed", int(seed) % 2**31)
    if keras.backend.backend() == "torch":
        import torch

        torch.manual_seed(int(seed))


NAMES = _public(globals(), __name__, set_random_seed="set_seed")
