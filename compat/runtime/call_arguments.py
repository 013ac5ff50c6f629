"""A ``call`` of the user's around one of Keras, its first argument under another name.

Keras 3 tells ``build(sequences_shape, initial_state_shape=None)`` which shape is whose by the names of ``call``'s arguments. A
subclass of a recurrent layer whose ``call(inputs, ...)`` has none of these names gives the shape of its first argument.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the one function that sorts the shapes."""
    from keras.src.layers import layer

    wrap(layer, "update_shapes_dict_for_target_fn", _sort)


def _sort(native: Callable[..., Any]) -> Callable[..., Any]:
    def sort(target_fn: Any, shapes_dict: dict[str, Any], call_spec: Any, class_name: str) -> Any:
        try:
            return native(target_fn, shapes_dict=shapes_dict, call_spec=call_spec, class_name=class_name)
        except ValueError:
            first, *others = inspect.signature(target_fn).parameters.values()
            if not shapes_dict or any(each.default is each.empty for each in others):
                raise
            return {first.name: next(iter(shapes_dict.values()))}

    return sort
