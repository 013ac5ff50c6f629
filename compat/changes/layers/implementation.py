"""``SimpleRNN(4, implementation=1)``: how a cell multiplies; never a matter of numbers."""

from .._kinds import Change, Dropped

CHANGE = Change(
    code="K2C202",
    name="implementation",
    title="Layers other than LSTM and GRU take no implementation",
    entries=(
        Dropped(
            "keras.layers.Layer",
            "implementation",
            kept_by=("keras.layers.LSTM", "keras.layers.GRU", "keras.layers.LSTMCell", "keras.layers.GRUCell"),
        ),
        Dropped("keras.layers.Layer", "consume_less"),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'implementation'",),
)
