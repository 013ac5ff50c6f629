"""``layer.reset_states(states=[h, c])``: a recurrent layer's states are set to given arrays."""

from .._kinds import Change, Helper, Member

HELPER = Helper(
    ("set_states", "set_layer_states"),
    '''def {name}(layer, states):
    """Start a stateful recurrent layer from arrays, one for each of its states; from zero for None."""
    if states is None:
        layer.reset_states()
        return
    states = states if isinstance(states, (list, tuple)) else [states]
    if len(states) != len(layer.states):
        raise ValueError(f"{layer.name} has {len(layer.states)} states, but {len(states)} are given")
    for variable, state in zip(layer.states, states):
        variable.assign(state)
''',
)

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
            arguments=("states",),
            helper=HELPER,
        ),
        Member(
            "keras.layers.Bidirectional",
            "reset_states",
            "compat.runtime.state.reset:reset_bidirectional",
            "assign the arrays to the variables in layer.forward_layer.states and layer.backward_layer.states",
            arguments=("states",),
            helper=HELPER,
            why_unsafe="Keras 2.15 did not look at the states given to a Bidirectional, it set zeros",
        ),
    ),
    errors=(
        r"reset_states?\(\) got an unexpected keyword argument 'states'",
        r"reset_states?\(\) takes 1 positional argument but 2 were given",
        r"Layer must be stateful",
    ),
)
