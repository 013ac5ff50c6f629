"""Ten training steps with each optimizer of Keras 2: ``{name: how an optimizer is made}``, for three generations of them.

``python optimizer_cases.py PACKAGE FILE`` records what a Keras 2 computes: ``tf_keras`` the present and the legacy ones,
``keras`` 2.2.4 its own.
"""

from __future__ import annotations

import sys
from typing import Any, Callable

import numpy as np

Make = Callable[[Any], Any]
STEPS = 10

_X = np.random.RandomState(0).normal(size=(6, 3)).astype("float32")
_Y = np.random.RandomState(1).normal(size=(6, 2)).astype("float32")
_TOKENS = np.array([[0, 1, 1, 3], [2, 2, 0, 1], [1, 3, 3, 3], [4, 5, 4, 1], [1, 1, 1, 1], [5, 5, 4, 1]])
_WEIGHTS = [(3, 4), (4,), (4, 2), (2,)]


def _weights(shapes: Any) -> list[Any]:
    return [np.random.RandomState(10 + n).normal(size=shape).astype("float32") for n, shape in enumerate(shapes)]


def dense(keras: Any) -> Any:
    """A model of two layers, and its data."""
    layers = keras.layers
    model = keras.models.Sequential(
        [layers.Dense(4, activation="tanh", input_shape=(3,)), layers.Dense(2, activation="linear")]
    )
    model.set_weights(_weights(_WEIGHTS))
    return model, _X, _Y


def embedding(keras: Any) -> Any:
    """A look-up of eight tokens of which batches hold a few, some twice, and its data."""
    layers = keras.layers
    model = keras.models.Sequential(
        [layers.Embedding(8, 3, input_length=4), layers.Flatten(), layers.Dense(2, activation="linear")]
    )
    model.set_weights(_weights([(8, 3), (12, 2), (2,)]))
    return model, _TOKENS, _Y


def trajectory(keras: Any, make: Make, program: Make = dense) -> Any:
    """All weights after each step: ``(10, weights)``. The batches are the halves of the data in turn."""
    model, x, y = program(keras)
    optimizer = make(keras.optimizers)
    model.compile(optimizer=optimizer, loss="mse")
    found = []
    for step in range(STEPS):
        half = slice(0, 3) if step % 2 == 0 else slice(3, 6)
        model.train_on_batch(x[half], y[half])
        found.append(np.concatenate([each.ravel() for each in model.get_weights()]))
        if step == 4 and getattr(make, "rate", None) is not None:
            keras.backend.set_value(model.optimizer.lr, make.rate)  # type: ignore[attr-defined]
    return np.stack(found)


def _then(rate: float, make: Make) -> Make:
    """The rate is set after the fifth step."""

    def both(optimizers: Any) -> Any:
        return make(optimizers)

    both.rate = rate  # type: ignore[attr-defined]
    return both


