"""The logits behind probabilities: Keras 2 remembers them on the tensor, and its losses compute with them."""

from __future__ import annotations

import weakref
from typing import Any

from ._tensors import backend, is_dialect

#: TensorFlow's operation of each activation, found behind a tensor of a compiled step.
_OPERATIONS = {"sigmoid": "Sigmoid", "softmax": "Softmax"}
#: ``{id of a tensor: (reference to it, its logits)}`` on jax, whose tensors take no attributes.
_beside: dict[int, tuple[Any, Any]] = {}


def keep(probabilities: Any, logits: Any) -> Any:
    """Remember the logits of a tensor as long as it lives."""
    try:
        probabilities._keras_logits = logits
    except AttributeError:
        number = id(probabilities)
        _beside[number] = (weakref.ref(probabilities, lambda _: _beside.pop(number, None)), logits)
    return probabilities


def behind(output: Any, activation: str) -> Any:
    """The logits that ``activation`` made ``output`` from, or None where that is not known; Keras 2.2 did not look."""
    if is_dialect("2.2"):
        return None
    logits = getattr(output, "_keras_logits", None)
    if logits is not None or backend() == "torch":
        return logits
    if backend() == "jax":
        reference, logits = _beside.get(id(output), (lambda: None, None))
        return logits if reference() is output else None
    import tensorflow

    if isinstance(output, tensorflow.Tensor) and not hasattr(output, "numpy"):
        operation = output.op
        if operation.type == _OPERATIONS[activation]:
            return operation.inputs[0]
    return None
