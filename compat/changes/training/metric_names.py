"""``metrics=["accuracy"]`` up to Keras 2.2: the history says ``acc``, and ``mean_absolute_error`` for ``"mae"``."""

from .._kinds import Behavior, Change, LogName

#: A metric as compile() is given it -> the function whose name the logs had.
_FUNCTIONS = {
    "accuracy": "acc",
    "mae": "mean_absolute_error",
    "mse": "mean_squared_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "cosine": "cosine_proximity",
}

CHANGE = Change(
    code="K2C520",
    name="metric_names",
    title="Up to Keras 2.2 the history names a metric by its function: acc, mean_absolute_error",
    entries=(
        *(LogName(old, given, (given,)) for given, old in _FUNCTIONS.items()),
        Behavior(
            "keras.Model",
            "compat.runtime.metric_names:install",
            "read history['accuracy'] and monitor 'val_accuracy', or give the names in compile(metrics=['acc', ...])",
        ),
    ),
    errors=(
        r"KeyError: '(val_)?(acc|mean_(absolute|squared)(_percentage|_logarithmic)?_error|cosine_proximity)'",
        r"conditioned on metric `(val_)?acc` which is not available",
    ),
)