LEGACY: dict[str, Make] = {
    "SGD": lambda o: o.legacy.SGD(0.1),
    "SGD momentum": lambda o: o.legacy.SGD(0.1, momentum=0.9),
    "SGD nesterov": lambda o: o.legacy.SGD(0.1, momentum=0.9, nesterov=True),
    "SGD decay": lambda o: o.legacy.SGD(0.1, momentum=0.5, decay=0.1),
    "SGD decay, lr set": _then(0.02, lambda o: o.legacy.SGD(lr=0.1, decay=0.1)),
    "SGD clipnorm": lambda o: o.legacy.SGD(0.5, clipnorm=0.1),
    "SGD clipvalue": lambda o: o.legacy.SGD(0.5, clipvalue=0.05),
    "SGD clipnorm and clipvalue": lambda o: o.legacy.SGD(0.5, clipnorm=0.1, clipvalue=0.04),
    "SGD global_clipnorm": lambda o: o.legacy.SGD(0.5, global_clipnorm=0.1),
    "RMSprop": lambda o: o.legacy.RMSprop(),
    "RMSprop epsilon": lambda o: o.legacy.RMSprop(0.01, rho=0.8, epsilon=0.01),
    "RMSprop no epsilon": lambda o: o.legacy.RMSprop(0.01, epsilon=None),
    "RMSprop momentum": lambda o: o.legacy.RMSprop(0.01, momentum=0.9, epsilon=0.01),
    "RMSprop centered": lambda o: o.legacy.RMSprop(0.01, centered=True, epsilon=0.01),
    "RMSprop centered momentum": lambda o: o.legacy.RMSprop(0.01, centered=True, momentum=0.5, epsilon=0.01),
    "RMSprop decay": lambda o: o.legacy.RMSprop(lr=0.01, decay=0.1, epsilon=0.01),
    "RMSprop clipnorm": lambda o: o.legacy.RMSprop(0.01, clipnorm=0.1, epsilon=0.01),
    "Adagrad": lambda o: o.legacy.Adagrad(),
    "Adagrad from 0": lambda o: o.legacy.Adagrad(0.1, initial_accumulator_value=0.0, epsilon=0.01),
    "Adagrad decay": lambda o: o.legacy.Adagrad(0.1, epsilon=0.01, decay=0.1),
    "Adadelta": lambda o: o.legacy.Adadelta(1.0),
    "Adadelta decay": lambda o: o.legacy.Adadelta(1.0, rho=0.9, epsilon=0.001, decay=0.1),
    "Adam": lambda o: o.legacy.Adam(0.01),
    "Adam amsgrad": lambda o: o.legacy.Adam(0.01, amsgrad=True, epsilon=0.01),
    "Adam decay": lambda o: o.legacy.Adam(0.01, decay=0.1),
    "Adam clipvalue": lambda o: o.legacy.Adam(0.01, clipvalue=0.05),
    "Adamax": lambda o: o.legacy.Adamax(0.01),
    "Adamax decay": lambda o: o.legacy.Adamax(0.01, epsilon=0.01, decay=0.1),
    "Nadam": lambda o: o.legacy.Nadam(0.01),
    "Nadam schedule_decay": lambda o: o.legacy.Nadam(0.01, schedule_decay=0.5, epsilon=0.01),
    "Nadam clipnorm": lambda o: o.legacy.Nadam(0.01, clipnorm=0.1),
    "Ftrl": lambda o: o.legacy.Ftrl(0.1),
    "Ftrl l1 l2": lambda o: o.legacy.Ftrl(0.1, l1_regularization_strength=0.01, l2_regularization_strength=0.01),
}

#: With a look-up the other ones of the older generation moved only the rows that a batch holds.
LEGACY_ROWS: dict[str, Make] = {
    "SGD": lambda o: o.legacy.SGD(0.1),
    "RMSprop": lambda o: o.legacy.RMSprop(0.01, epsilon=0.01),
    "RMSprop centered": lambda o: o.legacy.RMSprop(0.01, centered=True, epsilon=0.01),
    "Adagrad": lambda o: o.legacy.Adagrad(0.1, epsilon=0.01),
    "Adam": lambda o: o.legacy.Adam(0.01),
    "Adam amsgrad": lambda o: o.legacy.Adam(0.01, amsgrad=True),
}

PRESENT: dict[str, Make] = {
    "SGD": lambda o: o.SGD(0.1, momentum=0.9, nesterov=True),
    "SGD clipnorm": lambda o: o.SGD(0.5, clipnorm=0.1),
    "RMSprop": lambda o: o.RMSprop(0.01, epsilon=0.01),
    "RMSprop centered momentum": lambda o: o.RMSprop(0.01, centered=True, momentum=0.5, epsilon=0.01),
    "Adagrad": lambda o: o.Adagrad(0.1, epsilon=0.01),
    "Adadelta": lambda o: o.Adadelta(1.0, epsilon=0.001),
    "Adam": lambda o: o.Adam(0.01, amsgrad=True, epsilon=0.01),
    "AdamW": lambda o: o.AdamW(0.01, weight_decay=0.01),
    "Adamax": lambda o: o.Adamax(0.01, epsilon=0.01),
    "Nadam": lambda o: o.Nadam(0.01, epsilon=0.01),
    "Ftrl": lambda o: o.Ftrl(0.1, l1_regularization_strength=0.01),
    "Lion": lambda o: o.Lion(),
}

#: clipnorm counted the rows of a repeated token one by one, which jax and torch add up before an optimizer sees them.
PRESENT_ROWS: dict[str, Make] = {
    name: PRESENT[name] for name in PRESENT if name not in ("AdamW", "Lion", "SGD clipnorm")
}

