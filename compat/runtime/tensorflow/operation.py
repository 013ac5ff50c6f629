"""A TensorFlow function in a graph of Keras tensors, on the tensorflow backend."""

from __future__ import annotations

from typing import Any

import keras

from ..provided.backend._tensors import Traced, nested


@keras.saving.register_keras_serializable(package="compat")
class TensorFlowFunction(Traced):
    """Any public function of TensorFlow; a model that holds it is saved with the function's public name.

    Args:
        by: ``"tensorflow:nn.relu"``, the public name behind the colon.
        arguments: As in :class:`Traced`.
    """

    def __init__(self, by: str, arguments: Any, name: str | None = None) -> None:
        keras.Operation.__init__(self, name=name)
        self.by = by
        self.function = _public(by.partition(":")[2])
        self.arguments = arguments

    def compute_output_spec(self, *tensors: Any) -> Any:
        # Keras marks `0.5 * x` as sparse, and would compute the spec with sparse tensors.
        dense = nested(_dense, tensors)
        return keras.src.backend.compute_output_spec(self.call, *dense)


def _dense(tensor: Any) -> Any:
    return keras.KerasTensor(tensor.shape, tensor.dtype) if isinstance(tensor, keras.KerasTensor) else tensor


def _public(name: str) -> Any:
    """
    Raises:
        ValueError: TensorFlow has no such function.
    """
    import tensorflow

    found: Any = tensorflow
    try:
        for part in name.split("."):
            found = getattr(found, part)
    except AttributeError:
        raise ValueError(f"The installed TensorFlow has no tf.{name}, which a saved model uses.") from None
    return found


def public_name(function: Any) -> str | None:
    """The name below ``tf`` that leads to this function; None where none does.

    ``tf.pad`` of TensorFlow 1 says that it is ``pad``, which is another function in TensorFlow 2: the name has to lead back.
    """
    import tensorflow
    from tensorflow.python.util import tf_decorator

    plain = tf_decorator.unwrap(function)[1]
    for attribute, prefix in (("_tf_api_names", ""), ("_tf_api_names_v1", "compat.v1.")):
        for name in sorted(getattr(plain, attribute, ()), key=len):
            found: Any = tensorflow
            for part in (prefix + name).split("."):
                found = getattr(found, part, None)
            if found is not None and tf_decorator.unwrap(found)[1] is plain:
                return prefix + name
    return None
