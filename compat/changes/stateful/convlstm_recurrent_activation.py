"""``ConvLSTM2D(...)`` without recurrent_activation: hard_sigmoid in Keras 2, sigmoid in Keras 3."""

from .._kinds import Change, Default

CHANGE = Change(
    code="K2C112",
    name="convlstm_recurrent_activation",
    title="The gates of ConvLSTM layers default to sigmoid, to hard_sigmoid in Keras 2",
    entries=tuple(
        Default(f"keras.layers.ConvLSTM{rank}D", "recurrent_activation", "hard_sigmoid") for rank in (1, 2, 3)
    ),
)
