"""``LSTM(4, batch_input_shape=(2, 5, 3))``: the shape of the first layer, batch included."""

from .._kinds import Change, Rewritten
from .._shapes import batch_shape

CHANGE = Change(
    code="K2C101",
    name="batch_input_shape",
    title="A layer's batch_input_shape becomes an Input(batch_shape=...) in front of it",
    entries=(
        Rewritten(
            "keras.layers.Layer",
            ("batch_input_shape",),
            batch_shape,
            "input_in_front",
            kept_by=("keras.layers.InputLayer",),
        ),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'batch_input_shape'",),
    telling=("batch_input_shape",),
)
