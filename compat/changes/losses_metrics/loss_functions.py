"""``binary_crossentropy`` and other losses where an output is 0 or 1, the logits behind them, and the shapes of metrics."""

from .._kinds import Behavior, Change

_LOSSES = (
    "binary_crossentropy",
    "binary_focal_crossentropy",
    "categorical_crossentropy",
    "categorical_focal_crossentropy",
    "cosine_similarity",
    "hinge",
    "huber",
    "log_cosh",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "sparse_categorical_crossentropy",
    "squared_hinge",
)
#: keras.metrics has no function cosine_similarity; the string is a metric there.
_IN_BOTH = tuple(name for name in _LOSSES if name != "cosine_similarity")
_METRICS = ("binary_accuracy", "sparse_top_k_categorical_accuracy", "top_k_categorical_accuracy")

#: Names that mean other functions to Keras 2 code than to Keras 3.
FUNCTIONS = {"keras.losses": (*_LOSSES, "serialize"), "keras.metrics": (*_IN_BOTH, *_METRICS, "serialize")}

CHANGE = Change(
    code="K2C614",
    name="loss_functions",
    title="Crossentropy near outputs of 0 and 1, and functions of metrics that no longer average, have other numbers",
    entries=(
        Behavior(
            "keras.losses.Loss",
            "compat.runtime.loss_functions:install",
            "keep `import compat; compat.install()`, or compile with from_logits=True and no activation on the last layer",
        ),
    ),
)
