"""A metric function that gives one number for a batch, under sample weights: Keras 2 weighed it, Keras 3 stops."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from .widen import put


def install() -> None:
    """Widen what brings the values of a metric and the weights to one shape; Keras 3 refuses these, so for everybody."""
    from keras.src.metrics import reduction_metrics

    put(
        reduction_metrics,
        "reduce_to_samplewise_values",
        _reduced(reduction_metrics.reduce_to_samplewise_values),
    )


def _reduced(native: Callable[..., Any]) -> Callable[..., Any]:
    from keras import ops

    @functools.wraps(native)
    def reduce_to_samplewise_values(values: Any, sample_weight: Any, *args: Any, **kwargs: Any) -> Any:
        if sample_weight is not None:
            values, shape = ops.convert_to_tensor(values), getattr(sample_weight, "shape", ())
            if len(values.shape) == 0 and len(shape):
                values = ops.broadcast_to(values, shape)
        return native(values, sample_weight, *args, **kwargs)

    return reduce_to_samplewise_values
