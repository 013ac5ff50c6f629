"""Values of ``keras.backend``: reading and setting variables, and asking what a thing is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import keras
import numpy as np
from keras import ops

from ...tensorflow import graphs
from ._late import updates_wait
from ._tensors import backend, dtype_of, is_dialect, is_symbolic, is_variable, refuse, tensor


def eval(x: Any) -> Any:
    """The value of a tensor or variable: an array, or a number of numpy where it has no axes.

    Raises:
        RuntimeError: A Keras tensor, which has no value before a model is given data.
    """
    return get_value(to_dense(x))


def get_value(x: Any) -> Any:
    """The value of a tensor or variable; anything else is returned as it is.

    Raises:
        RuntimeError: A Keras tensor.
    """
    if is_symbolic(x):
        raise refuse(
            f"{getattr(x, 'name', x)} has no value",
            "it stands for what a model will compute from its inputs",
            "K.function(inputs, [x]) computes it, or a Model with x as its output",
        )
    if not (is_variable(x) or ops.is_tensor(x) or hasattr(x, "numpy")):
        return x
    return array(x)[()]


def array(x: Any) -> Any:
    """A tensor or variable as an array of its own."""
    x = x.value if is_variable(x) else x
    if backend() == "torch" and not is_sparse(x):
        # Keras asks numpy to convert, which torch answers with a warning, and so does a variable of TensorFlow.
        x = tensor(x).detach().cpu()
        x = x.float() if str(x.dtype) == "torch.bfloat16" else x
    with graphs.outside():
        return np.array(x.numpy() if hasattr(x, "numpy") else ops.convert_to_numpy(x))


def batch_get_value(tensors: Iterable[Any]) -> list[Any]:
    """The values of several tensors or variables."""
    return [get_value(each) for each in tensors]


def set_value(x: Any, value: Any) -> None:
    """Give a variable a value, which is converted to its dtype."""
    x.assign(np.asarray(value, dtype_of(x)))


def batch_set_value(tuples: Iterable[tuple[Any, Any]]) -> None:
    """Give several variables their values."""
    for x, value in tuples:
        set_value(x, value)


class Update:
    """A variable's next value, which waits: with a Keras tensor for :func:`keras.backend.function`, else see ``_late``."""

    def __init__(self, variable: Any, value: Any) -> None:
        self.variable = variable
        self.value = value


def update(x: Any, new_x: Any) -> Any:
    """Give a variable the value of a tensor; with a Keras tensor this waits for :func:`keras.backend.function`."""
    if is_symbolic(new_x) or updates_wait():
        return Update(x, new_x)
    x.assign(new_x)
    return x


def update_add(x: Any, increment: Any) -> Any:
    """Add to a variable."""
    if is_symbolic(increment) or updates_wait():
        return Update(x, ops.add(x, increment))
    x.assign_add(increment)
    return x


def update_sub(x: Any, decrement: Any) -> Any:
    """Subtract from a variable."""
    if is_symbolic(decrement) or updates_wait():
        return Update(x, ops.subtract(x, decrement))
    x.assign_sub(decrement)
    return x


def moving_average_update(x: Any, value: Any, momentum: Any) -> Any:
    """``x = momentum * x + (1 - momentum) * value``."""
    dtype = dtype_of(x)
    value, momentum = ops.cast(value, dtype), ops.cast(momentum, dtype)
    return update(x, tensor(x) - (tensor(x) - value) * (1.0 - momentum))


def is_tensor(x: Any) -> bool:
    """Whether ``x`` is a tensor of the backend, a variable or a Keras tensor."""
    return bool(ops.is_tensor(x)) or is_variable(x) or isinstance(x, keras.KerasTensor)


def is_keras_tensor(x: Any) -> bool:
    """Whether a layer gave ``x``, or ``keras.Input`` did; up to Keras 2.2 a placeholder is none.

    Raises:
        ValueError: ``x`` is neither a tensor nor a variable nor a Keras tensor.
    """
    if not is_tensor(x):
        raise ValueError(f"Unexpectedly found an instance of type `{type(x)}`. Expected a symbolic tensor instance.")
    return isinstance(x, keras.KerasTensor) and not (is_dialect("2.2") and getattr(x, "_is_backend_placeholder", False))


def is_sparse(tensor: Any) -> bool:
    """Whether a tensor is sparse."""
    if isinstance(tensor, keras.KerasTensor):
        return bool(getattr(tensor, "sparse", False))
    if backend() == "tensorflow":
        import tensorflow

        return isinstance(tensor, tensorflow.SparseTensor)
    return type(tensor).__name__ in ("BCOO", "BCSR") or bool(getattr(tensor, "is_sparse", False))


def to_dense(tensor: Any) -> Any:
    """A dense tensor for a sparse one, anything else as it is."""
    if not is_sparse(tensor):
        return tensor
    if backend() == "tensorflow" and not is_symbolic(tensor):
        import tensorflow

        return tensorflow.sparse.to_dense(tensor)
    return tensor.todense() if hasattr(tensor, "todense") else ops.convert_to_tensor(tensor, sparse=False)


def print_tensor(x: Any, message: str = "", summarize: int = 3) -> Any:
    """Print a tensor, also from within a compiled step, and return it."""
    if is_symbolic(x):
        return _Printed(message, summarize)(x)
    return _print(x, message, summarize)


def _print(x: Any, message: str, summarize: int) -> Any:
    if backend() == "tensorflow":
        import sys

        import tensorflow

        tensorflow.print(message, tensor(x), output_stream=sys.stdout, summarize=summarize)
    elif backend() == "jax":
        import jax

        jax.debug.print(message.replace("{", "{{").replace("}", "}}") + " {x}", x=tensor(x))
    else:
        print(message, tensor(x))
    return x


class _Printed(keras.Operation):
    def __init__(self, message: str, summarize: int) -> None:
        super().__init__()
        self.message, self.summarize = message, summarize

    def call(self, x: Any) -> Any:
        return _print(x, self.message, self.summarize)

    def compute_output_spec(self, x: Any) -> Any:
        return keras.KerasTensor(x.shape, x.dtype)
