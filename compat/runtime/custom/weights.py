"""``add_weight`` as Keras 2 and Keras 1 took it, and lists of weights that a layer assigns itself.

Keras 2: ``add_weight(name, shape, dtype, initializer, regularizer, trainable, constraint)``; Keras 1:
``add_weight(shape, initializer, name, trainable, regularizer, constraint)``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from ..widen import put, wrap

_KERAS_2 = ("name", "shape", "dtype", "initializer", "regularizer", "trainable", "constraint")
_KERAS_1 = ("shape", "initializer", "name", "trainable", "regularizer", "constraint")
#: Where and how TensorFlow keeps a variable: nothing that its value depends on.
_NO_MEANING = (
    "use_resource",
    "synchronization",
    "getter",
    "collections",
    "partitioner",
    "caching_device",
    "layout",
    "experimental_enable_variable_lifting",
)


def install() -> None:
    """Widen ``add_weight``, and let the lists of weights be assigned."""
    import keras

    layer = keras.layers.Layer
    wrap(layer, "add_weight", _add_weight)
    for name, trainable in (("trainable_weights", True), ("non_trainable_weights", False)):
        native = vars(layer)[name]
        put(layer, name, property(native.fget, _assign(trainable), doc=native.__doc__))
        put(layer, f"_{name}", property(_own(trainable), _assign(trainable), doc=f"The layer's own {name}."))


def _add_weight(native: Callable[..., Any]) -> Callable[..., Any]:
    known = frozenset(inspect.signature(native).parameters)

    def add_weight(self: Any, *args: Any, **kwargs: Any) -> Any:
        if args:
            kwargs = {**_named(args, kwargs), **kwargs}
        unknown = kwargs.keys() - known
        if unknown:
            autocast = kwargs.pop("experimental_autocast", None)
            if autocast is not None and "autocast" in known:
                kwargs["autocast"] = autocast
            for name in _NO_MEANING:
                kwargs.pop(name, None)
        if not isinstance(kwargs.get("aggregation", ""), str):
            del kwargs["aggregation"]
        if kwargs.get("trainable", True) is None:
            del kwargs["trainable"]
        if isinstance(kwargs.get("name"), str):
            kwargs["name"] = kwargs["name"].replace("/", "_")
        if kwargs.get("shape") is not None:
            kwargs["shape"] = _sizes(kwargs["shape"])
        initializer = kwargs.get("initializer")
        if inspect.isfunction(initializer) or inspect.ismethod(initializer):
            kwargs["initializer"] = _without_dtype(initializer)
        return native(self, **kwargs)

    return add_weight


def _named(args: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    """Positional arguments by their names in Keras 3."""
    if isinstance(args[0], str) or (args[0] is None and (len(args) > 1 or "shape" in given)):
        order: tuple[str, ...] = _KERAS_2
    elif len(args) > 3 or (len(args) == 3 and isinstance(args[2], str) and not _is_dtype(args[2])):
        order = _KERAS_1
    else:
        order = ("shape", "initializer", "dtype")
    if len(args) > len(order):
        raise TypeError(f"add_weight() takes at most {len(order)} positional arguments but {len(args)} were given")
    named = dict(zip(order, args))
    for name in named.keys() & given.keys():
        raise TypeError(f"add_weight() got multiple values for argument {name!r}")
    return named


def _is_dtype(name: str) -> bool:
    from keras.src.backend.common.dtypes import ALLOWED_DTYPES

    return name in ALLOWED_DTYPES


def _sizes(shape: Any) -> Any:
    """Plain integers: TensorFlow's shapes and dimensions are none for every backend."""
    if isinstance(shape, int):
        return (shape,)
    return tuple(size if size is None else int(size) for size in shape)


@cache
def _takes_dtype(function: Callable[..., Any]) -> bool:
    parameters = inspect.signature(function).parameters
    return "dtype" in parameters or any(each.kind is each.VAR_KEYWORD for each in parameters.values())


def _without_dtype(initializer: Callable[..., Any]) -> Callable[..., Any]:
    """Up to Keras 2.2 an initializer got the shape alone, and could return an array or a variable."""
    from keras import ops

    if _takes_dtype(initializer):
        return initializer
    return lambda shape, dtype=None, **_: ops.convert_to_tensor(initializer(shape), dtype=dtype)


# ---- lists of weights ----


def _own(trainable: bool) -> Callable[[Any], list[Any]]:
    name = "_trainable_variables" if trainable else "_non_trainable_variables"
    return lambda layer: getattr(layer, name)


def _assign(trainable: bool) -> Callable[[Any, Any], None]:
    """A setter: the list is what the layer itself has of such weights, in this order."""
    own = _own(trainable)

    def assign(layer: Any, variables: Any) -> None:
        wanted = list(variables)
        inner = {id(each) for child in layer._layers for each in child.weights}
        wanted = [each for each in wanted if id(each) not in inner]
        locked, layer._tracker.locked = layer._tracker.locked, False
        try:
            kept = {id(each) for each in wanted}
            for each in list(own(layer)):
                if id(each) not in kept:
                    layer._untrack_variable(each)
            for each in wanted:
                if each.trainable is not trainable:
                    layer._untrack_variable(each)
                    each.trainable = trainable
                if all(each is not other for other in own(layer)):
                    layer._track_variable(each)
            order = {id(each): place for place, each in enumerate(wanted)}
            own(layer).sort(key=lambda each: order[id(each)])
        finally:
            layer._tracker.locked = locked

    return assign
