"""``Conv2D(strides=2, dilation_rate=2)``."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C224",
    name="dilated_strides",
    title="Convolutions refuse strides and a dilation_rate over 1 when they are made",
    entries=(
        Behavior("keras.layers.Conv2D", "compat.runtime.dilated_strides:install", "dilate, and pool or cut afterwards"),
    ),
    errors=(r"`strides > 1` not supported in conjunction with `dilation_rate > 1`",),
)
