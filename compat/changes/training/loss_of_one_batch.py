"""``train_on_batch`` and ``test_on_batch``: the loss of this batch; before Keras 3.15 the mean since the last reset."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C501",
    name="loss_of_one_batch",
    title="Before Keras 3.15 train_on_batch() and test_on_batch() return running means",
    entries=(
        Behavior(
            "keras.Model",
            "compat.runtime.batch_losses:install",
            "call model.reset_metrics() before each train_on_batch()",
        ),
    ),
)
