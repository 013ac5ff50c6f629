"""Losses of ``keras.backend``, element by element: targets first, then outputs."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from ... import tensor_masks
from . import _logits
from ._tensors import dtype_of, is_dialect, rank, sizes, tensor


def _clipped(output: Any) -> Any:
    epsilon = keras.config.epsilon()
    return ops.clip(output, epsilon, 1.0 - epsilon)


def _like(target: Any, output: Any) -> Any:
    target = tensor(target)
    return target if dtype_of(target) == dtype_of(output) else ops.cast(target, dtype_of(output))


def binary_crossentropy(target: Any, output: Any, from_logits: bool = False) -> Any:
    """``-target * log(output) - (1 - target) * log(1 - output)``.

    Keras 2.15 clips the output to ``[epsilon, 1 - epsilon]`` and adds epsilon to it in each logarithm; Keras 2.2 computes
    with the logits of the clipped output.
    """
    output = tensor(output)
    target = _like(target, output)
    logits = _logits.behind(output, "sigmoid")
    if logits is None and from_logits:
        logits = output
    if logits is not None:
        return with_logits(target, logits)
    output = _clipped(output)
    if is_dialect("2.2"):
        return with_logits(target, ops.log(output / (1.0 - output)))
    epsilon = keras.config.epsilon()
    return -(target * ops.log(output + epsilon) + (1.0 - target) * ops.log(1.0 - output + epsilon))


def with_logits(target: Any, logits: Any) -> Any:
    """``max(x, 0) - x * target + log(1 + exp(-abs(x)))``, as ``tf.nn.sigmoid_cross_entropy_with_logits`` says.

    As there, the parts are chosen by ``x >= 0``: those of relu and abs have no slope at 0, where a new model begins.
    """
    positive = ops.greater_equal(logits, 0)
    zeros = ops.zeros_like(logits)
    return (
        ops.where(positive, logits, zeros) - logits * target + ops.log1p(ops.exp(ops.where(positive, -logits, logits)))
    )


def binary_focal_crossentropy(
    target: Any,
    output: Any,
    apply_class_balancing: bool = False,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
) -> Any:
    """:func:`binary_crossentropy` times ``(1 - p) ** gamma``, p being the probability given to the right answer."""
    output = tensor(output)
    target = _like(target, output)
    probability = ops.sigmoid(output) if from_logits else output
    right = target * probability + (1.0 - target) * (1.0 - probability)
    loss = ops.power(1.0 - right, gamma) * binary_crossentropy(target, output, from_logits)
    if apply_class_balancing:
        loss = (target * alpha + (1.0 - target) * (1.0 - alpha)) * loss
    return loss


def categorical_crossentropy(target: Any, output: Any, from_logits: bool = False, axis: int = -1) -> Any:
    """``-sum(target * log(output))`` along an axis; the output is scaled to the sum 1 there first."""
    output = tensor(output)
    target = _like(target, output)
    logits = _logits.behind(output, "softmax")
    if logits is None and from_logits:
        logits = output
    if logits is not None:
        return -ops.sum(target * ops.log_softmax(logits, axis=axis), axis=axis)
    output = _clipped(output / ops.sum(output, axis=axis, keepdims=True))
    return -ops.sum(target * ops.log(output), axis=axis)


def categorical_focal_crossentropy(
    target: Any, output: Any, alpha: Any = 0.25, gamma: float = 2.0, from_logits: bool = False, axis: int = -1
) -> Any:
    """:func:`categorical_crossentropy` with each term times ``alpha * (1 - output) ** gamma``."""
    output = tensor(output)
    target = _like(target, output)
    logits = _logits.behind(output, "softmax")
    if logits is not None or from_logits:
        output = ops.softmax(output if logits is None else logits, axis=axis)
    output = _clipped(output / ops.sum(output, axis=axis, keepdims=True))
    terms = ops.power(1.0 - output, gamma) * alpha * (-target * ops.log(output))
    return ops.sum(terms, axis=axis)


def sparse_categorical_crossentropy(
    target: Any, output: Any, from_logits: bool = False, axis: int = -1, ignore_class: int | None = None
) -> Any:
    """:func:`categorical_crossentropy` of class numbers.

    Args:
        target: The shape of ``output`` without ``axis``, or any with that many elements.
        output: ``(..., classes)``, or with the classes on ``axis``. It is not scaled to the sum 1: the logarithms of the
            clipped output count as logits.
        ignore_class: A class whose elements give 0.

    Returns:
        ``output.shape`` without ``axis``; a vector where the output has rank 2.
    """
    output = tensor(output)
    logits = _logits.behind(output, "softmax")
    if logits is None:
        logits = output if from_logits else ops.log(_clipped(output))
    axis = axis % rank(output)
    if axis != rank(output) - 1:
        logits = ops.moveaxis(logits, axis, -1)
    *shape, classes = sizes(logits)
    target = ops.cast(tensor(target), "int32")
    if rank(target) != len(shape):
        target = ops.reshape(target, [-1 if size is None else size for size in shape])
    valid = None
    if ignore_class is not None:
        valid = ops.not_equal(target, ignore_class)
        target = ops.where(valid, target, ops.zeros_like(target))
    chosen = ops.equal(ops.expand_dims(target, -1), ops.arange(classes, dtype="int32"))
    log_of_classes = ops.log_softmax(logits, axis=-1)
    loss = -ops.sum(ops.where(chosen, log_of_classes, ops.zeros_like(log_of_classes)), axis=-1)
    if valid is not None:
        loss = ops.where(valid, loss, ops.zeros_like(loss))
        tensor_masks.give(loss, valid)  # Keras's own losses leave out what it says
    return loss
