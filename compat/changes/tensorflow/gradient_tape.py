"""``tf.GradientTape``: on torch its gradients are torch's; jax has none."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C802",
    name="gradient_tape",
    title="tf.GradientTape on another backend than TensorFlow",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.tensorflow.operators:install",
            "override train_step, call train_on_batch, or use the backend's own gradients",
            backends=("jax", "torch"),
        ),
    ),
    errors=(
        r"tf\.GradientTape\(\) needs a backend that records what it computes",
        r"'Variable' object has no attribute '_id'",
        r"Can't call numpy\(\) on Tensor that requires grad",
    ),
)
