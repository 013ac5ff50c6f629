"""``mask_zero=True`` up to the output, on jax: Keras 3.0 attaches the mask to a tensor that takes no attributes."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C504",
    name="masked_loss_on_jax",
    title="On jax, the loss of Keras 3.0 counts the steps that a mask leaves out",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.jax_masks:install",
            "pass sample_weight=, or use a newer Keras 3",
            backends=("jax",),
        ),
    ),
)
