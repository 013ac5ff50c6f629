"""``metrics=[f]``: targets ``(batch,)`` reach ``f`` as ``(batch, 1)``, and in the type of the outputs."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C655",
    name="metric_inputs",
    title="A metric that is a function gets targets as they are: (8,) beside outputs (8, 1), integers beside floats",
    entries=(
        Behavior(
            "keras.metrics.Metric",
            "compat.runtime.metric_inputs:install",
            "begin the function with y_true = ops.cast(ops.reshape(y_true, ops.shape(y_pred)), y_pred.dtype)",
        ),
    ),
)
