"""``Nadam(schedule_decay=0.004)``: how fast the momentum rises; Keras 3 and the Nadam of Keras 2.11 on have the rate 1."""

from .._kinds import Change, Dropped

_WHY = "its momentum follows beta_1 * (1 - 0.5 * 0.96 ** (step * decay)), Keras 3's has no decay in it"

CHANGE = Change(
    code="K2C412",
    name="nadam_schedule_decay",
    title="Nadam has no schedule_decay",
    entries=(
        Dropped("keras.optimizers.Nadam", "schedule_decay", (1, 1.0), _WHY),
        Dropped("keras.optimizers.Nadam", "decay", (1, 1.0), _WHY),
    ),
    errors=(r"Argument\(s\) not recognized: \{.*'schedule_decay'",),
)
