"""``model.metrics_names`` and the list that ``evaluate`` and ``train_on_batch`` return: loss, losses of the outputs, metrics in order."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C521",
    name="order_of_results",
    title="metrics_names says compile_metrics, and results of several outputs come sorted by name",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.results:install",
            "ask for evaluate(..., return_dict=True), and read the results by name",
        ),
        Behavior(
            "keras.Model",
            "compat.runtime.evaluated:install",
            "wrap a result in np.asarray() where its shape or dtype is asked for",
        ),
    ),
    errors=(r"compile_metrics",),
)
