"""The classes of Keras 2, and what their objects give: what a reader of code must know without having any Keras.

``keras2.tsv`` has a row for each class of Keras 2: its name, its base, its positional parameters in the order of 2.15; the
names are those of Keras 3 where it has the class, and a second name of a class has the first for its base.
``public.tsv`` has a row for each public module of Keras 3: its name,
the names in it that Keras 2.15 has too, those that it has not.
"""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple

#: Modules under which programs find Keras, whatever is installed. ``tf_keras`` is none: it stays Keras 2.
ROOTS = ("keras", "tensorflow.keras", "keras._tf_keras.keras", "compat.keras")

#: Where Keras 3 has a name a second time.
ALSO = {"keras.Input": ("keras.layers.Input",)}

#: What the attributes and calls (``()``) of Keras objects give; ``[x]`` is a list of x, ``self`` the class itself.
GIVES = {
    "keras.Model.get_layer()": "keras.layers.Layer",
    "keras.Model.layers": "[keras.layers.Layer]",
    "keras.Model.metrics": "[keras.metrics.Metric]",
    "keras.Model.optimizer": "keras.optimizers.Optimizer",
    "keras.callbacks.Callback.model": "keras.Model",
    "keras.layers.Bidirectional.backward_layer": "keras.layers.RNN",
    "keras.layers.Bidirectional.forward_layer": "keras.layers.RNN",
    "keras.layers.Layer.from_config()": "self",
    "keras.layers.RNN.cell": "keras.layers.Layer",
    "keras.layers.Wrapper.layer": "keras.layers.Layer",
    "keras.layers.deserialize()": "keras.layers.Layer",
    "keras.metrics.Metric.from_config()": "self",
    "keras.metrics.get()": "keras.metrics.Metric",
    "keras.models.clone_model()": "keras.Model",
    "keras.models.load_model()": "keras.Model",
    "keras.models.model_from_config()": "keras.Model",
    "keras.models.model_from_json()": "keras.Model",
    "keras.models.model_from_yaml()": "keras.Model",
    "keras.optimizers.Optimizer.from_config()": "self",
    "keras.optimizers.deserialize()": "keras.optimizers.Optimizer",
    "keras.optimizers.get()": "keras.optimizers.Optimizer",
}

#: Methods by which an object shows what it is. ``sure``: only Keras has them; ``likely``: other libraries' models too.
SURE = {
    "keras.Model": (
        "evaluate_generator",
        "fit_generator",
        "predict_generator",
        "predict_on_batch",
        "test_on_batch",
        "train_on_batch",
    )
}
LIKELY = {
    "keras.Model": ("compile", "evaluate", "fit", "get_layer", "load_weights", "predict", "save_weights", "summary")
}

#: The type that an input in front of a layer has where it holds no floats.
INPUT_DTYPES = {"keras.layers.Embedding": "int32"}


class Row(NamedTuple):
    """A class: the name of its base (empty: none of Keras) and its positional parameters."""

    base: str
    parameters: tuple[str, ...]


@cache
def table() -> dict[str, Row]:
    """``{"keras.layers.LSTM": Row("keras.layers.RNN", ("units", "activation", ...)), ...}``"""
    rows = {}
    with open(os.path.join(os.path.dirname(__file__), "keras2.tsv"), encoding="utf-8") as file:
        for line in file:
            name, base, *parameters = line.rstrip("\n").split("\t")
            rows[name] = Row("" if base == "-" else base, tuple(parameters[0].split()) if parameters else ())
    return rows


@cache
def public() -> tuple[frozenset[str], frozenset[str]]:
    """The public names of Keras 3, and those of them that Keras 2.15 has too."""
    every, both = {"keras"}, {"keras"}
    with open(os.path.join(os.path.dirname(__file__), "public.tsv"), encoding="utf-8") as file:
        for line in file:
            module, *columns = line.rstrip("\n").split("\t")
            names = [{f"{module}.{name}" for name in column.split()} for column in columns]
            both |= names[0]
            every |= set().union(*names)
    return frozenset(every), frozenset(both)


@cache
def bases(name: str) -> tuple[str, ...]:
    """A class and its bases, the most derived first; empty for a name that is no class of the table."""
    found, rows = [], table()
    while name in rows:
        found.append(name)
        name = rows[name].base
    return tuple(found)
