"""Classes of Keras 2 that Keras 3 lost: a metric or two, a callback, a constraint, the reductions of losses."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops


class Reduction:
    """How a loss makes one number of those of the samples."""

    AUTO = "auto"
    NONE = "none"
    SUM = "sum"
    SUM_OVER_BATCH_SIZE = "sum_over_batch_size"

    @classmethod
    def all(cls) -> tuple[str, ...]:
        """Every reduction."""
        return (cls.AUTO, cls.NONE, cls.SUM, cls.SUM_OVER_BATCH_SIZE)

    @classmethod
    def validate(cls, key: str) -> None:
        """Raise ``ValueError`` for another word."""
        if key not in cls.all():
            raise ValueError(f'Invalid Reduction Key: {key}. Expected keys are "{cls.all()}"')


def _without_nan(dividend: Any, divisor: Any) -> Any:
    """``dividend / divisor``, 0 where the divisor is 0."""
    zero = ops.equal(divisor, 0)
    return ops.where(zero, ops.zeros_like(dividend), dividend / ops.where(zero, ops.ones_like(divisor), divisor))


@keras.saving.register_keras_serializable(package="compat")
class MeanRelativeError(keras.metrics.Mean):
    """The mean of ``abs(y_true - y_pred) / normalizer``.

    Args:
        normalizer: In the shape of the targets.
    """

    def __init__(self, normalizer: Any, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.normalizer = np.asarray(normalizer, "float32")

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Take a batch."""
        y_true, y_pred = ops.cast(y_true, self.dtype), ops.cast(y_pred, self.dtype)
        if len(y_pred.shape) == len(y_true.shape) + 1 and y_pred.shape[-1] == 1:
            y_pred = ops.squeeze(y_pred, -1)
        normalizer = ops.broadcast_to(ops.cast(self.normalizer, self.dtype), y_true.shape)
        return super().update_state(_without_nan(ops.abs(y_true - y_pred), normalizer), sample_weight=sample_weight)

    def get_config(self) -> dict[str, Any]:
        return {"name": self.name, "dtype": self.dtype, "normalizer": self.normalizer.tolist()}


@keras.saving.register_keras_serializable(package="compat")
class MeanTensor(keras.metrics.Metric):
    """The mean of each element over the calls.

    Args:
        shape: Of the values; the first call says it where it is None.
    """

    def __init__(self, name: str = "mean_tensor", dtype: Any = None, shape: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self._shape: Any = None
        self.total = self.count = None
        if shape is not None:
            self._build(shape)

    def _build(self, shape: Any) -> None:
        self._shape = tuple(shape)
        self.total = self.add_variable(shape=self._shape, initializer="zeros", name="total")
        self.count = self.add_variable(shape=self._shape, initializer="zeros", name="count")

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take values, of the same shape in every call.

        Raises:
            ValueError: Another shape.
        """
        values = ops.cast(values, self.dtype)
        if self._shape is None:
            self._build(values.shape)
        elif tuple(values.shape) != self._shape:
            raise ValueError(
                "MeanTensor input values must always have the same shape. Expected shape (set during the first call): "
                f"{self._shape}. Got: {tuple(values.shape)}."
            )
        count = ops.ones_like(values)
        if sample_weight is not None:
            weight = ops.cast(sample_weight, self.dtype)
            for _ in range(len(values.shape) - len(weight.shape)):
                weight = ops.expand_dims(weight, -1)
            values, count = values * weight, count * weight
        self.total.assign_add(values)  # type: ignore[attr-defined]
        self.count.assign_add(count)  # type: ignore[attr-defined]

    def result(self) -> Any:
        """The means.

        Raises:
            ValueError: Before the first call.
        """
        if self._shape is None:
            raise ValueError(
                "MeanTensor does not have any value yet. Please call the MeanTensor instance or use "
                "`.update_state(value)` before retrieving the result."
            )
        return _without_nan(ops.convert_to_tensor(self.total), ops.convert_to_tensor(self.count))


class BaseLogger(keras.callbacks.Callback):
    """Averages the logs of the batches over an epoch, weighted by their ``size``; what has no size is left as it is.

    Keras 3 averages by itself and tells callbacks no sizes, so this changes numbers only where a program passes them.

    Args:
        stateful_metrics: Names whose last value is the epoch's.
    """

    def __init__(self, stateful_metrics: Any = None) -> None:
        super().__init__()
        self.stateful_metrics = set(stateful_metrics or ())

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Start anew."""
        self.seen = 0
        self.totals: dict[str, Any] = {}

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Take the logs of a batch."""
        logs = logs or {}
        size = logs.get("size", 0)
        self.seen += size * logs.get("num_steps", 1)
        for name, value in logs.items():
            if name in self.stateful_metrics:
                self.totals[name] = value
            else:
                self.totals[name] = self.totals.get(name, 0.0) + value * size

    on_batch_end = on_train_batch_end

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Put the means into the logs of the epoch."""
        if logs is not None and self.seen:
            for name in set(logs) & set(self.totals):
                logs[name] = self.totals[name] if name in self.stateful_metrics else self.totals[name] / self.seen


@keras.saving.register_keras_serializable(package="compat")
class RadialConstraint(keras.constraints.Constraint):
    """Rings of equal numbers around the middle of ``(rows, columns, channels, filters)`` kernels, rows equal to columns.

    A ring has the number on its diagonal at the bottom right.
    """

    def __call__(self, w: Any) -> Any:
        if len(w.shape) != 4:
            raise ValueError(f"The weight tensor must have rank 4. Received weight tensor with shape: {w.shape}")
        size = int(w.shape[0])
        middle = (size - 1) / 2
        offset = np.abs(np.arange(size) - middle)
        ring = np.ceil(np.maximum(offset[:, None], offset[None, :]) + middle).astype("int32")
        diagonal = ops.stack([w[index, index] for index in range(size)])
        return ops.take(diagonal, ops.convert_to_tensor(_source(size)[ring - ring.min()]), axis=0)


def _source(size: int) -> Any:
    """Which element of the diagonal each ring takes, from the middle outwards, as Keras 2 counts them."""
    start = size // 2
    first = start - 1
    return np.array([first, *(start + index for index in range(0 if size % 2 else 1, start))], "int32")


radial_constraint = RadialConstraint
