"""Whole models of many kinds: 20 training steps, from fixed weights, on fixed data. Each gives its losses and its weights."""

from __future__ import annotations

from typing import Any

import number_data
import numpy as np
from number_case import fill

STEPS = 20
_X, _SEQUENCES, _IMAGES = number_data.floats(12, 4), number_data.floats(12, 5, 3), number_data.floats(12, 6, 6, 2)
_Y, _STEPWISE = number_data.floats(12, 2), number_data.floats(12, 5, 2)
_ONE_HOT = np.eye(3, dtype="float32")[number_data.ints(3, 12)]
_TOKENS = number_data.ints(9, 12, 6)
_WEIGHTS = np.linspace(0.0, 2.0, 12).astype("float32")


def _sequential(keras: Any, *layers: Any) -> Any:
    return keras.models.Sequential(list(layers))


def dense(keras: Any, optimizer: Any = "sgd", loss: str = "mse", **compiled: Any) -> Any:
    """Two layers."""
    L = keras.layers
    model = _sequential(keras, L.Dense(6, activation="tanh", input_shape=(4,)), L.Dense(2))
    model.compile(optimizer(keras.optimizers) if callable(optimizer) else optimizer, loss, **compiled)
    return model, _X, _Y


def _classes(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(keras, L.Dense(5, activation="relu", input_shape=(4,)), L.Dense(3, activation="softmax"))
    model.compile(keras.optimizers.Adam(0.01), "categorical_crossentropy")
    return model, _X, _ONE_HOT


def _binary(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(keras, L.Dense(5, activation="elu", input_shape=(4,)), L.Dense(1, activation="sigmoid"))
    model.compile("rmsprop", "binary_crossentropy", metrics=["acc"])
    return model, _X, _ONE_HOT[:, :1]


def _convolutional(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(
        keras,
        L.Conv2D(3, 3, use_bias=False, input_shape=(6, 6, 2)),
        L.BatchNormalization(momentum=0.8),
        L.Activation("relu"),
        L.MaxPooling2D(),
        L.Flatten(),
        L.Dense(2),
    )
    model.compile(keras.optimizers.SGD(0.01), "mse")
    return model, _IMAGES, _Y


def _separable(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(
        keras,
        L.SeparableConv2D(3, 3, padding="same", input_shape=(6, 6, 2)),
        L.AveragePooling2D(),
        L.Conv2DTranspose(2, 2, strides=2, activation="hard_sigmoid"),
        L.GlobalAveragePooling2D(),
    )
    model.compile(keras.optimizers.SGD(0.05), "mse")
    return model, _IMAGES, _Y


def _recurrent(name: str, **arguments: Any) -> Any:
    def make(keras: Any) -> Any:
        L = keras.layers
        model = _sequential(keras, getattr(L, name)(4, input_shape=(5, 3), **arguments), L.Dense(2))
        model.compile(keras.optimizers.SGD(0.1), "mse")
        return model, _SEQUENCES, _Y

    return make


def _bidirectional(keras: Any) -> Any:
    L = keras.layers
    inner = L.GRU(3, return_sequences=True)
    model = _sequential(keras, L.Bidirectional(inner, input_shape=(5, 3)), L.TimeDistributed(L.Dense(2)))
    model.compile(keras.optimizers.SGD(0.1), "mae")
    return model, _SEQUENCES, _STEPWISE


def _masked(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(keras, L.Embedding(9, 4, mask_zero=True, input_length=6), L.LSTM(3), L.Dense(2))
    model.compile(keras.optimizers.Adam(0.01), "mse")
    return model, _TOKENS, _Y


def _masked_steps(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(keras, L.Masking(input_shape=(5, 3)), L.GRU(3, return_sequences=True), L.Dense(2))
    model.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
    x = _SEQUENCES.copy()
    x[::2, 3:] = 0
    return model, x, _STEPWISE


def _rows(optimizer: Any) -> Any:
    def make(keras: Any) -> Any:
        L = keras.layers
        model = _sequential(keras, L.Embedding(30, 3, input_length=6), L.GlobalAveragePooling1D(), L.Dense(2))
        model.compile(optimizer(keras.optimizers), "mse")
        return model, _TOKENS * 3, _Y

    return make


def _attention(keras: Any) -> Any:
    L = keras.layers
    inputs = L.Input((5, 3))
    values = L.Dense(4)(inputs)
    outputs = L.Dense(2)(L.GlobalAveragePooling1D()(L.Attention(use_scale=True)([values, inputs_of(L, inputs)])))
    model = keras.models.Model(inputs, outputs)
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model, _SEQUENCES, _Y


def inputs_of(layers: Any, inputs: Any) -> Any:
    """Keys of the attention."""
    return layers.Dense(4, activation="tanh")(inputs)


def _transformer(keras: Any) -> Any:
    L = keras.layers
    inputs = L.Input((5, 3))
    x = L.LayerNormalization()(L.Dense(4)(inputs))
    x = L.Add()([x, L.MultiHeadAttention(2, 2)(x, x)])
    model = keras.models.Model(inputs, L.Dense(2)(L.Flatten()(L.LayerNormalization()(x))))
    model.compile(keras.optimizers.SGD(0.05), "mse")
    return model, _SEQUENCES, _Y


def _two_outputs(keras: Any) -> Any:
    L = keras.layers
    inputs = L.Input((4,))
    hidden = L.Dense(5, activation="tanh")(inputs)
    model = keras.models.Model(
        inputs, [L.Dense(2, name="number")(hidden), L.Dense(3, activation="softmax", name="kind")(hidden)]
    )
    losses = {"number": "mse", "kind": "categorical_crossentropy"}
    model.compile(keras.optimizers.SGD(0.1), losses, loss_weights={"number": 0.3, "kind": 2.0}, metrics={"kind": "acc"})
    return model, _X, [_Y, _ONE_HOT]


def _regularized(keras: Any) -> Any:
    L, R = keras.layers, keras.regularizers
    first = L.Dense(
        6,
        activation="tanh",
        input_shape=(4,),
        kernel_regularizer=R.l1_l2(0.01, 0.02),
        bias_regularizer="l2",
        activity_regularizer=R.l2(0.01),
        kernel_constraint=keras.constraints.max_norm(1.0),
    )
    model = _sequential(keras, first, L.Dense(2, kernel_constraint="non_neg"))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model, _X, _Y


def _siamese(keras: Any) -> Any:
    L = keras.layers
    shared, left, right = L.Dense(3, activation="relu"), L.Input((4,)), L.Input((4,))
    merged = L.Concatenate()([L.Subtract()([shared(left), shared(right)]), L.Multiply()([shared(left), shared(right)])])
    model = keras.models.Model([left, right], L.Dense(2)(merged))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model, [_X, _X[::-1].copy()], _Y


def _nested(keras: Any) -> Any:
    L = keras.layers
    inner = _sequential(keras, L.Dense(3, activation="tanh", input_shape=(4,)), L.Dense(3))
    inputs = L.Input((4,))
    model = keras.models.Model(inputs, L.Dense(2)(inner(inputs)))
    model.compile(keras.optimizers.SGD(0.1), "logcosh")
    return model, _X, _Y


def _frozen(keras: Any) -> Any:
    L = keras.layers
    model = _sequential(keras, L.Dense(3, activation="tanh", trainable=False, input_shape=(4,)), L.Dense(2))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model, _X, _Y


def _of(name: str, *arguments: Any, **named: Any) -> Any:
    return lambda keras: dense(keras, lambda optimizers: getattr(optimizers, name)(*arguments, **named))


def _legacy(name: str, *arguments: Any, **named: Any) -> Any:
    return lambda optimizers: getattr(optimizers.legacy, name)(*arguments, **named)


#: ``{kind: (how its model is made, what fit is given)}``.
KINDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "dense": (dense, {}),
    "classes": (_classes, {}),
    "binary": (_binary, {}),
    "convolutional": (_convolutional, {}),
    "separable": (_separable, {}),
    "SimpleRNN": (_recurrent("SimpleRNN"), {}),
    "LSTM": (_recurrent("LSTM"), {}),
    "GRU": (_recurrent("GRU"), {}),
    "GRU, reset before": (_recurrent("GRU", reset_after=False), {}),
    "LSTM, hard gates": (_recurrent("LSTM", recurrent_activation="hard_sigmoid"), {}),
    "bidirectional": (_bidirectional, {}),
    "masked": (_masked, {}),
    "masked steps": (_masked_steps, {}),
    "masked steps, weighted": (_masked_steps, {"sample_weight": _WEIGHTS}),
    "attention": (_attention, {}),
    "transformer": (_transformer, {}),
    "two outputs": (_two_outputs, {}),
    "two outputs, weighted": (_two_outputs, {"sample_weight": {"number": _WEIGHTS, "kind": _WEIGHTS[::-1].copy()}}),
    "regularized": (_regularized, {}),
    "siamese": (_siamese, {}),
    "nested": (_nested, {}),
    "frozen": (_frozen, {}),
    "weighted": (dense, {"sample_weight": _WEIGHTS}),
    "classes, weighted": (_classes, {"class_weight": {0: 1.0, 1: 0.5, 2: 3.0}}),
    "binary, weighted": (_binary, {"sample_weight": _WEIGHTS}),
    "SGD": (_of("SGD", 0.05, momentum=0.9, nesterov=True), {}),
    "RMSprop": (_of("RMSprop", 0.01, momentum=0.5, centered=True), {}),
    "Adam": (_of("Adam", 0.01, amsgrad=True), {}),
    "AdamW": (_of("AdamW", 0.01), {}),
    "Adamax": (_of("Adamax", 0.01), {}),
    "Nadam": (_of("Nadam", 0.01), {}),
    "Adagrad": (_of("Adagrad", 0.05), {}),
    "Adadelta": (_of("Adadelta", 0.5), {}),
    "Ftrl": (_of("Ftrl", 0.05), {}),
    "rows, SGD": (_rows(_legacy("SGD", 0.1, momentum=0.9)), {}),
    "rows, Adam": (_rows(lambda optimizers: optimizers.Adam(0.01)), {}),
    "rows, Ftrl": (_rows(_legacy("Ftrl", 0.05)), {}),
}


def trained(keras: Any, kind: str) -> Any:
    """The losses of twenty steps, then the weights: one row."""
    make, given = KINDS[kind]
    model, x, y = make(keras)
    fill(model, positive=kind == "convolutional")
    history = model.fit(x, y, batch_size=6, epochs=STEPS // 2, shuffle=False, verbose=0, **given).history
    found = [np.ravel(history[each]) for each in sorted(history)]
    return np.concatenate([*found, *(np.ravel(each) for each in model.get_weights())]).astype("float32")
