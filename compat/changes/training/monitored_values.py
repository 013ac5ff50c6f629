"""``EarlyStopping(monitor="val_acc")``: up or down by its name, and the best weights only where training stopped early."""

from .._kinds import Behavior, Change

_MODE = 'say mode="max" or mode="min"'

CHANGE = Change(
    code="K2C551",
    name="monitored_values",
    title="Callbacks find out by the metric, not by its name, which way is better; EarlyStopping restores weights whenever fit() ends",
    entries=(
        Behavior("keras.callbacks.EarlyStopping", "compat.runtime.monitored:install", _MODE),
        Behavior("keras.callbacks.ModelCheckpoint", "compat.runtime.monitored:install", _MODE),
        Behavior("keras.callbacks.ReduceLROnPlateau", "compat.runtime.monitored:install", _MODE),
        Behavior(
            "keras.callbacks.EarlyStopping",
            "compat.runtime.early_stopping:install",
            "take the weights that you want to go on with from a ModelCheckpoint",
            argument="restore_best_weights",
            value=True,
        ),
    ),
    errors=(r"callback received monitor=\w+, but Keras isn't able to automatically determine",),
)
