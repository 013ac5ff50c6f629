"""``class Mine(LSTM)`` with a ``call(self, inputs, ...)`` of its own: Keras 3 wants its first argument called ``sequences``."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C115",
    name="recurrent_call",
    title="call() of a subclass of a recurrent layer must call its first argument sequences",
    entries=(
        Behavior(
            "keras.layers.RNN",
            "compat.runtime.call_arguments:install",
            "call the first argument of call() sequences",
        ),
    ),
    errors=(r"For a `\w+\(\)` method with more than one argument, all arguments should have a `_shape` suffix",),
)
