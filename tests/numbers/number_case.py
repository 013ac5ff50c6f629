"""A case of the table of numbers: an expression in Keras 2's words, and what is computed with it.

A case is named by its expression, which sees ``layers``, ``losses``, ... (the parts of Keras), ``K`` (its backend) and the
functions of ``number_data``. The same case runs under Keras 2.2.4 (Python 3.7), tf_keras and Keras 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import number_data
import numpy as np

PARTS = [
    "activations",
    "constraints",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "optimizers",
    "preprocessing",
    "regularizers",
    "utils",
]


@dataclass(frozen=True)
class Case:
    """One number, or array of numbers.

    Attributes:
        name: Family, expression and what else tells it apart.
        run: Takes Keras and returns numbers: tensors, arrays, or lists of them.
        random: What is compared of a random draw: ``""`` (it is none), ``"values"`` where the generator of numbers is
            TensorFlow's, or ``"spread"``, numbers that hardly depend on the draw.
    """

    name: str
    run: Callable[[Any], Any]
    random: str = ""


def words(keras: Any) -> dict[str, Any]:
    """What expressions see."""
    found = {name: getattr(number_data, name) for name in number_data.__all__}
    found.update({part: getattr(keras, part) for part in PARTS}, keras=keras, K=keras.backend, np=np)
    found["tensor"] = lambda value: tensor(keras, value)
    return found


def evaluated(keras: Any, expression: str) -> Any:
    """The value of an expression."""
    return eval(expression, words(keras))


def tensor(keras: Any, value: Any) -> Any:
    """A tensor of the backend."""
    value = np.asarray(value)
    return keras.backend.constant(value, dtype=value.dtype.name)


def numbers(keras: Any, value: Any) -> Any:
    """An array; of a list or tuple the values of all of them in one row."""
    if isinstance(value, (list, tuple)):
        return np.concatenate([np.ravel(numbers(keras, each)).astype("float64") for each in value])
    if isinstance(value, (np.ndarray, np.generic, float, int)):
        return np.asarray(value)
    if hasattr(value, "to_tensor"):
        value = value.to_tensor()
    if value.dtype == "string":
        return np.asarray(value.numpy(), dtype="S")
    return np.asarray(keras.backend.eval(value))


def value(family: str, expression: str, random: str = "") -> Case:
    """The expression itself."""
    return Case(f"{family}: {expression}", lambda keras: evaluated(keras, expression), random)


def is_graph(keras: Any) -> bool:
    """Whether this is Keras 2.2 of a session, which has no tensors with values."""
    return str(keras.__version__).startswith("2.2.") and not hasattr(keras, "ops")


def fill(weights_of: Any, positive: bool = False) -> None:
    """Give a layer or model fixed weights, drawn one after the other."""
    stream, drawn = np.random.RandomState(7), []
    for each in weights_of.get_weights():
        values = stream.uniform(-0.5, 0.5, each.shape)
        drawn.append((np.abs(values) + 0.1 if positive else values).astype(each.dtype))
    weights_of.set_weights(drawn)


def result(keras: Any, model: Any, inputs: list[Any], training: bool | None = None) -> Any:
    """What a model returns for arrays."""
    if is_graph(keras):
        if training is None:
            return model.predict(inputs)
        step = keras.backend.function([*model.inputs, keras.backend.learning_phase()], model.outputs)
        return step([*inputs, int(training)])
    given = [tensor(keras, each) for each in inputs]
    return model(given[0] if len(given) == 1 else given, training=bool(training))


def compute(keras: Any, case: Case) -> Any:
    """The numbers of a case."""
    if is_graph(keras):
        keras.backend.clear_session()
    return numbers(keras, case.run(keras))
