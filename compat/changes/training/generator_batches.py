"""``fit(generator)``, ``predict(generator)``: what the generator yields may be a list or one array; Keras 3 wants tuples."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C502",
    name="generator_batches",
    title="A generator must yield tuples; Keras 2 took lists and single arrays too",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.generators:install",
            "yield (inputs, targets), and (inputs,) to predict()",
        ),
    ),
    errors=(r"When passing a Python generator to a Keras model, the generator must return a tuple",),
)
