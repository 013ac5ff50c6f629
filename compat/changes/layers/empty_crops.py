"""``Cropping1D((2, 2))`` of 4 steps."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C222",
    name="empty_crops",
    title="Cropping layers refuse to leave nothing",
    entries=(Behavior("keras.layers.Cropping1D", "compat.runtime.empty_crops:install", "crop less than there is"),),
    errors=(r"`cropping` parameter of `Cropping\dD` layer must be smaller than the input length",),
)
