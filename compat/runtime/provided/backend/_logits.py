"""The logits behind probabilities: Keras 2 remembers them on the tensor, and its losses compute with them."""

from __future__ import annotations

from typing import Any

import keras

from ._tensors import backend, is_dialect

#: TensorFlow's operation of each activation, found behind a tensor of a compiled step.
_OPERATIONS = {"sigmoid": "Sigmoid", "softmax": "Softmax"}


def keep(probabilities: Any, logits: Any) -> Any:
    """Remember the logits on the tensor, where the backend's tensors take attributes."""
    if not isinstance(probabilities, keras.KerasTensor):
        try:
            probabilities._keras_logits = logits
        except AttributeError:
            pass
    return probabilities


def behind(output: Any, activation: str) -> Any:
    """The logits that ``activation`` made ``output`` from, or None where that is not known; Keras 2.2 did not look."""
    if is_dialect("2.2"):
        return None
    logits = getattr(output, "_keras_logits", None)
    if logits is not None or backend() != "tensorflow":
        return logits
    import tensorflow

    if isinstance(output, tensorflow.Tensor) and not hasattr(output, "numpy"):
        operation = output.op
        if operation.type == _OPERATIONS[activation]:
            return operation.inputs[0]
    return None
