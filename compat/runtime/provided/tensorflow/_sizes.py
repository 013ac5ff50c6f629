"""Functions whose arguments are sizes that are known when the model runs, such as ``tf.zeros((tf.shape(x)[0], 3))``."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import keras
import numpy as np
from keras import ops

from ..backend._tensors import Slot, Traced, is_symbolic, nested, slots


@keras.saving.register_keras_serializable(package="compat")
class OfTheRun(Traced):
    """A function of sizes in a graph of Keras tensors.

    jax could not trace sizes, so what comes out is not found by running it: the function's ``spec`` says it.
    """

    def compute_output_spec(self, *tensors: Any) -> Any:
        args, kwargs = nested(lambda each: tensors[each] if isinstance(each, Slot) else each, self.arguments)
        return self.function.spec(*args, **kwargs)


def of_the_run(spec: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a function take sizes that are Keras tensors.

    Args:
        spec: Takes the same arguments and returns the Keras tensor that comes out.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wide(*args: Any, **kwargs: Any) -> Any:
            if not is_symbolic(args, kwargs):
                return function(*args, **kwargs)
            tensors, arguments = slots([list(args), kwargs])
            return OfTheRun(f"{function.__module__}:{function.__name__}", arguments)(*tensors)

        wide.spec = spec  # type: ignore[attr-defined]
        return wide

    return decorate


def known(sizes: Any) -> list[int | None]:
    """Sizes as numbers, and None for those that are Keras tensors."""
    return [None if each is None or is_symbolic(each) else int(each) for each in sizes]


def concrete(function: Callable[..., Any]) -> Callable[..., Any]:
    """What does not depend on a tensor has a value even while a model is traced: a variable may start from it."""

    @functools.wraps(function)
    def made(*args: Any, **kwargs: Any) -> Any:
        with _evaluated():
            return function(*args, **kwargs)

    return made


def _evaluated() -> Any:
    backend = keras.backend.backend()
    if backend == "jax":
        import jax

        return jax.ensure_compile_time_eval()
    if backend == "torch":
        from keras.src.backend.torch import core

        # Keras finds shapes with tensors that have none; in call() all must be of that kind.
        if core.get_device() == "meta" and _in_build(sys._getframe(2)):
            return core.device_scope(core.DEFAULT_DEVICE)
    return contextlib.nullcontext()


def _in_build(frame: FrameType | None) -> bool:
    while frame is not None:
        if isinstance(frame.f_locals.get("self"), keras.Layer) and frame.f_code.co_name in (
            "build",
            "call",
            "__init__",
        ):
            return frame.f_code.co_name != "call"
        frame = frame.f_back
    return False


def _like(shape: list[int | None], dtype: str) -> Any:
    return keras.KerasTensor(shape, dtype)


@of_the_run(lambda x: _like([len(x.shape)], "int32"))
def shape(x: Any) -> Any:
    """Sizes as a NumPy array: a compiled step must know them as numbers."""
    sizes = ops.shape(x)
    return np.array([int(each) for each in sizes], "int32") if all(map(_is_number, sizes)) else ops.stack(sizes)


def _is_number(size: Any) -> bool:
    return isinstance(size, (int, np.integer))


@of_the_run(lambda sizes, value, dtype: _like(known(sizes), dtype))
@concrete
def full(sizes: Any, value: Any, dtype: str) -> Any:
    """``ops.full``."""
    return ops.full(_numbers(sizes), value, dtype=dtype)


@of_the_run(lambda x, sizes: _like(known(sizes), x.dtype))
def broadcast_to(x: Any, sizes: Any) -> Any:
    """``ops.broadcast_to``."""
    return ops.broadcast_to(x, _numbers(sizes))


@of_the_run(lambda x, sizes: _like([None if each == -1 else each for each in known(sizes)], x.dtype))
def reshape(x: Any, sizes: Any) -> Any:
    """``ops.reshape``."""
    return ops.reshape(x, _numbers(sizes))


def _tiled(x: Any, repeats: Any) -> Any:
    sizes = [None if a is None or b is None else a * b for a, b in zip(x.shape, known(repeats))]
    return _like(sizes, x.dtype)


@of_the_run(_tiled)
def tile(x: Any, repeats: Any) -> Any:
    """``ops.tile``."""
    return ops.tile(x, _numbers(repeats))


@of_the_run(lambda by, sizes, dtype, seed: _like(known(sizes), dtype))
@concrete
def drawn(by: str, sizes: Any, dtype: str, seed: Any) -> Any:
    """Random numbers of a function of :mod:`..backend.random`, on ``(0, 1)`` or with mean 0 and deviation 1."""
    from ..backend import random

    return getattr(random, by)(_numbers(sizes), 0.0, 1.0, dtype, seed)


def _numbers(sizes: Any) -> tuple[Any, ...]:
    return tuple(int(each) if _is_number(each) or isinstance(each, np.ndarray) else each for each in sizes)
