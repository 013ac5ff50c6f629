"""``Lion()`` and ``RMSprop(use_ema=True)``: defaults that moved after Keras 2.15."""

from .._kinds import Change, Default

CHANGE = Change(
    code="K2C415",
    name="optimizer_defaults",
    title="Lion's rate was 0.0001 by default, RMSprop's ema_overwrite_frequency 100",
    entries=(
        Default("keras.optimizers.Lion", "learning_rate", 0.0001),
        Default("keras.optimizers.RMSprop", "ema_overwrite_frequency", 100, beside="use_ema"),
    ),
)
