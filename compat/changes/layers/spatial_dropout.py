"""``SpatialDropout1D(0.2, noise_shape=...)``: accepted and ignored by Keras 2, whose shape of the noise was its own."""

from .._kinds import Change, Dropped

CHANGE = Change(
    code="K2C213",
    name="spatial_dropout",
    title="SpatialDropout takes no noise_shape",
    entries=tuple(Dropped(f"keras.layers.SpatialDropout{rank}D", "noise_shape") for rank in (1, 2, 3)),
    errors=(r"SpatialDropout\dD.__init__\(\) got an unexpected keyword argument 'noise_shape'",),
)
