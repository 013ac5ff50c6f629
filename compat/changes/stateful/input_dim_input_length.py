"""``LSTM(4, input_dim=3, input_length=5)``: the shape of a sequence in two arguments."""

from .._kinds import Change, Rewritten
from .._shapes import batch_shape, recurrent_input_shape

CHANGE = Change(
    code="K2C103",
    name="input_dim_input_length",
    title="A layer's input_shape, or input_dim and input_length, become an Input(shape=...) in front of it",
    entries=(
        Rewritten("keras.layers.RNN", ("input_dim", "input_length"), recurrent_input_shape, "input_in_front"),
        Rewritten("keras.layers.Conv1D", ("input_length",), recurrent_input_shape, "input_in_front"),
        Rewritten(
            "keras.layers.Layer",
            ("input_dim", "input_shape"),
            batch_shape,
            "input_in_front",
            kept_by=("keras.layers.InputLayer", "keras.layers.Embedding"),
        ),
    ),
    errors=(
        r"Unrecognized keyword arguments passed to \w+: \{.*'input_length'",
        r"Input 0 with name 'None' of layer '\w+' is incompatible with the layer: expected ndim=3, found ndim=2",
    ),
)
