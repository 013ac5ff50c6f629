"""``layer.reset_states(states=[h, c])``: a recurrent layer's states are set to given arrays."""

from .._kinds import Change, Member

CHANGE = Change(
    code="K2C106",
    name="layer_reset_states",
    title="A layer's reset_states() takes no states; assign to the variables in layer.states",
    entries=(
        Member(
            "keras.layers.RNN",
            "reset_states",
            "compat.runtime.state.reset:reset_layer",
            "assign the arrays to the variables in layer.states",
        ),
        Member(
            "keras.layers.Bidirectional",
            "reset_states",
            "compat.runtime.state.reset:reset_bidirectional",
            "assign the arrays to the variables in layer.forward_layer.states and layer.backward_layer.states",
        ),
    ),
    errors=(
        r"reset_states?\(\) got an unexpected keyword argument 'states'",
        r"reset_states?\(\) takes 1 positional argument but 2 were given",
        r"Layer must be stateful",
    ),
)