OLD: dict[str, Make] = {
    "SGD": lambda o: o.SGD(),
    "SGD nesterov": lambda o: o.SGD(lr=0.1, momentum=0.9, nesterov=True),
    "SGD decay": lambda o: o.SGD(lr=0.1, decay=0.1),
    "SGD decay, lr set": _then(0.02, lambda o: o.SGD(lr=0.1, decay=0.1)),
    "SGD clipnorm": lambda o: o.SGD(lr=0.5, clipnorm=0.1),
    "SGD clipvalue": lambda o: o.SGD(lr=0.5, clipvalue=0.05),
    "SGD clipnorm and clipvalue": lambda o: o.SGD(lr=0.5, clipnorm=0.1, clipvalue=0.04),
    "RMSprop": lambda o: o.RMSprop(),
    "RMSprop epsilon": lambda o: o.RMSprop(lr=0.01, rho=0.8, epsilon=0.01, decay=0.1),
    "Adagrad": lambda o: o.Adagrad(),
    "Adagrad epsilon": lambda o: o.Adagrad(lr=0.1, epsilon=0.01, decay=0.1),
    "Adadelta": lambda o: o.Adadelta(),
    "Adadelta epsilon": lambda o: o.Adadelta(lr=0.5, rho=0.9, epsilon=0.001, decay=0.1),
    "Adam": lambda o: o.Adam(),
    "Adam amsgrad": lambda o: o.Adam(lr=0.01, amsgrad=True, epsilon=0.01, decay=0.1),
    "Adam clipnorm": lambda o: o.Adam(lr=0.01, clipnorm=0.1),
    "Adamax": lambda o: o.Adamax(),
    "Adamax epsilon": lambda o: o.Adamax(lr=0.01, epsilon=0.01, decay=0.1),
    "Nadam": lambda o: o.Nadam(),
    "Nadam schedule_decay": lambda o: o.Nadam(lr=0.01, epsilon=0.01, schedule_decay=0.5),
}

OLD_ROWS: dict[str, Make] = {
    name: OLD[name]
    for name in ("SGD nesterov", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam", "Adam clipnorm")
}

GROUPS: dict[str, Any] = {
    "legacy": (LEGACY, dense),
    "legacy rows": (LEGACY_ROWS, embedding),
    "present": (PRESENT, dense),
    "present rows": (PRESENT_ROWS, embedding),
}
OLD_GROUPS: dict[str, Any] = {"old": (OLD, dense), "old rows": (OLD_ROWS, embedding)}


def _write_after_reading(K: Any) -> None:
    """Let Keras 2.2 compute all updates before it makes any: TensorFlow 1 has no order of its own, and no step repeats."""

    class Function:
        def __init__(self, inputs: Any, outputs: Any, updates: Any = (), **options: Any) -> None:
            self.inputs, self.outputs = inputs, list(outputs)
            self.updates = [each for each in updates if isinstance(each, tuple)]

        def __call__(self, values: Any) -> Any:
            wanted = self.outputs + [value for _, value in self.updates]
            found = K.get_session().run(wanted, dict(zip(self.inputs, values)))
            K.batch_set_value(zip([variable for variable, _ in self.updates], found[len(self.outputs) :]))
            return found[: len(self.outputs)]

    K.update = lambda x, new_x: (x, new_x)
    K.update_add = lambda x, increment: (x, x + increment)
    K.function = lambda inputs, outputs, updates=None, **options: Function(inputs, outputs, updates or (), **options)


def record(package: str, file: str) -> None:
    """Write the trajectories under a Keras 2."""
    import importlib

    import tensorflow

    groups = GROUPS
    if package == "keras":
        tensorflow.compat.v1.enable_resource_variables()
        groups = OLD_GROUPS
    keras = importlib.import_module(package)
    if package == "keras":
        _write_after_reading(keras.backend)
    found = {}
    for group, (makes, program) in groups.items():
        for name, make in makes.items():
            found[group + "/" + name] = trajectory(keras, make, program)
    np.savez_compressed(file, **found)


if __name__ == "__main__":
    record(*sys.argv[1:])
