"""``ThresholdedReLU(theta=1.0)``: x where x > theta, else 0."""

from .._kinds import Arguments, Change, Replaced


def _threshold(arguments: Arguments) -> Arguments:
    """``ReLU(threshold=theta)`` is the same function."""
    theta = arguments.pop("theta", 1.0)
    return {**arguments, "threshold": theta}


CHANGE = Change(
    code="K2C218",
    name="thresholded_relu",
    title="ThresholdedReLU(theta) is ReLU(threshold=theta)",
    entries=(Replaced("keras.layers.ThresholdedReLU", "keras.layers.ReLU", _threshold),),
    errors=(r"(has no attribute|cannot import name) 'ThresholdedReLU'", r"Unknown layer: 'ThresholdedReLU'"),
)
