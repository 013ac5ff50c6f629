"""Operations of Keras 3 in a graph: nodes that are no layers and own nothing."""

from __future__ import annotations

import ast
from typing import Any

from .document import Config
from .errors import Refused
from .graph import Call, Ref
from .layers import Layer, describe
from .objects import names
from .tensorflow_functions import Row, row
from .variables import Variables

_FUNCTIONS, _SLICES = ("TFOpLambda",), ("SlicingOpLambda",)
#: Layers of Keras 2's functional models that compute nothing: add_loss() and add_metric() on a tensor.
TRAINING_ONLY = {"AddLoss": "add_loss()", "AddMetric": "add_metric()"}
#: Other wrappers of TensorFlow, whose code or node is not read.
_OTHERS = ("TensorFlowOpLayer", "ClassMethod", "InstanceMethod", "InstanceProperty")
_SHAPES = ("shape", "compat.v1.shape", "compat.v1.shape_v2")
#: The module of nodes that stand for what no operation computes: sizes of a tensor, and what only training used.
_NOTHING = "nothing"
#: What a parameter may be where its row does not know it.
_SAID_NOTHING = (None, False)


def operation(module: str, class_name: str, name: str, config: Config | None = None) -> Layer:
    """An operation of ``keras.src.ops``, in the form in which Keras 3 saves one."""
    data = {
        "module": f"keras.src.ops.{module}" if module != _NOTHING else _NOTHING,
        "class_name": class_name,
        "config": config or {},
        "registered_name": class_name,
        "name": name,  # beside the config: the oldest Keras 3 takes no name there
    }
    return Layer(data, Variables(name))


def transpose(name: str) -> Layer:
    """Swaps the first two axes of a sequence, ``(time, batch, ...)`` and ``(batch, time, ...)``."""
    return operation("numpy", "Swapaxes", name, {"axis1": 0, "axis2": 1})


def is_operation(layer: Layer) -> bool:
    """Whether a node of a graph is no layer: Keras 3 does not count it among a model's layers."""
    return stands_for_nothing(layer) or str(layer.data["module"]).startswith("keras.src.ops.")


def stands_for_nothing(layer: Layer) -> bool:
    """Whether a node has no form in Keras 3; it must lead to no output."""
    return bool(layer.data["module"] == _NOTHING)


class Operations:
    """Translates the nodes of one graph that stand for TensorFlow functions."""

    def __init__(self) -> None:
        self._shapes: set[str] = set()
        self._sizes: set[str] = set()

    def translate(self, value: Config, calls: list[Call]) -> tuple[Layer, list[Call]] | None:
        """The operation that stands for a node of a Keras 2 graph, and its calls; None for a layer.

        Raises:
            Refused: The function has no exact form here.
        """
        class_name, name = names(value)[0], str(value.get("name") or value["config"].get("name"))
        if class_name in TRAINING_ONLY:
            return operation(_NOTHING, class_name, name), calls
        function = str(value["config"].get("function") or class_name)
        if class_name in _OTHERS:
            raise _unknown(value, function)
        if class_name in _SLICES:
            return self._slices(value, name, calls)
        if class_name not in _FUNCTIONS:
            return None
        if function in _SHAPES:
            self._shapes.add(name)
            return operation(_NOTHING, function, name), calls
        found = row(function)
        if found is None:
            raise _unknown(value, function)
        configs, made = zip(*(self._call(value, function, found, call) for call in calls))
        if any(config != configs[0] for config in configs):
            raise _unknown(value, f"{function} called in several ways")
        return operation(found.module, found.class_name, name, configs[0]), list(made)

    def _slices(self, value: Config, name: str, calls: list[Call]) -> tuple[Layer, list[Call]]:
        sources = {call.args[0].layer for call in calls if isinstance(call.args[0], Ref)}
        if sources & self._shapes:
            self._sizes.add(name)
            return operation(_NOTHING, "size", name), calls
        made = [Call([call.args[0], _key(call.kwargs.get("slice_spec"))]) for call in calls]
        return operation("numpy", "GetItem", name), made

    def _call(self, value: Config, function: str, found: Row, call: Call) -> tuple[Config, Call]:
        given = {found.parameters[0]: call.args[0], **call.kwargs}
        config: Config = {}
        for argument, (parameter, default) in found.arguments.items():
            if parameter in given:
                config[argument] = self._known(value, function, given.pop(parameter))
            elif default:
                config[argument] = ast.literal_eval(default)
        missing = [name for name in found.parameters if name not in given]
        left = [name for name in given if name not in (*found.parameters, "name") and given[name] not in _SAID_NOTHING]
        if missing or left:
            how = f"{function} without {missing[0]}" if missing else f"{function}({left[0]}={given[left[0]]!r})"
            raise _unknown(value, how)
        return config, Call([_constant(given[name]) for name in found.parameters])

    def _known(self, value: Config, function: str, argument: Any) -> Any:
        """An argument that must be known when the graph is built; one size that is not is -1 in a shape."""
        if isinstance(argument, list):
            known = [-1 if isinstance(each, Ref) and each.layer in self._sizes else each for each in argument]
            if not any(isinstance(each, Ref) for each in known) and known.count(-1) <= 1:
                return known
            raise _unknown(value, f"{function} to a shape that is computed")
        if isinstance(argument, Ref):
            raise _unknown(value, f"{function} with an argument that is computed")
        return argument


def _unknown(value: Config, function: str) -> Refused:
    return Refused(
        f"tf.{function} in the graph of a functional model",
        "put it into a Lambda layer with a named function, or use keras.ops, and save the model again.",
        where=describe(value),
    )


def _constant(value: Any) -> Any:
    """A constant of several numbers as an array; everything else as it is."""
    if not isinstance(value, list) or any(isinstance(each, Ref) for each in value):
        return value
    dtype = "int32" if all(type(each) is int for each in value) else "float32"
    return {"class_name": "__numpy__", "config": {"value": value, "dtype": dtype}}


def _key(spec: Any) -> Any:
    """The key of ``x[...]`` in Keras 3's form; a tuple, since a list would be an index."""
    items = spec if isinstance(spec, list) else [spec]
    found = []
    for item in items:
        if isinstance(item, dict) and item.get("class_name") == "__ellipsis__":
            found.append({"class_name": "__ellipsis__", "config": {}})
        elif isinstance(item, dict):
            found.append(
                {"class_name": "__slice__", "config": {key: item.get(key) for key in ("start", "stop", "step")}}
            )
        else:
            found.append(item)
    return found
