"""Helpers of ``keras.utils`` that Keras 3 lost: ``generic_utils``, ``conv_utils``, ``layer_utils`` and the like."""

from __future__ import annotations

import binascii
import codecs
import itertools
import marshal
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

# ---- generic_utils ----


def to_list(x: Any, allow_tuple: bool = False) -> list[Any]:
    """``x`` if it is a list, else a list with ``x`` in it; a tuple becomes a list where that is allowed."""
    if isinstance(x, list):
        return x
    return list(x) if allow_tuple and isinstance(x, tuple) else [x]


def unpack_singleton(x: Any) -> Any:
    """The one element of a list or tuple, or the whole if there are several."""
    return x[0] if len(x) == 1 else x


def object_list_uid(object_list: Any) -> str:
    """A string that tells lists of objects apart while the objects live."""
    return ", ".join(str(abs(id(each))) for each in to_list(object_list))


def is_all_none(iterable_or_element: Any) -> bool:
    """Whether there is nothing but None."""
    return all(each is None for each in to_list(iterable_or_element, allow_tuple=True))


def slice_arrays(arrays: Any, start: Any = None, stop: int | None = None) -> Any:
    """Rows of an array or of each array in a list, by a range or by a list of numbers."""
    if arrays is None:
        return [None]
    if hasattr(start, "__len__"):
        rows = start.tolist() if hasattr(start, "shape") else start
    else:
        rows = slice(start, stop)
    if isinstance(arrays, list):
        return [None if each is None else each[rows] for each in arrays]
    return arrays[rows]


def func_dump(func: Callable[..., Any]) -> tuple[str, Any, Any]:
    """The code of a function as text, its defaults and what it closes over; this Python can load it again."""
    code = codecs.encode(marshal.dumps(func.__code__), "base64").decode("ascii")
    closure = tuple(cell.cell_contents for cell in func.__closure__) if func.__closure__ else None
    return code, func.__defaults__, closure


def func_load(code: Any, defaults: Any = None, closure: Any = None, globs: dict[str, Any] | None = None) -> Any:
    """The function that :func:`func_dump` wrote; only for text that is trusted, since it is code."""
    if isinstance(code, (tuple, list)):
        code, defaults, closure = code
    cells = tuple(value if isinstance(value, types.CellType) else types.CellType(value) for value in closure or ())
    try:
        raw = marshal.loads(codecs.decode(code.encode("ascii"), "base64"))
    except (UnicodeEncodeError, binascii.Error, ValueError, EOFError, TypeError):
        # As Keras up to 2.1.1 wrote it.
        raw = marshal.loads(code.encode("raw_unicode_escape"))
    defaults = tuple(defaults) if isinstance(defaults, list) else defaults
    return types.FunctionType(raw, globals() if globs is None else globs, raw.co_name, defaults, cells or None)


# ---- conv_utils ----


def normalize_tuple(value: Any, n: int, name: str, allow_zero: bool = False) -> tuple[int, ...]:
    """``n`` numbers, from one or from ``n``.

    Raises:
        ValueError: Another number of them, or something else.
    """
    message = f"The `{name}` argument must be a tuple of {n} integers. Received: {value}"
    if isinstance(value, (int, np.integer)):
        return (int(value),) * n
    try:
        found = tuple(value)
        if len(found) != n:
            raise ValueError(message)
        for each in found:
            int(each)
    except (TypeError, ValueError):
        raise ValueError(message) from None
    return found


def normalize_padding(value: str) -> str:
    """The padding, lower case.

    Raises:
        ValueError: Neither "valid", "same" nor "causal".
    """
    padding = value.lower()
    if padding not in ("valid", "same", "causal"):
        raise ValueError(
            f'The `padding` argument must be one of "valid", "same" (or "causal" for Conv1D). Received: {value}'
        )
    return padding


def convert_kernel(kernel: Any) -> Any:
    """A convolution kernel turned around in space: Theano's convolution is a correlation to TensorFlow, and back.

    Raises:
        ValueError: A rank other than 3, 4 or 5.
    """
    kernel = np.asarray(kernel)
    if not 3 <= kernel.ndim <= 5:
        raise ValueError("Invalid kernel shape:", kernel.shape)
    return np.copy(np.flip(kernel, axis=tuple(range(kernel.ndim - 2))))


def conv_output_length(
    input_length: int | None, filter_size: int, padding: str, stride: int, dilation: int = 1
) -> int | None:
    """How many places a filter has."""
    if input_length is None:
        return None
    assert padding in ("same", "valid", "full", "causal")
    reach = (filter_size - 1) * dilation
    places = input_length + {"valid": -reach, "full": reach}.get(padding, 0)
    return (places + stride - 1) // stride


def conv_input_length(output_length: int | None, filter_size: int, padding: str, stride: int) -> int | None:
    """The size that gives ``output_length`` places."""
    if output_length is None:
        return None
    return (output_length - 1) * stride - 2 * _pad(padding, filter_size) + filter_size


