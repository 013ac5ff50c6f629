"""Calls that are written as other expressions: what each kind of form makes of them, and where none is made."""

from __future__ import annotations

import pytest
from helpers import codes, fixed, messages

from compat.source import Options

K = "import keras\nfrom keras import backend as K\n"
OPS = "import keras\nfrom keras import backend as K\n"

WRITTEN = {
    "same arguments": ("K.sum(x, 1, keepdims=True)", "keras.ops.sum(x, 1, keepdims=True)"),
    "new name of the function": ("K.permute_dimensions(x, (0, 2, 1))", "keras.ops.transpose(x, (0, 2, 1))"),
    "new name of an argument": ("K.permute_dimensions(x, pattern=p)", "keras.ops.transpose(x, axes=p)"),
    "default spelled out": ("K.concatenate([x, y])", "keras.ops.concatenate([x, y], axis=-1)"),
    "default given": ("K.concatenate([x, y], 0)", "keras.ops.concatenate([x, y], 0)"),
    "argument that is always there": ("K.gather(x, i)", "keras.ops.take(x, i, axis=0)"),
    "argument that goes": ("K.zeros_like(x, name='z')", "keras.ops.zeros_like(x)"),
    "inside one another": ("K.sum(K.square(K.abs(x)))", "keras.ops.sum(keras.ops.square(keras.ops.abs(x)))"),
    "function around": ("K.sqrt(K.sum(x))", "keras.ops.sqrt(keras.ops.maximum(keras.ops.sum(x), 0.0))"),
    "attribute": ("K.ndim(x)", "len(x.shape)"),
    "attribute of a sum": ("K.ndim(x + y)", "len((x + y).shape)"),
    "item": ("K.int_shape(x)[1]", "x.shape[1]"),
    "whole": ("K.int_shape(x) + y", "tuple(x.shape) + y"),
    "operator in an operator": ("2 * K.bias_add(x, b)", "2 * (x + b)"),
    "operator alone": ("f(K.bias_add(x, b))", "f(x + b)"),
    "operand in brackets": ("K.hard_sigmoid(x - y)", "keras.ops.clip(0.2 * (x - y) + 0.5, 0.0, 1.0)"),
    "argument in brackets of its own": ("K.flatten((x))", "keras.ops.reshape((x), (-1,))"),
    "other order": ("K.in_top_k(p, t, 3)", "keras.ops.in_top_k(t, p, 3)"),
    "method": ("K.set_value(v, K.get_value(w) * 2)", "v.assign(keras.ops.convert_to_numpy(w) * 2)"),
    "not called": ("map(K.square, x)", "map(keras.ops.square, x)"),
    "comment between arguments": ("K.clip(x,\n    0,  # low\n    1)", "keras.ops.clip(x,\n    0,  # low\n    1)"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_written(name: str) -> None:
    old, new = WRITTEN[name]
    assert fixed(f"{K}r = {old}\n") == f"{OPS}r = {new}\n"


LEFT = {
    "passed on": "K.sum(*a)",
    "unknown argument": "K.sum(x, reduction=1)",
    "argument is lacking": "K.squeeze(x)",
    "more arguments": "K.square(x, 1)",
    "would be computed twice": "K.batch_flatten(f(x))",
    "not called, and the default differs": "map(K.concatenate, x)",
    "comment that would go": "K.flatten(  # all\n    x)",
    "no form": "K.batch_dot(x, y)",
}


@pytest.mark.parametrize("name", LEFT)
def test_left_with_advice(name: str) -> None:
    source = f"{K}r = {LEFT[name]}\n"
    assert fixed(source) == source
    (message,) = messages(source)
    assert "left as it is: write keras.ops." in message


def test_names_imported_by_themselves() -> None:
    old = "from keras.backend import sum as s, epsilon, dot\nimport keras\nr = s(dot(x, y)) + epsilon()\n"
    new = "from keras.backend import epsilon\nimport keras\nr = keras.ops.sum(keras.ops.dot(x, y)) + epsilon()\n"
    assert fixed(old) == new


def test_import_of_nothing_else_goes() -> None:
    assert (
        fixed("import keras\nfrom keras.backend import dot\nr = dot(x, y)\n")
        == "import keras\nr = keras.ops.dot(x, y)\n"
    )
    assert "pass" in fixed("import keras\ndef f():\n    from keras.backend import dot\n")


def test_import_stays_where_a_use_does() -> None:
    source = "import keras\nfrom keras.backend import batch_dot, concatenate\nr = map(concatenate, x)\n"
    assert fixed(source) == source
    assert len(codes(source)) == 2


def test_spelled_as_the_file_does() -> None:
    old = "from tensorflow import keras\nK = keras.backend\nr = K.sum(x)\n"
    assert fixed(old) == old.replace("K.sum", "keras.ops.sum")
    old = "import tensorflow as tf\nr = tf.keras.backend.sum(x)\n"
    assert fixed(old) == old.replace("backend", "ops")
    old = "from tensorflow.keras import backend as K, ops\nr = K.sum(x)\n"
    assert fixed(old) == old.replace("K.sum", "ops.sum")


def test_keras_2_has_no_ops() -> None:
    source = f"{K}r = K.sum(x), K.ndim(y)\n"
    assert fixed(source, Options(keep_keras2=True)) == source.replace("K.ndim(y)", "len(y.shape)")


def test_unsafe_forms() -> None:
    source = f"{K}r = K.zeros((2, 3))\n"
    assert fixed(source) == source
    assert fixed(source, Options(unsafe=True)) == source.replace("K.zeros", "keras.ops.zeros")


MODEL = "import keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\n"
METHODS = {
    "fit_generator(g, 10, 2, verbose=0)": "fit(g, steps_per_epoch=10, epochs=2, verbose=0)",
    "fit_generator(generator=g, steps_per_epoch=3, workers=4)": "fit(x=g, steps_per_epoch=3)",
    "evaluate_generator(g, 5)": "evaluate(g, steps=5, verbose=0)",
    "predict_generator(g, steps=5, max_queue_size=2, verbose=1)": "predict(g, steps=5, verbose=1)",
}


@pytest.mark.parametrize("old", METHODS)
def test_generator_methods(old: str) -> None:
    assert fixed(f"{MODEL}model.{old}\n") == f"{MODEL}model.{METHODS[old]}\n"


def test_samples_of_an_epoch_are_no_steps() -> None:
    source = f"{MODEL}model.fit_generator(g, samples_per_epoch=100, nb_epoch=2)\n"
    assert fixed(source) == source
    (message,) = [each for each in messages(source) if "K2C505" in each]
    assert "samples_per_epoch= cannot be rewritten" in message
