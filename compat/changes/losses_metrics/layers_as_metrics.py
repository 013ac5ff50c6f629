"""``metrics=[layer]``: up to Keras 2.2 a metric that keeps a state was a layer."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C613",
    name="layers_as_metrics",
    title="compile(metrics=[...]) takes a layer for a function; a metric with a state is a keras.metrics.Metric",
    entries=(
        Behavior(
            "keras.metrics.Metric",
            "compat.runtime.layer_metrics:install",
            "derive from keras.metrics.Metric: update_state(), result() and reset_state()",
        ),
    ),
)
