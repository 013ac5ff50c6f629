"""A stateful layer built under ``tf.distribute``: every replica would read and write one state."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C118",
    name="distributed_stateful",
    title="Keras 2 refused a stateful layer in the scope of a tf.distribute strategy; Keras 3 builds it and fails later",
    entries=(
        Behavior(
            "keras.layers.RNN",
            "compat.runtime.state.strategies:install",
            "build the model outside of the strategy; on jax, `keras.distribution.DataParallel()` keeps its numbers",
            argument="stateful",
            value=True,
            backends=("tensorflow",),
        ),
    ),
    errors=(r"Stateful RNNs \(created with `stateful=True`\) are not yet supported with tf\.distribute\.Strategy",),
)
