"""``RNN(cell)([x, state, constant])``, ``RNN(cell)(x, constants=c)``: what recurrent layers took beside their sequences."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C117",
    name="recurrent_inputs",
    title="Recurrent layers take no constants, no list of inputs and states, and no cell that is not a layer",
    entries=(
        Behavior(
            "keras.layers.RNN",
            "compat.runtime.recurrent_inputs:install",
            "pass initial_state=; join constants to every step of the sequences",
        ),
    ),
    errors=(
        r"got an unexpected keyword argument 'constants'",
        r'Layer "\w*(rnn|lstm|gru)\w*" expects 1 input\(s\), but it received \d+ input tensors',
        r"'\w+' object is not callable",
    ),
)
