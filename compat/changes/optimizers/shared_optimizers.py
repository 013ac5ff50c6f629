"""``a.compile(optimizer, ...)`` and ``b.compile(optimizer, ...)``: one optimizer object for two models."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C416",
    name="shared_optimizers",
    title="An optimizer trains the model that it was first compiled with, and no other",
    entries=(
        Behavior(
            "keras.optimizers.Optimizer",
            "compat.runtime.shared_optimizers:install",
            "make an optimizer for each model",
        ),
    ),
    errors=(
        r"Unknown variable: <",
        r"Invalid variable value in StatelessScope: all values in argument `mapping` must be tensors with a shape",
    ),
)
