"""``Dropout(0.5)(x, training=True)``, ``base(x, training=False)`` in a functional model."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C233",
    name="training_argument",
    title="In a functional model the training= of a layer's call gives way to the model's own phase",
    entries=(
        Behavior(
            "keras.layers.Layer",
            "compat.runtime.training_argument:install",
            "call the layer in a layer of your own, which passes training= on",
        ),
    ),
)
