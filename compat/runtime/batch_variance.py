"""The moving statistics of BatchNormalization, as each Keras 2 kept them.

2.15: TensorFlow's fused kernel, which it used for images, divides the variance by n - 1. 2.2: so it does there, the layer
corrects it again, and the averages are those of TensorFlow 1 with ``zero_debias``: the mean of what came so far, without the
value that they started from. What that needs beside the averages is in no list of weights, and is forgotten with the layer.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from . import dialects, hidden
from .widen import put, wrap

_MOMENTS, _BIASED = "_compat_moments", "_compat_biased"


def install() -> None:
    """Widen ``BatchNormalization``."""
    import keras

    cls = keras.layers.BatchNormalization
    dialects.remember(cls)
    put(cls, "build", _build(cls.build))
    wrap(cls, "_moments", _moments)
    wrap(cls, "call", _call)


def _build(native: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(native)
    def build(self: Any, input_shape: Any) -> None:
        native(self, input_shape)
        if dialects.of(self) != "2.2":
            return
        import keras

        def zeros(shape: Any, name: str) -> Any:
            return keras.Variable(
                lambda shape, dtype: keras.ops.zeros(shape, dtype), shape=shape, trainable=False, name=name
            )

        shape = tuple(self.moving_mean.shape)
        kept = [zeros(shape, "biased_mean"), zeros(shape, "biased_variance"), zeros((), "steps")]
        self.__dict__[_BIASED] = kept
        hidden.keep(self, kept)

    del build.__wrapped__  # Keras would find the signature behind it, which still has self
    return build


def _moments(native: Callable[..., Any]) -> Callable[..., Any]:
    def _moments(self: Any, inputs: Any, mask: Any) -> Any:
        found = native(self, inputs, mask)
        if dialects.of(self):
            self.__dict__[_MOMENTS] = found
        return found

    return _moments


def _call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        dialect = dialects.of(self)
        if not dialect or not training or not self.trainable or mask is not None or getattr(self, "renorm", False):
            return native(self, inputs, training=training, mask=mask)
        fused = _is_fused(self, len(inputs.shape), dialect)
        if not fused and dialect != "2.2":
            return native(self, inputs, training=training, mask=mask)
        from keras import ops

        before = ops.copy(ops.convert_to_tensor(self.moving_variance))  # torch changes it in place
        outputs = native(self, inputs, training=training, mask=mask)
        mean, variance = self.__dict__.pop(_MOMENTS)
        variance = variance * _factor(self, inputs, fused, dialect)
        if dialect == "2.2":
            _average_without_the_start(self, mean, variance)
        else:
            self.moving_variance.assign(before * self.momentum + variance * (1.0 - self.momentum))
        return outputs

    return call


def _average_without_the_start(layer: Any, mean: Any, variance: Any) -> None:
    """``b += (1 - m) * (value - b)`` from zero, divided by ``1 - m**steps`` (Kingma and Ba, 2014, section 3)."""
    biased_mean, biased_variance, steps = layer.__dict__[_BIASED]
    steps.assign(steps + 1.0)
    divisor = 1.0 - layer.momentum**steps
    for biased, value, moving in (
        (biased_mean, mean, layer.moving_mean),
        (biased_variance, variance, layer.moving_variance),
    ):
        biased.assign(biased + (value - biased) * (1.0 - layer.momentum))
        moving.assign(biased / divisor)


def _is_fused(layer: Any, rank: int, dialect: str) -> bool:
    """Whether Keras 2 used TensorFlow's fused kernel: images, and volumes in 2.15, with their channels first or last."""
    if getattr(layer, "synchronized", False) or getattr(layer, "renorm", False) or not isinstance(layer.axis, int):
        return False
    axis = layer.axis % rank
    if dialect == "2.2":
        return rank == 4 and axis == 3
    return rank in (4, 5) and axis in (1, rank - 1) and layer.compute_dtype in ("float16", "bfloat16", "float32")


def _factor(layer: Any, inputs: Any, fused: bool, dialect: str) -> Any:
    """What the variance with the divisor n is multiplied with.

    2.15: ``n / max(n - 1, 1)``, of the fused kernel. 2.2: ``n / (n - 1 - epsilon)`` always, and the kernel's before it.
    """
    from keras import ops

    axis, count = layer.axis % len(inputs.shape), 1.0
    for position, size in enumerate(ops.shape(inputs)):
        if position != axis:
            count = count * ops.cast(size, layer.moving_variance.dtype)
    factor = count / ops.maximum(count - 1.0, 1.0) if fused else 1.0
    return factor * count / (count - 1.0 - layer.epsilon) if dialect == "2.2" else factor
