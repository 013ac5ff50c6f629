"""``SGD(learning_rate=0.1, decay=1e-3)``: the rate shrinks with each step; Keras 3 ignores it with a warning."""

from typing import Any

from .._kinds import Arguments, Behavior, Change, Member, Rewritten

#: The name of a schedule that a saved optimizer has for its decay.
SCHEDULE_NAME = "decay"


def schedule(rate: Any, decay: float, **more: Any) -> dict[str, Any]:
    """``InverseTimeDecay(rate, 1, decay)`` as Keras 3 serializes it."""
    return {
        "module": "keras.optimizers.schedules",
        "class_name": "InverseTimeDecay",
        "config": {
            "initial_learning_rate": rate,
            "decay_steps": 1,
            "decay_rate": decay,
            **more,
        },
        "registered_name": None,
    }


def _decay(arguments: Arguments) -> Arguments:
    """``learning_rate / (1 + decay * step)`` is the schedule ``InverseTimeDecay(learning_rate, 1, decay)``."""
    decay = arguments.pop("decay")
    if decay:
        arguments["learning_rate"] = schedule(arguments["learning_rate"], decay)
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
        Behavior(
            "keras.optimizers.Optimizer",
            "compat.runtime.optimizer_decay:install",
            "the schedule InverseTimeDecay(rate, 1, decay); the rate cannot be set from outside then",
            argument="decay",
        ),
        Member(
            "keras.optimizers.Optimizer",
            "decay",
            "compat.runtime.optimizer_decay:decay",
            "decay_rate of its schedule",
        ),
    ),
    errors=(r"Argument `decay` is no longer supported and will be ignored",),
)
