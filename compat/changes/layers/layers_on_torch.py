"""``AveragePooling2D(3, 2, padding="same")`` and ``LayerNormalization(axis=1)`` on torch."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C253",
    name="layers_on_torch",
    title="On torch AveragePooling counts other places, and LayerNormalization takes the last axes only",
    entries=(
        Behavior(
            "keras.layers.AveragePooling2D",
            "compat.runtime.torch_layers:install",
            "pad by hand, and normalize the last axis",
            argument="padding",
            value="same",
            backends=("torch",),
        ),
    ),
)
