"""``Input(tensor=variable)``, ``compile(target_tensors=...)``, data that does not fit: what the loops of Keras 2 were given."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C513",
    name="loop_data",
    title="compile and the loops know no tensors that are given once, and refuse late what does not fit",
    entries=(Behavior("keras.Model", "compat.runtime.training_data:install", "pass the arrays to fit()"),),
    errors=(
        r"You must call `compile\(\)` before using the model",
        r"Argument `input_tensor` must be a KerasTensor",
        r"All entries in `input_tensors` must be KerasTensors",
        r"compile\(\) got an unexpected keyword argument 'target_tensors'",
    ),
)
