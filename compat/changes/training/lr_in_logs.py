"""``history.history["lr"]``: what LearningRateScheduler and ReduceLROnPlateau write into the logs."""

from .._kinds import Behavior, Change, LogName

CHANGE = Change(
    code="K2C522",
    name="lr_in_logs",
    title="Callbacks that change the learning rate log it as learning_rate, not as lr",
    entries=(
        LogName("lr", "learning_rate", ("LearningRateScheduler", "ReduceLROnPlateau")),
        Behavior(
            "keras.callbacks.Callback",
            "compat.runtime.results:install_lr",
            "read history['learning_rate']",
        ),
        Behavior(
            "keras.callbacks.Callback",
            "compat.runtime.callback_rates:install",
            "an optimizer of your own has its rate in learning_rate",
        ),
    ),
    errors=(r"KeyError: 'lr'",),
)
