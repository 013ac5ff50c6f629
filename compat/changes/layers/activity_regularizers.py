"""``Dense(4, activity_regularizer="l2")`` up to Keras 2.2, and inside ``TimeDistributed``."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C237",
    name="activity_regularizers",
    title="Activity regularizers are divided by the batch size, up to Keras 2.2 they were not; TimeDistributed leaves them out",
    entries=(
        Behavior(
            "keras.layers.Layer",
            "compat.runtime.activity:install",
            "multiply the factor by the batch size; call add_loss() in a layer of your own",
            argument="activity_regularizer",
        ),
    ),
)
