"""``LeakyReLU(alpha=0.2)``: the slope under its old name."""

from .._kinds import Change, Renamed

CHANGE = Change(
    code="K2C211",
    name="leaky_relu_alpha",
    title="LeakyReLU's alpha is negative_slope",
    entries=(Renamed("keras.layers.LeakyReLU", "alpha", "negative_slope"),),
    errors=(r"Argument `alpha` is deprecated. Use `negative_slope` instead",),
)
