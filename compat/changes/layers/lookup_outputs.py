"""``StringLookup(output_mode=...)``: floats in Keras 2, whole numbers in Keras 3."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C256",
    name="lookup_outputs",
    title="Lookup layers give whole numbers for multi_hot, one_hot and count",
    entries=(
        Behavior(
            "keras.layers.StringLookup",
            "compat.runtime.lookup_outputs:install",
            "cast the outputs to floats: keras.ops.cast(x, 'float32')",
            argument="output_mode",
        ),
    ),
)
