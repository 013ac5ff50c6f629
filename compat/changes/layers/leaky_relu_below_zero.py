"""``LeakyReLU(alpha=-1.0)``: a slope under zero."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C232",
    name="leaky_relu_below_zero",
    title="LeakyReLU refuses a slope under zero",
    entries=(
        Behavior(
            "keras.layers.LeakyReLU",
            "compat.runtime.leaky_relu:install",
            "set layer.negative_slope after the layer is made",
        ),
    ),
    errors=(r"The negative_slope value of a Leaky ReLU layer cannot be None or negative value",),
)
