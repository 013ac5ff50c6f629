"""``LSTM(4)`` and ``GRU(4)`` of Keras 2.0 to 2.2: hard_sigmoid gates, and a GRU that resets before its product."""

from .._kinds import Change, Default

_OLD = ("2.2",)

CHANGE = Change(
    code="K2C113",
    name="gates_before_2_3",
    title="LSTM and GRU up to Keras 2.2 default to hard_sigmoid gates, GRU to reset_after=False",
    entries=(
        *(
            Default(f"keras.layers.{name}", "recurrent_activation", "hard_sigmoid", _OLD)
            for name in ("LSTM", "LSTMCell", "GRU", "GRUCell")
        ),
        *(Default(f"keras.layers.{name}", "reset_after", False, _OLD) for name in ("GRU", "GRUCell")),
    ),
)
