"""``metrics=`` of a masked model on jax: the loss leaves masked steps out, the metrics of ``fit`` do not."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C539",
    name="masked_metrics_on_jax",
    title="On jax, fit measures the steps that a mask leaves out",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.masked_metrics:install",
            "measure with evaluate(), or on another backend",
            backends=("jax",),
        ),
    ),
)
