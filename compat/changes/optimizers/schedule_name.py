"""``ExponentialDecay(..., name=None)``: a schedule without a name, which Keras 3 takes and then fails on in its first step."""

from .._kinds import Arguments, Change, Rewritten

_SCHEDULES = (
    "CosineDecay",
    "CosineDecayRestarts",
    "ExponentialDecay",
    "InverseTimeDecay",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
)


def _name(arguments: Arguments) -> Arguments:
    """A missing name is the class's."""
    if arguments["name"] is None:
        del arguments["name"]
    return arguments


CHANGE = Change(
    code="K2C414",
    name="schedule_name",
    title="A learning rate schedule needs a name",
    entries=tuple(
        Rewritten(f"keras.optimizers.schedules.{name}", ("name",), _name, "drop_if_none") for name in _SCHEDULES
    ),
    errors=(r"Argument `name` must be a string and cannot contain character `/`. Received: name=None",),
)
