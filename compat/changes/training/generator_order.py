"""``fit(..., validation_data=generator, validation_steps=2)``: which batches an epoch is validated on."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C512",
    name="generator_order",
    title="A generator of validation batches gives its first two batches in every epoch, instead of going on",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.generator_order:install",
            "validate on arrays or a keras.utils.PyDataset",
        ),
    ),
)
