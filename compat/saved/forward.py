"""Keras 2's layers computed by NumPy from what a file stores: a second opinion where no Keras 2 is installed.

Formulas of Keras 2.15 and 2.2.4; a model is a chain of layers, and every layer one of :data:`_LAYERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import reading
from .document import Config, SavedModel
from .layers import is_model
from .translation import arrays_by_layer

Arrays = Sequence[np.ndarray]
Function = Callable[[np.ndarray], np.ndarray]


class Unknown(Exception):
    """A layer or an option of one is not computed here."""


def outputs(source: str, inputs: list[np.ndarray], weights: str | None = None) -> list[np.ndarray] | str:
    """What a model computes, or why that is not known here."""
    if len(inputs) != 1:
        return "NumPy computes models of one input only"
    with reading.opened(source, weights) as saved:
        try:
            return [_chain(saved, inputs[0])]
        except Unknown as reason:
            return f"NumPy does not compute {reason}"


def _chain(saved: SavedModel, x: np.ndarray) -> np.ndarray:
    config = saved.config["config"]
    layers = config if isinstance(config, list) else config.get("layers", [])
    if not is_model(saved.config) or saved.config["class_name"] != "Sequential" or saved.release < (2,):
        raise Unknown("a model that is no Sequential of Keras 2")
    stored = arrays_by_layer(saved)
    x = x.astype("float64")
    for layer in layers:
        name, own = layer["class_name"], layer["config"]
        if name not in _LAYERS:
            raise Unknown(f"a {name}")
        x = _LAYERS[name](x, own, [each.astype("float64") for each in stored.get(own.get("name", ""), [])])
    return x


def _activation(name: Any) -> Function:
    if not isinstance(name, str) or name not in _ACTIVATIONS:
        raise Unknown(f"the activation {name!r}")
    return _ACTIVATIONS[name]


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def _softmax(x: np.ndarray) -> np.ndarray:
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


_ACTIVATIONS: dict[str, Function] = {
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "tanh": np.tanh,
    "sigmoid": _sigmoid,
    "hard_sigmoid": lambda x: np.clip(0.2 * x + 0.5, 0, 1),
    "softplus": lambda x: np.logaddexp(x, 0),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "exponential": np.exp,
    "softmax": _softmax,
    "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
    "selu": lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0))),
    "swish": lambda x: x * _sigmoid(x),
}


def _dense(x: np.ndarray, config: Config, arrays: Arrays) -> np.ndarray:
    found = x @ arrays[0]
    return _activation(config.get("activation", "linear"))(found + arrays[1] if config.get("use_bias", True) else found)


def _embedding(x: np.ndarray, config: Config, arrays: Arrays) -> np.ndarray:
    if config.get("mask_zero"):
        raise Unknown("a mask")
    return arrays[0][x.astype("int64")]


def _normalized(x: np.ndarray, config: Config, arrays: Arrays) -> np.ndarray:
    axis = config.get("axis", -1)
    axis = axis[0] if isinstance(axis, list) else axis
    shape = [1] * x.ndim
    shape[axis] = x.shape[axis]
    left = [each.reshape(shape) for each in arrays]
    gamma = left.pop(0) if config.get("scale", True) else 1.0
    beta = left.pop(0) if config.get("center", True) else 0.0
    mean, variance = left
    return gamma * (x - mean) / np.sqrt(variance + config.get("epsilon", 1e-3)) + beta


def _recurrent(step: Callable[..., tuple[np.ndarray, ...]], gates: int) -> Callable[..., np.ndarray]:
    def layer(x: np.ndarray, config: Config, arrays: Arrays) -> np.ndarray:
        if config.get("return_state") or config.get("time_major"):
            raise Unknown("a layer that returns states, or has time first")
        kernel, recurrent = arrays[0], arrays[1]
        bias = arrays[2] if config.get("use_bias", True) else np.zeros(kernel.shape[1])
        assert kernel.shape[1] == gates * config["units"]
        states: tuple[np.ndarray, ...] = (np.zeros((len(x), config["units"])),) * 2
        sequence = x[:, ::-1] if config.get("go_backwards") else x
        found = []
        for number in range(x.shape[1]):
            states = step(sequence[:, number], states, kernel, recurrent, bias, config)
            found.append(states[0])
        return np.stack(found, axis=1) if config.get("return_sequences") else states[0]

    return layer


def _simple(x: Any, states: Any, kernel: Any, recurrent: Any, bias: Any, config: Config) -> tuple[np.ndarray, ...]:
    found = _activation(config.get("activation", "tanh"))(x @ kernel + bias + states[0] @ recurrent)
    return found, states[1]


def _lstm(x: Any, states: Any, kernel: Any, recurrent: Any, bias: Any, config: Config) -> tuple[np.ndarray, ...]:
    gate, activation = _activation(config["recurrent_activation"]), _activation(config["activation"])
    i, f, c, o = np.split(x @ kernel + states[0] @ recurrent + bias, 4, axis=-1)
    carried = gate(f) * states[1] + gate(i) * activation(c)
    return gate(o) * activation(carried), carried


def _gru(x: Any, states: Any, kernel: Any, recurrent: Any, bias: Any, config: Config) -> tuple[np.ndarray, ...]:
    gate, activation = _activation(config["recurrent_activation"]), _activation(config["activation"])
    h, units = states[0], config["units"]
    after = bool(config.get("reset_after"))
    first, second = (bias[0], bias[1]) if after and bias.ndim == 2 else (bias, np.zeros_like(bias))
    xz, xr, xh = np.split(x @ kernel + first, 3, axis=-1)
    hz, hr = np.split(h @ recurrent[:, : 2 * units] + second[: 2 * units], 2, axis=-1)
    z, r = gate(xz + hz), gate(xr + hr)
    inner = recurrent[:, 2 * units :]
    candidate = activation(xh + (r * (h @ inner + second[2 * units :]) if after else (r * h) @ inner))
    return z * h + (1 - z) * candidate, states[1]


def _same(x: np.ndarray, config: Config, arrays: Arrays) -> np.ndarray:
    return x


_LAYERS: dict[str, Callable[[np.ndarray, Config, Arrays], np.ndarray]] = {
    "InputLayer": _same,
    **dict.fromkeys(
        ("Dropout", "SpatialDropout1D", "GaussianNoise", "GaussianDropout", "ActivityRegularization"), _same
    ),
    "Dense": _dense,
    "Activation": lambda x, config, arrays: _activation(config["activation"])(x),
    "Flatten": lambda x, config, arrays: x.reshape(len(x), -1),
    "RepeatVector": lambda x, config, arrays: np.repeat(x[:, None], config["n"], axis=1),
    "Embedding": _embedding,
    "BatchNormalization": _normalized,
    "SimpleRNN": _recurrent(_simple, 1),
    "LSTM": _recurrent(_lstm, 4),
    "GRU": _recurrent(_gru, 3),
}
