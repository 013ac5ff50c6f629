"""``tf.GradientTape``: on torch its gradients are torch's; jax has none."""

from .._kinds import Change

CHANGE = Change(
    code="K2C802",
    name="gradient_tape",
    title="tf.GradientTape on another backend than TensorFlow",
    entries=(),
    errors=(
        r"tf\.GradientTape\(\) needs a backend that records what it computes",
        r"'Variable' object has no attribute '_id'",
        r"Can't call numpy\(\) on Tensor that requires grad",
    ),
)
