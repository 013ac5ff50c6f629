"""``identity`` for a matrix of several gates: up to Keras 2.2 an identity for each, since then ones on one diagonal."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C610",
    name="identity_of_gates",
    title="Up to Keras 2.2 the initializer identity repeated itself along the longer side",
    entries=(
        Behavior(
            "keras.initializers.Identity",
            "compat.runtime.initializers:install",
            "set the matrix with layer.set_weights(), or write an initializer",
        ),
    ),
)
