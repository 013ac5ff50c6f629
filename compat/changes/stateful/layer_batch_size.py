"""``LSTM(4, batch_size=2, input_shape=(5, 3))``: the batch size of the first layer as an argument of its own."""

from .._kinds import Change, Rewritten
from .._shapes import batch_shape

CHANGE = Change(
    code="K2C102",
    name="layer_batch_size",
    title="A layer's batch_size with input_shape becomes an Input(batch_shape=...) in front of it",
    entries=(
        Rewritten(
            "keras.layers.Layer",
            ("batch_size",),
            batch_shape,
            "input_in_front",
            kept_by=("keras.layers.InputLayer",),
        ),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'batch_size'",),
)
