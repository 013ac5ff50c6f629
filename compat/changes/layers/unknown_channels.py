"""A convolution of an input whose channels are not known."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C223",
    name="unknown_channels",
    title="A convolution of unknown channels fails in its arithmetic, with a TypeError",
    entries=(
        Behavior("keras.layers.Conv2D", "compat.runtime.unknown_channels:install", "give the number of channels"),
    ),
    errors=(r"unsupported operand type\(s\) for [*%/]+: '(int|NoneType)' and '(NoneType|int)'",),
)
