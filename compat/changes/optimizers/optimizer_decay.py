"""``SGD(learning_rate=0.1, decay=1e-3)``: the rate shrinks with each step; Keras 3 ignores it with a warning."""

from .._kinds import Arguments, Change, Rewritten


def _decay(arguments: Arguments) -> Arguments:
    """``learning_rate / (1 + decay * step)`` is the schedule ``InverseTimeDecay(learning_rate, 1, decay)``."""
    decay = arguments.pop("decay")
    if decay:
        arguments["learning_rate"] = {
            "module": "keras.optimizers.schedules",
            "class_name": "InverseTimeDecay",
            "config": {
                "initial_learning_rate": arguments["learning_rate"],
                "decay_steps": 1,
                "decay_rate": decay,
            },
            "registered_name": None,
        }
    return arguments


#: What a class takes where no rate is given.
RATES = {
    "keras.optimizers.Adadelta": 0.001,
    "keras.optimizers.Adafactor": 0.001,
    "keras.optimizers.Adagrad": 0.001,
    "keras.optimizers.Adam": 0.001,
    "keras.optimizers.AdamW": 0.001,
    "keras.optimizers.Adamax": 0.001,
    "keras.optimizers.Ftrl": 0.001,
    "keras.optimizers.Nadam": 0.001,
    "keras.optimizers.RMSprop": 0.001,
    "keras.optimizers.SGD": 0.01,
}

CHANGE = Change(
    code="K2C402",
    name="optimizer_decay",
    title="An optimizer's decay is ignored; it is the schedule InverseTimeDecay(rate, 1, decay)",
    entries=(
        Rewritten(
            "keras.optimizers.Optimizer",
            ("decay",),
            _decay,
            "inverse_time_decay",
            missing={owner: {"learning_rate": rate} for owner, rate in RATES.items()},
            disturbed_by=("LearningRateScheduler", "ReduceLROnPlateau"),
        ),
    ),
    errors=(r"Argument `decay` is no longer supported and will be ignored",),
)
