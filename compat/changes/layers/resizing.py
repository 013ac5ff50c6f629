"""``Resizing`` and ``UpSampling2D``: interpolations that Keras 3 lacks or computes otherwise, images of whole numbers."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C258",
    name="resizing",
    title="Images are resized otherwise: other interpolations, and whole numbers stay whole numbers",
    entries=(
        Behavior(
            "keras.layers.Resizing",
            "compat.runtime.resizing:install",
            "keep `import compat; compat.install()`; or cast the images to floats, and resize by nearest or bilinear",
        ),
    ),
    errors=(r"Invalid value for argument `interpolation`. Expected of one",),
)
