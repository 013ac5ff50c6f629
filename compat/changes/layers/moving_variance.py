"""``BatchNormalization`` after a convolution: the variance of a batch was that of a sample, with the divisor n - 1."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C251",
    name="moving_variance",
    title="BatchNormalization of images keeps the variance with the divisor n - 1",
    entries=(
        Behavior(
            "keras.layers.BatchNormalization",
            "compat.runtime.batch_variance:install",
            "nothing is needed in a new model; weights that were trained by Keras 2 stay right",
        ),
    ),
)
