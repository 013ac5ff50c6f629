"""``keras.engine.training_utils``: the steps by which Keras 2 made arrays of what ``fit`` was given, and checked them."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import ops

_LOSSES_OF_EQUAL_SHAPES = ("mean_squared_error", "binary_crossentropy", "categorical_crossentropy")


def make_batches(size: int, batch_size: int) -> list[tuple[int, int]]:
    """Where each batch starts and ends among ``size`` samples."""
    return [(start, min(size, start + batch_size)) for start in range(0, size, batch_size)]


def batch_shuffle(index_array: Any, batch_size: int) -> Any:
    """The indices with whole batches in another order; what fills no batch stays at the end."""
    whole = len(index_array) // batch_size * batch_size
    batches = np.array(index_array[:whole]).reshape(-1, batch_size)
    np.random.shuffle(batches)
    return np.append(batches.flatten(), index_array[whole:])


def standardize_single_array(x: Any) -> Any:
    """An array of at least two axes; a tensor as it is.

    Raises:
        ValueError: A tensor whose batch size is not known.
    """
    if x is None or ops.is_tensor(x) or isinstance(x, keras.KerasTensor):
        if x is not None and x.shape[0] is None:
            raise ValueError(
                "When feeding symbolic tensors to a model, we expect the tensors to have a static batch size. "
                f"Got tensor with shape: {tuple(x.shape)}"
            )
        return x
    return np.expand_dims(x, 1) if np.ndim(x) == 1 else x


def _plain(x: Any) -> Any:
    return x.values if type(x).__name__ in ("DataFrame", "Series") else x


def standardize_input_data(
    data: Any, names: list[str], shapes: Any = None, check_batch_axis: bool = True, exception_prefix: str = ""
) -> list[Any]:
    """The arrays that ``names`` stand for, in that order.

    Args:
        data: An array, a list of them or a dict by name; None for no data.
        shapes: What each must have, None for any; a None in a shape is any size.
        check_batch_axis: Whether the first axis counts.
        exception_prefix: What the data is, for errors: ``"input"``, ``"target"``.

    Raises:
        ValueError: Too many or too few arrays, or another shape.
        TypeError: Something that is no array.
    """
    if not names:
        if data is not None and hasattr(data, "__len__") and len(data):
            raise ValueError(f"Error when checking model {exception_prefix}: expected no data, but got: {data}")
        return []
    if data is None:
        return [None for _ in names]
    arrays = [standardize_single_array(_plain(each)) for each in _listed(data, names)]
    if len(arrays) != len(names):
        raise ValueError(
            f"Error when checking model {exception_prefix}: the model expects {len(names)} arrays ({', '.join(names)}), "
            f"but was given {len(arrays)}: {str(data)[:200]}"
        )
    if len(names) == 1 and not hasattr(arrays[0], "shape"):
        raise TypeError(
            f"Error when checking model {exception_prefix}: data should be an array, or list or dict of arrays. "
            f"Found: {str(data)[:200]}"
        )
    for name, array, shape in zip(names, arrays, shapes or [None for _ in names]):
        if shape is not None and not ops.is_tensor(array):
            _check_shape(name, tuple(array.shape), tuple(shape), check_batch_axis, exception_prefix)
    return arrays


def _listed(data: Any, names: list[str]) -> list[Any]:
    if isinstance(data, dict):
        missing = [name for name in names if name not in data]
        if missing:
            raise ValueError(f'No data provided for "{missing[0]}". Need data for each key in: {names}')
        return [data[name] for name in names]
    if not isinstance(data, list):
        return [data]
    if isinstance(data[0], list):
        return [np.asarray(each) for each in data]
    if len(names) == 1 and isinstance(data[0], (float, int)):
        return [np.asarray(data)]
    return list(data)


def _check_shape(name: str, found: Any, expected: Any, batch_axis: bool, prefix: str) -> None:
    if len(found) != len(expected):
        raise ValueError(
            f"Error when checking {prefix}: expected {name} to have {len(expected)} dimensions, "
            f"but got array with shape {found}"
        )
    start = 0 if batch_axis else 1
    if any(size and size != real for size, real in zip(expected[start:], found[start:])):
        raise ValueError(
            f"Error when checking {prefix}: expected {name} to have shape {expected[start:]} "
            f"but got array with shape {found[start:]}"
        )


def standardize_sample_or_class_weights(x_weight: Any, output_names: list[str], weight_type: str) -> list[Any]:
    """Weights of each output, None where there are none.

    Args:
        x_weight: Of one output, a list of them, or a dict by the names of outputs.
        weight_type: ``"sample_weight"`` or ``"class_weight"``, for errors.

    Raises:
        ValueError: A list of another length.
        TypeError: Something else for several outputs.
    """
    if x_weight is None or len(x_weight) == 0:
        return [None for _ in output_names]
    if len(output_names) == 1:
        if isinstance(x_weight, list) and len(x_weight) == 1:
            return x_weight
        return [x_weight.get(output_names[0], x_weight) if isinstance(x_weight, dict) else x_weight]
    if isinstance(x_weight, dict):
        return [x_weight.get(name) for name in output_names]
    if not isinstance(x_weight, list):
        raise TypeError(
            f"The model has multiple outputs, so `{weight_type}` should be either a list or a dict. "
            f"Provided `{weight_type}` type not understood: {x_weight}"
        )
    if len(x_weight) != len(output_names):
        raise ValueError(
            f"Provided `{weight_type}` was a list of {len(x_weight)} elements, but the model has {len(output_names)} "
            f"outputs. You should provide one `{weight_type}` array per model output."
        )
    return x_weight


def standardize_class_weights(class_weight: Any, output_names: list[str]) -> list[Any]:
    """The class weights of each output, see :func:`standardize_sample_or_class_weights`."""
    return standardize_sample_or_class_weights(class_weight, output_names, "class_weight")


def standardize_sample_weights(sample_weight: Any, output_names: list[str]) -> list[Any]:
    """The sample weights of each output, see :func:`standardize_sample_or_class_weights`."""
    return standardize_sample_or_class_weights(sample_weight, output_names, "sample_weight")


def check_array_length_consistency(inputs: Any, targets: Any, weights: Any = None) -> None:
    """Refuse arrays of different numbers of samples; None counts as none.

    Raises:
        ValueError: The numbers differ.
    """
    lengths = [_lengths(each) for each in (inputs, targets, weights)]
    for what, found in zip(("input arrays (x)", "target arrays (y)", "sample_weight arrays"), lengths):
        if len(found) > 1:
            raise ValueError(f"All {what} should have the same number of samples. Got {sorted(found)}")
    x, y, w = (next(iter(found), None) for found in lengths)
    if x is not None and y is not None and x != y:
        raise ValueError(
            "Input arrays should have the same number of samples as target arrays. "
            f"Found {x} input samples and {y} target samples."
        )
    if y is not None and w is not None and y != w:
        raise ValueError(
            "Sample_weight arrays should have the same number of samples as target arrays. "
            f"Got {y} target samples and {w} weights."
        )


def _lengths(arrays: Any) -> set[int]:
    return {0} if arrays is None else {0 if each is None else int(each.shape[0]) for each in arrays}


def check_loss_and_target_compatibility(targets: Any, loss_fns: Any, output_shapes: Any) -> None:
    """Refuse targets that a loss would broadcast or misread.

    Raises:
        ValueError: Class numbers for ``categorical_crossentropy``, or targets of another shape than the output.
    """
    for y, loss, shape in zip(targets, loss_fns, output_shapes):
        name = loss_name(loss)
        if y is None or name not in _LOSSES_OF_EQUAL_SHAPES:
            continue
        if name == "categorical_crossentropy" and y.shape[-1] == 1:
            raise ValueError(
                f"You are passing a target array of shape {tuple(y.shape)} while using as loss "
                "`categorical_crossentropy`, which expects ones and zeros of shape (samples, classes). If your targets "
                "are class numbers, use keras.utils.to_categorical(y), or the loss `sparse_categorical_crossentropy`."
            )
        if any(size is not None and size != found for found, size in zip(y.shape[1:], shape[1:])):
            raise ValueError(
                f"A target array with shape {tuple(y.shape)} was passed for an output of shape {tuple(shape)} while using "
                f"as loss `{name}`. This loss expects targets to have the same shape as the output."
            )


def loss_name(loss: Any) -> str | None:
    """The name of the loss function of Keras that this is, or None."""
    name, home = getattr(loss, "__name__", None), getattr(loss, "__module__", None) or ""
    of_keras = home.partition(".")[0] in ("keras", __name__.partition(".")[0])
    return name if of_keras and isinstance(name, str) and hasattr(keras.losses, name) else None


def collect_metrics(metrics: Any, output_names: list[str]) -> list[list[Any]]:
    """A list of metrics for each output.

    Raises:
        TypeError: Neither a list nor a dict.
    """
    if not metrics:
        return [[] for _ in output_names]
    if isinstance(metrics, list):
        return [copy.copy(metrics) for _ in output_names]
    if isinstance(metrics, dict):
        found = [metrics.get(name, []) for name in output_names]
        return [each if isinstance(each, list) else [each] for each in found]
    raise TypeError(f"Type of `metrics` argument not understood. Expected a list or dictionary, found: {metrics}")


def weighted_masked_objective(fn: Callable[[Any, Any], Any] | None) -> Callable[..., Any] | None:
    """The loss ``(y_true, y_pred, weights, mask=None)`` of a function that gives one number a sample or time step.

    Source of the rule: Keras 2.2's ``training_utils``. What is masked counts nothing, the mean is taken over what is not;
    weights likewise, over those that are not zero.
    """
    if fn is None:
        return None

    def weighted(y_true: Any, y_pred: Any, weights: Any, mask: Any = None) -> Any:
        scores = fn(y_true, y_pred)
        kind = keras.backend.standardize_dtype(scores.dtype)
        if mask is not None:
            mask = ops.cast(mask, kind)
            scores = scores * mask / ops.mean(mask)
        if weights is not None:
            rank = len(weights.shape)
            if len(scores.shape) > rank:
                scores = ops.mean(scores, axis=tuple(range(rank, len(scores.shape))))
            scores = scores * ops.cast(weights, kind) / ops.mean(ops.cast(ops.not_equal(weights, 0), kind))
        return ops.mean(scores)

    return weighted


def standardize_weights(
    y: Any, sample_weight: Any = None, class_weight: Any = None, sample_weight_mode: str | None = None
) -> Any:
    """One weight for each sample, or each time step where the mode is ``"temporal"``.

    Args:
        y: The targets, ``(samples, ...)``.
        sample_weight: ``(samples,)``, or ``(samples, steps)``; wins over ``class_weight``.
        class_weight: ``{class: weight}``, for targets of at most two axes.

    Returns:
        An array; ones where nothing is given.

    Raises:
        ValueError: Another mode or shape, or a class without a weight.
    """
    temporal = sample_weight_mode == "temporal"
    check_weight_shape(y, sample_weight, sample_weight_mode)
    if sample_weight is not None:
        if class_weight is not None:
            warnings.warn("Found both `sample_weight` and `class_weight`: `class_weight` is ignored.", stacklevel=2)
        return sample_weight
    if isinstance(class_weight, dict):
        return _by_class(y, class_weight)
    return np.ones(y.shape[: 2 if temporal else 1], dtype=keras.config.floatx())


def check_weight_shape(y: Any, sample_weight: Any, sample_weight_mode: str | None) -> None:
    """Refuse weights that do not fit the targets.

    Raises:
        ValueError: Another mode than None and ``"temporal"``, or another shape.
    """
    if sample_weight_mode not in (None, "temporal"):
        raise ValueError(f'"sample_weight_mode should be None or "temporal". Found: {sample_weight_mode}')
    temporal = sample_weight_mode == "temporal"
    if temporal and len(y.shape) < 3:
        raise ValueError(
            f"Found a sample_weight array for an input with shape {tuple(y.shape)}. Timestep-wise sample weighting "
            '(sample_weight_mode="temporal") is restricted to outputs that are at least 3D, i.e. that have a time dimension.'
        )
    if sample_weight is None:
        return
    found = tuple(sample_weight.shape)
    if len(found) != (2 if temporal else 1):
        raise ValueError(
            f"Found a sample_weight array with shape {found}. "
            + (
                "In order to use timestep-wise sample weighting, you should pass a 2D sample_weight array."
                if temporal
                else 'In order to use timestep-wise sample weights, you should specify sample_weight_mode="temporal" in '
                "compile(). If you just mean to use sample-wise weights, make sure your sample_weight array is 1D."
            )
        )
    if tuple(y.shape[: len(found)]) != found:
        raise ValueError(
            f"Found a sample_weight array with shape {found} for an input with shape {tuple(y.shape)}. "
            "sample_weight cannot be broadcast."
        )


def _by_class(y: Any, class_weight: dict[Any, float]) -> Any:
    if len(y.shape) > 2:
        raise ValueError("`class_weight` not supported for 3+ dimensional targets.")
    classes = np.argmax(y, axis=1) if len(y.shape) == 2 and y.shape[1] > 1 else np.reshape(y, len(y))
    missing = set(np.unique(classes).tolist()) - class_weight.keys()
    if missing:
        raise ValueError(
            f"`class_weight` must contain all classes in the data. The classes {missing} exist in the data but not in "
            "`class_weight`."
        )
    return np.asarray([class_weight[each] for each in classes.tolist()])


def check_num_samples(
    ins: Any, batch_size: int | None = None, steps: int | None = None, steps_name: str = "steps"
) -> Any:
    """How many samples there are, None where ``steps`` says how many batches.

    Raises:
        ValueError: Neither the data nor ``steps`` says it, or ``steps`` and ``batch_size`` are both given.
    """
    if steps is not None:
        if batch_size is not None:
            raise ValueError(f"If {steps_name} is set, the `batch_size` must be None.")
        return None
    arrays = ins if isinstance(ins, (list, tuple)) else [ins]
    if not arrays or not hasattr(arrays[0], "shape") or any(_is_tensor(each) for each in arrays):
        raise ValueError(
            f"If your data is in the form of symbolic tensors, you should specify the `{steps_name}` argument "
            "(instead of the `batch_size` argument, because symbolic tensors are expected to produce batches of input data)."
        )
    return int(arrays[0].shape[0])


def _is_tensor(x: Any) -> bool:
    return isinstance(x, (keras.KerasTensor, keras.Variable)) or bool(ops.is_tensor(x))


def iter_sequence_infinite(seq: Any) -> Any:
    """The batches of a Sequence, over and over."""
    while True:
        yield from seq
