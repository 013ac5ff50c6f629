"""``compute_output_shape`` of a layer that defines none."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C238",
    name="default_output_shape",
    title="compute_output_shape() of a layer that defines none raises; it was the input's shape, or the one that call() gives",
    entries=(Behavior("keras.layers.Layer", "compat.runtime.output_shapes:install", "define compute_output_shape()"),),
    errors=(r"does not have a `compute_output_shape` method implemented",),
)
