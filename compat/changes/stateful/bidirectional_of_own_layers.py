"""``Bidirectional(MyLSTM(4))``, ``Bidirectional(RNN(MyCell(4)))``: its two copies are made by class; Keras 3 looks for a name."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C116",
    name="bidirectional_of_own_layers",
    title="Bidirectional takes layers and cells of one's own only if their classes are registered",
    entries=(
        Behavior(
            "keras.layers.Bidirectional",
            "compat.runtime.bidirectional:install",
            "decorate the class with @keras.saving.register_keras_serializable()",
        ),
    ),
    errors=(r"Could not locate class '\w+'\. Make sure custom classes",),
)
