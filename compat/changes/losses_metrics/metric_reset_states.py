"""``metric.reset_states()``: a metric starts anew; and metrics of the program that write it under this name."""

from .._kinds import Behavior, Change, Member

CHANGE = Change(
    code="K2C612",
    name="metric_reset_states",
    title="A metric's reset_states() is reset_state(), also where a program's metric defines it",
    entries=(
        Member(
            "keras.metrics.Metric",
            "reset_states",
            "compat.runtime.metric_resets:reset_states",
            "metric.reset_state()",
            new="reset_state",
        ),
        Behavior("keras.metrics.Metric", "compat.runtime.metric_resets:install", "define reset_state() in the metric"),
    ),
    errors=(r"'\w+' object has no attribute 'reset_states'",),
)
