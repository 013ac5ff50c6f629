"""Shapes as Keras 2 gave them to a program: tuples that also answer ``as_list()``, whose sizes answer ``value``.

They are given to Keras 2 code only, and are plain tuples of integers to everything else.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

from .. import callers
from ..widen import put, wrap


class Dimension(int):
    """A size that is known."""

    @property
    def value(self) -> int:
        """The size as a plain integer."""
        return int(self)


class Shape(tuple):  # type: ignore[type-arg]
    """Sizes; None where one is not known."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        if isinstance(key, slice):
            return Shape(found)
        return Dimension(found) if type(found) is int else found

    def __eq__(self, other: object) -> bool:
        return tuple.__eq__(self, tuple(other) if isinstance(other, list) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = tuple.__hash__

    def __add__(self, other: Any) -> Shape:
        return Shape((*self, *other))

    def __radd__(self, other: Any) -> Shape:
        return Shape((*other, *self))

    concatenate = __add__

    def as_list(self) -> list[int | None]:
        """The sizes in a list."""
        return list(self)

    def is_fully_defined(self) -> bool:
        """Whether every size is known."""
        return None not in self

    def num_elements(self) -> int | None:
        """The product of the sizes, None where one is not known."""
        product = 1
        for size in self:
            if size is None:
                return None
            product *= size
        return product

    def is_compatible_with(self, other: Any) -> bool:
        """Whether the sizes that both know agree."""
        return len(self) == len(other) and all(
            a is None or b is None or a == b for a, b in zip(self, tuple(other), strict=True)
        )

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raises: ValueError: The shapes are not compatible."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {tuple(self)} and {tuple(other)} are incompatible")

    def with_rank(self, rank: int) -> Shape:
        """The shape, which has so many axes.

        Raises:
            ValueError: It has more or less.
        """
        if len(self) != rank:
            raise ValueError(f"Shape {tuple(self)} must have rank {rank}")
        return self

    assert_has_rank = with_rank

    def with_rank_at_least(self, rank: int) -> Shape:
        """The shape, which has so many axes or more.

        Raises:
            ValueError: It has less.
        """
        if len(self) < rank:
            raise ValueError(f"Shape {tuple(self)} must have rank at least {rank}")
        return self

    @property
    def ndims(self) -> int:
        """The number of axes."""
        return len(self)

    rank = ndims

    @property
    def dims(self) -> list[Any]:
        """The sizes, each of which answers ``value`` where it is known."""
        return [self[axis] for axis in range(len(self))]

    def __reduce__(self) -> Any:
        return tuple, (tuple(self),)


def shaped(value: Any) -> Any:
    """Shapes in place of plain tuples of sizes, in the same lists and dicts."""
    if isinstance(value, dict):
        return {name: shaped(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        if all(each is None or isinstance(each, int) for each in value):
            return Shape(value)
        return type(value)(shaped(each) for each in value)
    return value


def install() -> None:
    """Give Keras tensors and the ``build`` of Keras 2 classes such shapes."""
    import keras
    from keras.src.layers import layer

    home = _knows_numbers()
    put(home, "PYTHON_DTYPES_MAP", {**home.PYTHON_DTYPES_MAP, Dimension: home.PYTHON_DTYPES_MAP[int]})
    tensor = keras.KerasTensor
    put(tensor, "get_shape", lambda self: Shape(self.shape))
    _widen_shape(tensor)
    wrap(layer, "update_shapes_dict_for_target_fn", _for_build)


def install_answers() -> None:
    """Let ``compute_output_shape`` of Keras's own layers answer with such shapes, whatever else is changed of it."""
    import keras

    for each in _native_layers(keras.Layer):
        if "compute_output_shape" in vars(each):
            put(each, "compute_output_shape", _answered(vars(each)["compute_output_shape"]))


def _knows_numbers() -> Any:
    """The module where Keras looks up what dtype a number of Python has."""
    import importlib

    home = importlib.import_module("keras.src.backend.common.dtypes")
    if hasattr(home, "PYTHON_DTYPES_MAP"):
        return home
    return importlib.import_module("keras.src.backend.common.variables")


def _widen_shape(tensor: type) -> None:
    native = vars(tensor).get("shape")
    if not isinstance(native, property) or native.fget is None:
        return
    get = native.fget

    def shape(self: Any) -> Any:
        value = get(self)
        frame = sys._getframe(1)
        if callers.kind_of(frame) is callers.TRANSPARENT or not callers.keras2_code(frame):
            return value
        return Shape(value)

    put(tensor, "shape", property(shape, native.fset, doc=native.__doc__))


def _native_layers(base: type[Any]) -> Iterator[type[Any]]:
    yield base
    for each in base.__subclasses__():
        if each.__module__.partition(".")[0] == "keras":
            yield from _native_layers(each)


def plain(value: Any) -> Any:
    """Tuples in place of shapes that are objects of TensorFlow, in the same lists and dicts."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if hasattr(value, "as_list") and not isinstance(value, Shape):
        return tuple(value.as_list())
    return type(value)(plain(each) for each in value) if type(value) in (list, tuple) else value


def _answered(native: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(native)
    def compute_output_shape(self: Any, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if callers.kind_of(frame) is callers.TRANSPARENT or not callers.keras2_code(frame):
            return native(self, *args, **kwargs)
        return shaped(native(self, *map(plain, args), **{name: plain(each) for name, each in kwargs.items()}))

    return compute_output_shape


def _for_build(native: Callable[..., Any]) -> Callable[..., Any]:
    def update(target_fn: Any, *args: Any, **kwargs: Any) -> Any:
        found = native(target_fn, *args, **kwargs)
        if found and is_keras2_code(target_fn):
            return {name: shaped(value) for name, value in found.items()}
        return found

    return update


def is_keras2_code(function: Any) -> bool:
    """Whether a program, or a package that was named, defines the function."""
    function = inspect.unwrap(getattr(function, "__func__", function))
    names = getattr(function, "__globals__", None)
    if names is None:
        return False
    name, file = names.get("__name__") or "", names.get("__file__")
    kind = callers._classify(name, file)
    if kind is callers.USER:
        return callers.SCOPE.installed or name in callers.SCOPE.modules
    return kind is callers.PACKAGE and name.partition(".")[0] in callers.SCOPE.packages
