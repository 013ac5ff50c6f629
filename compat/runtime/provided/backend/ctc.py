"""Connectionist temporal classification (Graves et al. 2006) in ``keras.backend``; the last class is the blank."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops
from keras.src import backend as native

from ._tensors import backend, dtype_of, refuse, sizes, static_shape, tensor, traced

#: The logarithm of a probability of 0, finite so that differences of two are numbers.
_NEVER = -1e5


def _logarithms(y_pred: Any) -> Any:
    return ops.log(tensor(y_pred) + keras.config.epsilon())


def _blank(y_pred: Any) -> int:
    return int((static_shape(y_pred) or (0,))[-1] or 0) - 1


@traced
def ctc_batch_cost(y_true: Any, y_pred: Any, input_length: Any, label_length: Any) -> Any:
    """The loss of each sample.

    Args:
        y_true: ``(batch, labels)``, whole numbers.
        y_pred: ``(batch, steps, classes)``, probabilities.
        input_length: ``(batch, 1)``, steps of each sample.
        label_length: ``(batch, 1)``, labels of each sample.

    Returns:
        ``(batch, 1)``.
    """
    labels = ops.cast(tensor(y_true), "int32")
    label_length = ops.cast(ops.squeeze(tensor(label_length), -1), "int32")
    input_length = ops.cast(ops.squeeze(tensor(input_length), -1), "int32")
    # The loss of Keras 3.0 on jax is another one; it was mended when the decoder came.
    loss = ops.ctc_loss if hasattr(ops, "ctc_decode") else forward
    return ops.expand_dims(loss(labels, _logarithms(y_pred), label_length, input_length, mask_index=_blank(y_pred)), 1)


def forward(labels: Any, logits: Any, label_length: Any, input_length: Any, mask_index: int) -> Any:
    """Minus the logarithm of the probability of the labels, summed over all paths from the first step to the last.

    Args:
        labels: ``(batch, labels)``, int32.
        logits: ``(batch, steps, classes)``.
        label_length: ``(batch,)``, int32.
        input_length: ``(batch,)``, int32.
        mask_index: The blank.

    Returns:
        ``(batch,)``.
    """
    logits = ops.log_softmax(logits, axis=-1)
    _, count = static_shape(labels) or (None, 0)
    blank = ops.full_like(labels, mask_index)
    # Blanks stand before, between and behind the labels: places 0, 2, 4, ...
    path = ops.reshape(ops.stack([blank, labels], axis=2), [-1, 2 * (count or 0)])
    path = ops.concatenate([path, blank[:, :1]], axis=1)
    classes = ops.arange(sizes(logits)[2], dtype="int32")
    chosen = ops.cast(ops.equal(ops.expand_dims(path, -1), classes), dtype_of(logits))
    emitted = ops.einsum("btc,bsc->bts", logits, chosen)
    before = ops.concatenate([ops.full_like(path[:, :2], -1), path[:, :-2]], axis=1)
    may_skip = ops.logical_and(ops.not_equal(path, mask_index), ops.not_equal(path, before))

    def behind(state: Any, places: int) -> Any:
        return ops.concatenate([ops.full_like(state[:, :places], _NEVER), state[:, :-places]], axis=1)

    def step(emission: Any, states: Any) -> Any:
        (state,) = states
        skipped = ops.where(may_skip, behind(state, 2), ops.full_like(state, _NEVER))
        state = ops.logaddexp(ops.logaddexp(state, behind(state, 1)), skipped) + emission
        return state, [state]

    first = ops.concatenate([emitted[:, 0, :2], ops.full_like(emitted[:, 0, 2:], _NEVER)], axis=1)
    inside = ops.less(ops.arange(1, sizes(logits)[1], dtype="int32"), ops.expand_dims(input_length, 1))
    _, _, (last,) = native.rnn(step, emitted[:, 1:], [first], mask=inside)
    places = ops.arange(2 * (count or 0) + 1, dtype="int32")
    end = 2 * ops.expand_dims(label_length, 1)
    ends = ops.logical_or(ops.equal(places, end), ops.equal(places, end - 1))
    return -ops.logsumexp(ops.where(ends, last, ops.full_like(last, _NEVER)), axis=1)


@traced
def ctc_decode(
    y_pred: Any, input_length: Any, greedy: bool = True, beam_width: int = 100, top_paths: int = 1
) -> tuple[list[Any], Any]:
    """The labels behind probabilities.

    Args:
        y_pred: ``(batch, steps, classes)``, probabilities.
        input_length: ``(batch,)``, steps of each sample.
        greedy: Whether to take the best class of each step; otherwise a beam search keeps ``beam_width`` paths.
        top_paths: How many paths a beam search returns.

    Returns:
        A list of ``(batch, steps)``, whole numbers with -1 behind the last label: one, or ``top_paths`` of them. And
        ``(batch, 1)``, minus the sum of the best logarithms, or ``(batch, top_paths)``, logarithms of probabilities.
    """
    logarithms = _logarithms(y_pred)
    length = ops.cast(tensor(input_length), "int32")
    if greedy:
        return _greedy(logarithms, length)
    if not hasattr(ops, "ctc_decode"):
        raise refuse(
            "K.ctc_decode(greedy=False)", f"keras {keras.version()} has no beam search", "pip install --upgrade keras"
        )
    decoded, scores = ops.ctc_decode(
        logarithms,
        length,
        strategy="beam_search",
        beam_width=beam_width,
        top_paths=top_paths,
        mask_index=_blank(y_pred),
    )
    return [_without_repeats(ops.cast(decoded[path], "int32")) for path in range(top_paths)], scores


def _greedy(logarithms: Any, length: Any) -> tuple[list[Any], Any]:
    _, steps, classes = sizes(logarithms)
    best = ops.cast(ops.argmax(logarithms, axis=-1), "int32")
    inside = ops.less(ops.arange(steps, dtype="int32"), ops.expand_dims(length, 1))
    score = ops.max(logarithms, axis=-1)
    score = -ops.sum(ops.where(inside, score, ops.zeros_like(score)), axis=1, keepdims=True)
    return [
        _kept(best, ops.logical_and(_changes(best), ops.logical_and(ops.not_equal(best, classes - 1), inside)))
    ], score


def _without_repeats(labels: Any) -> Any:
    """TensorFlow 1's search, which Keras 2 uses, also joins equal labels that a blank stands between."""
    return _kept(labels, ops.logical_and(_changes(labels), ops.greater_equal(labels, 0)))


