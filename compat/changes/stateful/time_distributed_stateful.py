"""``TimeDistributed(stateful_model)``: Keras 2 ran the first step twice, and the state moved twice."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C114",
    name="time_distributed_stateful",
    title="TimeDistributed runs a stateful layer once a step; Keras 2 ran the first step twice",
    entries=(
        Behavior(
            "keras.layers.TimeDistributed",
            "compat.runtime.state.time_distributed:install",
            "keep `import compat; compat.install()`, or call the stateful layer on the first step once more",
        ),
    ),
)