def deconv_length(
    dim_size: int | None,
    stride_size: int,
    kernel_size: int,
    padding: str,
    output_padding: int | None = None,
    dilation: int = 1,
) -> int | None:
    """The size after a transposed convolution."""
    if dim_size is None:
        return None
    kernel_size = (kernel_size - 1) * dilation + 1
    if output_padding is not None:
        return (dim_size - 1) * stride_size + kernel_size - 2 * _pad(padding, kernel_size) + output_padding
    if padding == "full":
        return dim_size * stride_size - (stride_size + kernel_size - 2)
    return dim_size * stride_size + (max(kernel_size - stride_size, 0) if padding == "valid" else 0)


#: Its name from Keras 2.3 on.
deconv_output_length = deconv_length


def _pad(padding: str, size: int) -> int:
    assert padding in ("same", "valid", "full")
    return {"same": size // 2, "valid": 0, "full": size - 1}[padding]


def connected_inputs(
    input_shape: Sequence[int], kernel: Sequence[int], place: Sequence[int], strides: Sequence[int], padding: str
) -> Iterator[tuple[int, ...]]:
    """The elements of the input that a filter reads at one of its places."""
    ranges = []
    for size, width, at, stride in zip(input_shape, kernel, place, strides):
        left = width // 2
        center = at * stride + (left if padding == "valid" else 0)
        ranges.append(range(max(0, center - left), min(size, center + width - left)))
    return itertools.product(*ranges)


# ---- layer_utils ----


def count_params(weights: Iterable[Any]) -> int:
    """The number of elements of some weights, each counted once."""
    return int(sum(np.prod(each.shape) for each in {id(each): each for each in weights}.values()))


def print_summary(
    model: Any, line_length: int | None = None, positions: Any = None, print_fn: Callable[..., Any] | None = None
) -> None:
    """``model.summary()``."""
    model.summary(line_length=line_length, positions=positions, print_fn=print_fn)


def convert_all_kernels_in_model(model: Any) -> None:
    """Turn the kernels of every convolution around, see :func:`convert_kernel`."""
    for layer in model.layers:
        if type(layer).__name__ in ("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose"):
            kernel, *rest = layer.get_weights()
            layer.set_weights([convert_kernel(kernel), *rest])


def convert_dense_weights_data_format(
    dense: Any, previous_feature_map_shape: Sequence[int], target_data_format: str = "channels_first"
) -> None:
    """Let a Dense layer behind a Flatten read images in the other data format.

    Args:
        dense: The layer.
        previous_feature_map_shape: What is flattened, in the target format.
        target_data_format: ``"channels_first"`` or ``"channels_last"``.
    """
    assert target_data_format in ("channels_last", "channels_first")
    kernel, *rest = dense.get_weights()
    if target_data_format == "channels_first":
        channels, rows, columns = previous_feature_map_shape
        images = kernel.reshape(rows, columns, channels, -1).transpose(2, 0, 1, 3)
    else:
        rows, columns, channels = previous_feature_map_shape
        images = kernel.reshape(channels, rows, columns, -1).transpose(1, 2, 0, 3)
    dense.set_weights([images.reshape(kernel.shape), *rest])


def multi_gpu_model(model: Any, gpus: Any = None, cpu_merge: bool = True, cpu_relocation: bool = False) -> Any:
    """The model itself: Keras 3 spreads batches over devices by ``keras.distribution``; a notice says so."""
    from ..notices import notice

    notice(
        "K2C620",
        "multi_gpu_model() returns the model as it is; keras.distribution.set_distribution(DataParallel()) spreads batches",
    )
    return model


# ---- np_utils, and an embedding for a new vocabulary ----


def to_ordinal(y: Any, num_classes: int | None = None, dtype: str = "float32") -> Any:
    """Class k as k ones and then zeros: ``y.shape + (num_classes - 1,)``.

    Args:
        y: Whole numbers from 0; a last axis of size 1 is left out.
    """
    y = np.array(y, dtype="int")
    shape = y.shape[:-1] if y.ndim > 1 and y.shape[-1] == 1 else y.shape
    y = y.reshape(shape)
    count = num_classes or int(np.max(y)) + 1
    return (np.arange(count - 1) < y[..., None]).astype(dtype)


def warmstart_embedding_matrix(
    base_vocabulary: Any, new_vocabulary: Any, base_embeddings: Any, new_embeddings_initializer: Any = "uniform"
) -> Any:
    """Embeddings for a new vocabulary, with those of the words that an old one had.

    Args:
        base_vocabulary: Words in the order of their rows: a list, an array, or a file with a word in each line.
        base_embeddings: ``(old words, dimensions)``.

    Returns:
        ``(new words, dimensions)``.
    """
    import keras

    old, new = _vocabulary(base_vocabulary), _vocabulary(new_vocabulary)
    base = keras.ops.convert_to_numpy(base_embeddings)
    initializer = keras.initializers.get(new_embeddings_initializer)
    found = np.array(keras.ops.convert_to_numpy(initializer((len(new), base.shape[1]), dtype=base.dtype.name)))
    rows = {word: row for row, word in enumerate(old)}
    for row, word in enumerate(new):
        if word in rows:
            found[row] = base[rows[word]]
    return keras.ops.convert_to_tensor(found)


def _vocabulary(words: Any) -> list[Any]:
    if isinstance(words, str):
        with open(words, encoding="utf-8") as file:
            return [line.rstrip("\n") for line in file]
    return list(words.tolist() if hasattr(words, "tolist") else words)