def _changes(labels: Any) -> Any:
    before = ops.concatenate([ops.full_like(labels[:, :1], -1), labels[:, :-1]], axis=1)
    return ops.not_equal(labels, before)


def _kept(labels: Any, kept: Any) -> Any:
    """The labels to keep at the front of their rows, -1 behind them."""
    place = ops.cumsum(ops.cast(kept, "int32"), axis=1) - 1
    target = ops.reshape(ops.arange(sizes(labels)[1], dtype="int32"), (1, -1, 1))
    here = ops.logical_and(ops.equal(ops.expand_dims(place, 1), target), ops.expand_dims(kept, 1))
    found = ops.sum(ops.where(here, ops.expand_dims(labels + 1, 1), 0), axis=-1) - 1
    return found if backend() == "jax" else ops.cast(found, "int64")


def ctc_label_dense_to_sparse(labels: Any, label_lengths: Any) -> Any:
    """The labels within their lengths as a sparse tensor: tensorflow only.

    Args:
        labels: ``(batch, labels)``.
        label_lengths: ``(batch,)``.

    Raises:
        RuntimeError: On another backend, which has no such tensor; :func:`ctc_batch_cost` takes dense labels.
    """
    if backend() != "tensorflow":
        raise refuse(
            "K.ctc_label_dense_to_sparse", f"{backend()} has no sparse labels", "K.ctc_batch_cost takes dense labels"
        )
    import tensorflow

    labels, lengths = tensor(labels), ops.cast(tensor(label_lengths), "int32")
    inside = ops.less(ops.arange(sizes(labels)[1], dtype="int32"), ops.expand_dims(lengths, 1))
    return tensorflow.SparseTensor(
        tensorflow.where(inside),
        tensorflow.boolean_mask(labels, inside),
        tensorflow.shape(labels, out_type=np.int64),
    )
