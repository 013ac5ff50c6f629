"""``layer(x, initial_state=[h, c])`` of a stateful layer: which state does it start from, the given or the carried one?"""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C110",
    name="initial_state_of_a_stateful_layer",
    title="A given initial_state wins over the carried state; in Keras 2.15 only while the carried one is zero",
    entries=(
        Behavior(
            "keras.layers.RNN",
            "compat.runtime.state.carry:install",
            "give initial_state to the first call after a reset only",
            argument="stateful",
            value=True,
        ),
    ),
)
