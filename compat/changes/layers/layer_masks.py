"""``layer.compute_mask(x)``, ``TimeDistributed(Masking())``: how a layer is asked for a mask, and the masks of every step."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C236",
    name="layer_masks",
    title="compute_mask() needs a mask; TimeDistributed keeps no mask that the layer inside it makes",
    entries=(
        Behavior(
            "keras.layers.Layer",
            "compat.runtime.masks:install",
            "give compute_mask() a second argument; mask before the TimeDistributed",
        ),
    ),
    errors=(r"compute_mask\(\) missing 1 required positional argument: 'previous_mask'",),
)
