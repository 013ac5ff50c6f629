"""``Subtract()([a, b, c])``: a merge layer that was called before."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C234",
    name="merge_inputs",
    title="A merge layer that is built takes any number of inputs in a graph and fails when it runs",
    entries=(
        Behavior("keras.layers.Layer", "compat.runtime.merge_inputs:install", "give it as many inputs as before"),
    ),
)
