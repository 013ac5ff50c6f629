"""``Conv3DTranspose(dilation_rate=...)`` had no effect in Keras 2."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C252",
    name="transposed_dilation",
    title="Conv3DTranspose ignored its dilation_rate",
    entries=(
        Behavior(
            "keras.layers.Conv3DTranspose",
            "compat.runtime.transposed_dilation:install",
            "leave dilation_rate out to keep the numbers",
            argument="dilation_rate",
        ),
    ),
)
