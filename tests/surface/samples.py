"""Values for parameters, by name: what a class needs, and a value that is not the default where one can be told.

Runs under every Keras from 2.2.4 (Python 3.7) on; the recorder and the live test build the same objects with them.
"""

import ast

NOTHING = object()

#: What parameters without a default are given.
REQUIRED = {
    "arguments": {},
    "axes": 1,
    "boundaries": [1, 2],
    "ceiling": 5,
    "cropping": 1,
    "decay_rate": 0.5,
    "decay_steps": 10,
    "dims": (2, 1),
    "equation": "ab,bc->ac",
    "factor": 0.25,
    "filename": "log.csv",
    "filepath": "model.h5",
    "filters": 2,
    "first_decay_steps": 10,
    "height": 8,
    "initial_learning_rate": 0.1,
    "input_dim": 10,
    "kernel_size": 3,
    "key_dim": 2,
    "l": 0.25,
    "lower": 0.1,
    "max_tokens": 5,
    "mean": 0.5,
    "n": 3,
    "name": "sample",
    "normalizer": 2.0,
    "num_bins": 5,
    "num_classes": 2,
    "num_heads": 2,
    "num_tokens": 5,
    "output_dim": 4,
    "output_shape": 4,
    "pool_size": 2,
    "precision": 0.5,
    "rank": 2,
    "rate": 0.25,
    "recall": 0.5,
    "sensitivity": 0.5,
    "specificity": 0.5,
    "stddev": 0.5,
    "target": 5,
    "target_class_ids": [0],
    "target_shape": (6,),
    "units": 4,
    "upper": 0.9,
    "values": [0.3, 0.2, 0.1],
    "width": 8,
}

#: What a parameter that has a default is given, where the default's type does not tell a value.
OTHER = {
    "activation": "relu",
    "activity_regularizer": "l2",
    "axis": -1,
    "baseline": 0.5,
    "batch_size": 2,
    "bias_constraint": "max_norm",
    "bias_initializer": "ones",
    "bias_regularizer": "l2",
    "clipnorm": 0.5,
    "clipvalue": 0.5,
    "constraint": "max_norm",
    "cooldown": 2,
    "depthwise_constraint": "max_norm",
    "depthwise_initializer": "ones",
    "depthwise_regularizer": "l2",
    "dilation_rate": 1,
    "dtype": "float32",
    "embeddings_constraint": "max_norm",
    "embeddings_initializer": "ones",
    "embeddings_regularizer": "l2",
    "epsilon": 0.01,
    "global_clipnorm": 0.5,
    "groups": 1,
    "kernel_constraint": "max_norm",
    "kernel_initializer": "ones",
    "kernel_regularizer": "l2",
    "name": "sample",
    "pointwise_initializer": "ones",
    "recurrent_activation": "relu",
    "recurrent_constraint": "max_norm",
    "recurrent_initializer": "ones",
    "recurrent_regularizer": "l2",
    "reduction": "sum",
    "schedule_decay": 0.004,
    "seed": 3,
    "shared_axes": [1],
    "strides": 1,
    "weight_decay": 0.01,
}
#: Strings that are one of few.
STRINGS = {
    "channels_last": "channels_first",
    "valid": "same",
    "nearest": "bilinear",
    "truncated_normal": "uniform",
    "fan_in": "fan_out",
    "normal": "uniform",
    "concat": "sum",
    "auto": "min",
    "val_loss": "loss",
    "samples": "steps",
}


def literal(text):
    """The value of a default, or ``NOTHING``."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return NOTHING


def required(name, cls, keras):
    """A value for a parameter without a default, or ``NOTHING``."""
    if name == "layer":
        return keras.layers.LSTM(2) if cls == "Bidirectional" else keras.layers.Dense(2)
    if name == "cell":
        return keras.layers.LSTMCell(4)
    if name == "cells":
        return [keras.layers.LSTMCell(4)]
    if name in ("function", "schedule"):
        return abs
    if name == "activation":
        return "relu"
    if name == "alpha":
        return 0.25
    if name == "optimizer" or name == "inner_optimizer":
        return keras.optimizers.SGD(0.5)
    if name == "fn":
        return keras.losses.mean_squared_error
    if name == "padding":
        return 1
    return REQUIRED.get(name, NOTHING)


def other(name, default):
    """A value that is not the default of a parameter, the default where none is known, or ``NOTHING``."""
    value = literal(default)
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and value in STRINGS:
        return STRINGS[value]
    if name in OTHER:
        return OTHER[name]
    if isinstance(value, float):
        return value / 2 if value else 0.25
    if isinstance(value, int):
        return value + 1
    return value
