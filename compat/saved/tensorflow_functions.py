"""TensorFlow functions in the graph of a functional model, and the operations of Keras 3 that compute the same.

A row is ``<function>: <operation> <parameters of its call> | <argument>=<parameter> ...``, the parameters by TensorFlow's names;
``<argument>=<parameter>:<default>`` where TensorFlow's default is another than Keras's. A parameter that is not in the row may be
missing, None or False only.
"""

from __future__ import annotations

from typing import NamedTuple

_ONE = {
    "math.abs": "numpy.Absolute",
    "math.ceil": "numpy.Ceil",
    "math.cos": "numpy.Cos",
    "math.erf": "math.Erf",
    "math.exp": "numpy.Exp",
    "math.floor": "numpy.Floor",
    "math.log": "numpy.Log",
    "math.log1p": "numpy.Log1p",
    "math.logical_not": "numpy.LogicalNot",
    "math.negative": "numpy.Negative",
    "math.reciprocal": "numpy.Reciprocal",
    "math.rsqrt": "math.Rsqrt",
    "math.sigmoid": "nn.Sigmoid",
    "math.sign": "numpy.Sign",
    "math.sin": "numpy.Sin",
    "math.sqrt": "numpy.Sqrt",
    "math.square": "numpy.Square",
    "math.tanh": "numpy.Tanh",
}
_TWO = {
    "__operators__.add": "numpy.Add",
    "math.add": "numpy.Add",
    "math.divide": "numpy.TrueDivide",
    "math.equal": "numpy.Equal",
    "math.floordiv": "numpy.FloorDivide",
    "math.greater": "numpy.Greater",
    "math.greater_equal": "numpy.GreaterEqual",
    "math.less": "numpy.Less",
    "math.less_equal": "numpy.LessEqual",
    "math.logical_and": "numpy.LogicalAnd",
    "math.logical_or": "numpy.LogicalOr",
    "math.maximum": "numpy.Maximum",
    "math.minimum": "numpy.Minimum",
    "math.multiply": "numpy.Multiply",
    "math.not_equal": "numpy.NotEqual",
    "math.pow": "numpy.Power",
    "math.subtract": "numpy.Subtract",
    "math.truediv": "numpy.TrueDivide",
}
_REDUCED = {"all": "All", "any": "Any", "max": "Max", "mean": "Mean", "min": "Min", "prod": "Prod", "sum": "Sum"}

_ROWS: dict[str, str] = {
    **{name: f"{operation} x" for name, operation in _ONE.items()},
    **{name: f"{operation} x y" for name, operation in _TWO.items()},
    **{
        f"math.reduce_{name}": f"numpy.{operation} input_tensor | axis=axis keepdims=keepdims"
        for name, operation in _REDUCED.items()
    },
    "math.reduce_std": "numpy.Std input_tensor | axis=axis keepdims=keepdims",
    "math.reduce_variance": "numpy.Var input_tensor | axis=axis keepdims=keepdims",
    "math.reduce_logsumexp": "math.Logsumexp input_tensor | axis=axis keepdims=keepdims",
    "nn.relu": "nn.Relu features",
    "nn.relu6": "nn.Relu6 features",
    "nn.elu": "nn.Elu features",
    "nn.selu": "nn.Selu features",
    "nn.gelu": "nn.Gelu features | approximate=approximate:False",
    "nn.silu": "nn.Silu features",
    "nn.softplus": "nn.Softplus features",
    "math.softplus": "nn.Softplus features",
    "nn.softsign": "nn.Softsign features",
    "nn.leaky_relu": "nn.LeakyRelu features | negative_slope=alpha:0.2",
    "nn.softmax": "nn.Softmax logits | axis=axis",
    "nn.log_softmax": "nn.LogSoftmax logits | axis=axis",
    "math.argmax": "numpy.Argmax input | axis=axis:0",
    "math.argmin": "numpy.Argmin input | axis=axis:0",
    "cast": "core.Cast x | dtype=dtype",
    "clip_by_value": "numpy.Clip t | x_min=clip_value_min x_max=clip_value_max",
    "concat": "numpy.Concatenate values | axis=axis",
    "expand_dims": "numpy.ExpandDims input | axis=axis",
    "linalg.matmul": "numpy.Matmul a b",
    "one_hot": "nn.OneHot indices | num_classes=depth axis=axis dtype=dtype",
    "ones_like": "numpy.OnesLike input | dtype=dtype",
    "reshape": "numpy.Reshape tensor | newshape=shape",
    "squeeze": "numpy.Squeeze input | axis=axis",
    "compat.v1.squeeze": "numpy.Squeeze input | axis=axis",
    "stack": "numpy.Stack values | axis=axis",
    "stop_gradient": "core.StopGradient input",
    "tile": "numpy.Tile input | repeats=multiples",
    "transpose": "numpy.Transpose a | axes=perm",
    "compat.v1.transpose": "numpy.Transpose a | axes=perm",
    "where": "numpy.Where condition x y",
    "zeros_like": "numpy.ZerosLike input | dtype=dtype",
}


class Row(NamedTuple):
    """How a function becomes an operation."""

    module: str
    class_name: str
    parameters: tuple[str, ...]
    arguments: dict[str, tuple[str, str]]


def row(function: str) -> Row | None:
    """The row of a function, ``"math.add"``; None where it has none."""
    if function not in _ROWS:
        return None
    call, _, config = _ROWS[function].partition("|")
    operation, *parameters = call.split()
    module, _, class_name = operation.partition(".")
    arguments = {}
    for item in config.split():
        name, _, value = item.partition("=")
        parameter, _, default = value.partition(":")
        arguments[name] = (parameter, default)
    return Row(module, class_name, tuple(parameters), arguments)
