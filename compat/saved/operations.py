"""Operations of Keras 3 in a graph: nodes that are no layers and own nothing."""

from __future__ import annotations

from typing import Optional

from .document import Config
from .errors import Refused
from .graph import Call
from .layers import Layer
from .objects import names
from .variables import Variables

_OP_LAYERS = ("TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer", "ClassMethod", "InstanceMethod", "InstanceProperty")


def operation(module: str, class_name: str, name: str, config: Optional[Config] = None) -> Layer:
    """An operation of ``keras.src.ops``, in the form in which Keras 3 saves one."""
    data = {
        "module": f"keras.src.ops.{module}",
        "class_name": class_name,
        "config": config or {},
        "registered_name": class_name,
        "name": name,  # beside the config: the oldest Keras 3 takes no name there
    }
    return Layer(data, Variables(name))


def transpose(name: str) -> Layer:
    """Swaps the first two axes of a sequence, ``(time, batch, features)`` and ``(batch, time, features)``."""
    return operation("numpy", "Transpose", name, {"axes": [1, 0, 2]})


def is_operation(layer: Layer) -> bool:
    """Whether a node of a graph is an operation: Keras 3 does not count it among a model's layers."""
    return str(layer.data["module"]).startswith("keras.src.ops.")


def translate(value: Config) -> Optional[Layer]:
    """The operation that stands for a TensorFlow function in a Keras 2 graph; None for anything else.

    Raises:
        Refused: The function has no exact form here.
    """
    if names(value)[0] not in _OP_LAYERS:
        return None
    called = value["config"].get("function") or value["config"].get("node_def") or names(value)[0]
    raise Refused(
        f"tf.{called} in the graph of a functional model",
        "put it into a Lambda layer with a named function, or use keras.ops, and save the model again.",
        where=f"layer {value['config'].get('name')!r} ({names(value)[0]})",
    )


def rewritten(layer: Layer, call: Call) -> Call:
    """A call of a TensorFlow function as a call of its operation; any other call as it is."""
    return call
