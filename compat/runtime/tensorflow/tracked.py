"""``layer.scale = tf.Variable(1.0)`` on the tensorflow backend: the layer tracks it, as a layer of Keras 2 did."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .. import callers
from ..widen import wrap


def install() -> None:
    """Widen attribute assignment of layers where TensorFlow is the backend."""
    import keras

    if keras.backend.backend() == "tensorflow":
        wrap(keras.Layer, "__setattr__", _setattr)


def _setattr(native: Callable[[Any, str, Any], None]) -> Callable[[Any, str, Any], None]:
    import keras
    import tensorflow

    def __setattr__(self: Any, name: str, value: Any) -> None:
        native(self, name, value)
        if isinstance(value, tensorflow.Variable) and callers.keras2_code(sys._getframe(1)):
            lists = self.__dict__.get("_trainable_variables"), self.__dict__.get("_non_trainable_variables")
            if None not in lists and not any(each._value is value for held in lists for each in held):
                lists[0 if value.trainable else 1].append(_adopted(keras, tensorflow, value))

    return __setattr__


def _adopted(keras: Any, tensorflow: Any, variable: Any) -> Any:
    """A variable of Keras whose value is that very TensorFlow variable."""
    from keras.src.backend.common import global_state

    # Inside a layer's first call Keras would have the variable wait for a value of its own.
    scope = global_state.get_global_attribute("stateless_scope")
    global_state.set_global_attribute("stateless_scope", None)
    try:
        with tensorflow.init_scope():
            made = keras.Variable(
                tensorflow.zeros(variable.shape, variable.dtype),
                dtype=variable.dtype.name,
                trainable=variable.trainable,
                name=variable.name.partition(":")[0].replace("/", "_"),
            )
    finally:
        global_state.set_global_attribute("stateless_scope", scope)
    made._value = variable
    return made
