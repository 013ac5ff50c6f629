"""Losses and metrics whose numbers changed: near outputs of 0 and 1, by the logits behind an output, and by their shapes.

Each takes targets and outputs of one shape and averages over the last axis, as in Keras 2. Source of the formulas: tf-keras's
``losses.py`` and ``metrics``, and Keras 2.2.4's where the dialect says so.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, TypeVar

import keras
from keras import ops
from keras.src.losses import losses as native_losses
from keras.src.metrics import accuracy_metrics as native_metrics

from .backend import losses as backend
from .backend import nn
from .backend._tensors import dtype_of, is_dialect, rank, tensor

Function = TypeVar("Function")


def _of_keras(function: Function) -> Function:
    """Saved as Keras's own function of that name, which any Keras 3 finds."""
    function.__module__ = "keras.losses" if hasattr(keras.losses, function.__name__) else "keras.metrics"  # type: ignore[attr-defined]
    return function


def _pair(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    y_pred = tensor(y_pred)
    if "float" not in dtype_of(y_pred):
        y_pred = ops.cast(y_pred, keras.config.floatx())
    return ops.cast(tensor(y_true), dtype_of(y_pred)), y_pred


def _of_one_shape(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    """Functions of Keras 2 broadcast: ``(batch,)`` and ``(batch, 1)`` are ``(batch, batch)``."""
    y_true, y_pred = _pair(y_true, y_pred)
    if rank(y_true) == rank(y_pred):
        return y_true, y_pred
    return y_true + ops.zeros_like(y_pred), y_pred + ops.zeros_like(y_true)


def _mean(values: Any, axis: int = -1) -> Any:
    return ops.mean(values, axis=axis) if rank(values) else values


def _smooth(y_true: Any, label_smoothing: Any, classes: Any) -> Any:
    """Targets drawn towards even shares of ``classes``."""
    if isinstance(label_smoothing, (int, float)) and not label_smoothing:
        return y_true
    return y_true * (1.0 - label_smoothing) + label_smoothing / classes


@_of_keras
def binary_crossentropy(
    y_true: Any, y_pred: Any, from_logits: bool = False, label_smoothing: Any = 0.0, axis: int = -1
) -> Any:
    """The mean of :func:`keras.backend.binary_crossentropy` over an axis."""
    y_true, y_pred = _of_one_shape(y_true, y_pred)
    y_true = _smooth(y_true, label_smoothing, 2.0)
    return _mean(backend.binary_crossentropy(y_true, y_pred, from_logits=from_logits), axis)


@_of_keras
def binary_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    apply_class_balancing: bool = False,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: Any = 0.0,
    axis: int = -1,
) -> Any:
    """:func:`binary_crossentropy` whose terms count less the better the outputs are."""
    y_true, y_pred = _of_one_shape(y_true, y_pred)
    y_true = _smooth(y_true, label_smoothing, 2.0)
    terms = backend.binary_focal_crossentropy(y_true, y_pred, apply_class_balancing, alpha, gamma, from_logits)
    return _mean(terms, axis)


def _classes(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    """Targets and outputs with a size for each class, which must agree."""
    true, pred = tuple(y_true.shape), tuple(y_pred.shape)
    if len(true) != len(pred) or any(a is not None and b is not None and a != b for a, b in zip(true, pred)):
        raise ValueError(f"Shapes {true} and {pred} are incompatible")
    if pred and pred[-1] == 1:
        warnings.warn(
            f"In loss categorical_crossentropy, expected y_pred.shape to be (batch_size, num_classes) with num_classes > 1. "
            f"Received: y_pred.shape={pred}. Consider using 'binary_crossentropy' if you only have 2 classes.",
            SyntaxWarning,
            stacklevel=2,
        )
    return y_true, y_pred


@_of_keras
def categorical_crossentropy(
    y_true: Any, y_pred: Any, from_logits: bool = False, label_smoothing: Any = 0.0, axis: int = -1
) -> Any:
    """:func:`keras.backend.categorical_crossentropy`: of the logits behind a softmax, where it is known."""
    y_true, y_pred = _classes(*_pair(y_true, y_pred))
    y_true = _smooth(y_true, label_smoothing, y_pred.shape[-1])
    return backend.categorical_crossentropy(y_true, y_pred, from_logits=from_logits, axis=axis)


@_of_keras
def categorical_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    alpha: Any = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: Any = 0.0,
    axis: int = -1,
) -> Any:
    """:func:`categorical_crossentropy` whose terms count less the better the outputs are."""
    y_true, y_pred = _classes(*_pair(y_true, y_pred))
    y_true = _smooth(y_true, label_smoothing, y_pred.shape[-1])
    return backend.categorical_focal_crossentropy(
        y_true, y_pred, alpha=alpha, gamma=gamma, from_logits=from_logits, axis=axis
    )


@_of_keras
def sparse_categorical_crossentropy(
    y_true: Any, y_pred: Any, from_logits: bool = False, axis: int = -1, ignore_class: int | None = None
) -> Any:
    """:func:`keras.backend.sparse_categorical_crossentropy`: of the logits behind a softmax, where it is known."""
    return backend.sparse_categorical_crossentropy(
        y_true, y_pred, from_logits=from_logits, axis=axis, ignore_class=ignore_class
    )


def _broadcasting(native: Callable[..., Any]) -> Callable[..., Any]:
    """A loss that does not squeeze: see :func:`_of_one_shape`."""

    @functools.wraps(native)
    def loss(y_true: Any, y_pred: Any, *args: Any, **kwargs: Any) -> Any:
        return native(*_of_one_shape(y_true, y_pred), *args, **kwargs)

    return _of_keras(loss)


mean_squared_error = _broadcasting(native_losses.mean_squared_error)
mean_absolute_error = _broadcasting(native_losses.mean_absolute_error)
mean_absolute_percentage_error = _broadcasting(native_losses.mean_absolute_percentage_error)
mean_squared_logarithmic_error = _broadcasting(native_losses.mean_squared_logarithmic_error)
log_cosh = _broadcasting(native_losses.log_cosh)
huber = _broadcasting(native_losses.huber)


@_of_keras
def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """``-sum(y_true * y_pred)`` of both with length 1 along the axis."""
    y_true, y_pred = _pair(y_true, y_pred)
    return -ops.sum(nn.l2_normalize(y_true, axis) * nn.l2_normalize(y_pred, axis), axis=axis)


def cosine_proximity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """The metric: from Keras 2.3 on the cosine, before that the loss, which has the other sign."""
    loss = cosine_similarity(y_true, y_pred, axis)
    return loss if is_dialect("2.2") else -loss


@_of_keras
def hinge(y_true: Any, y_pred: Any) -> Any:
    """``mean(max(1 - y_true * y_pred, 0))``; from Keras 2.3 on targets of 0 and 1 count as -1 and 1."""
    if not is_dialect("2.2"):
        return native_losses.hinge(y_true, y_pred)
    y_true, y_pred = _pair(y_true, y_pred)
    return _mean(ops.maximum(1.0 - y_true * y_pred, 0.0))


@_of_keras
def squared_hinge(y_true: Any, y_pred: Any) -> Any:
    """``mean(square(max(1 - y_true * y_pred, 0)))``; see :func:`hinge`."""
    if not is_dialect("2.2"):
        return native_losses.squared_hinge(y_true, y_pred)
    y_true, y_pred = _pair(y_true, y_pred)
    return _mean(ops.square(ops.maximum(1.0 - y_true * y_pred, 0.0)))


@_of_keras
def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Any:
    """The share of outputs on the same side of the threshold as their targets, over the last axis.

    Up to Keras 2.2 outputs are rounded.
    """
    y_true, y_pred = _pair(y_true, y_pred)
    side = ops.round(y_pred) if is_dialect("2.2") else ops.cast(ops.greater(y_pred, threshold), dtype_of(y_pred))
    return _mean(ops.cast(ops.equal(y_true, side), keras.config.floatx()))


@_of_keras
def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    """Whether the class of each sample is among the ``k`` largest outputs; up to Keras 2.2 the mean over the samples."""
    if not is_dialect("2.2"):
        return native_metrics.top_k_categorical_accuracy(y_true, y_pred, k)
    return _in_top_k(ops.argmax(tensor(y_true), axis=-1), y_pred, k)


@_of_keras
def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5, *args: Any, **kwargs: Any) -> Any:
    """:func:`top_k_categorical_accuracy` of class numbers."""
    if not is_dialect("2.2"):
        return native_metrics.sparse_top_k_categorical_accuracy(y_true, y_pred, k, *args, **kwargs)
    return _in_top_k(ops.cast(ops.reshape(tensor(y_true), (-1,)), "int32"), y_pred, k)


def _in_top_k(classes: Any, y_pred: Any, k: int) -> Any:
    return ops.mean(ops.cast(nn.in_top_k(tensor(y_pred), classes, k), keras.config.floatx()))


def serialize(loss: Any) -> Any:
    """A loss or metric as a dict; up to Keras 2.2 a function by its name alone."""
    if is_dialect("2.2") and hasattr(loss, "__name__") and not hasattr(loss, "get_config"):
        return loss.__name__
    return keras.saving.serialize_keras_object(loss)
