"""Losses of targets and outputs whose ranks differ by one, called by the program itself."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C618",
    name="shapes_of_targets",
    title="Targets of (batch,) for outputs of (batch, 1): functions broadcast them, classes squeezed the outputs",
    entries=(
        Behavior(
            "keras.losses.Loss",
            "compat.runtime.loss_shapes:install",
            "give targets and outputs one shape: y_true[:, None]",
        ),
        Behavior(
            "keras.losses.Loss",
            "compat.runtime.scalar_metrics:install",
            "give targets and outputs one shape: y_true[:, None]",
        ),
    ),
    errors=(
        r"Arguments `target` and `output` must have the same (shape|rank)",
        r"Cannot broadcast to shape with fewer dimensions",
    ),
)
