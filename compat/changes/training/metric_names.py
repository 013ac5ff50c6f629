"""``metrics=["accuracy"]`` up to Keras 2.2: the history says ``acc``, and ``mean_absolute_error`` for ``"mae"``."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C520",
    name="metric_names",
    title="Up to Keras 2.2 the history names a metric by its function: acc, mean_absolute_error",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.metric_names:install",
            "read history['accuracy'] and monitor 'val_accuracy', or give the names in compile(metrics=['acc', ...])",
        ),
    ),
)
