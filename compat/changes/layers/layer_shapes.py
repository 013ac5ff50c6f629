"""``layer.input_shape`` and ``layer.output_shape``: the shapes a layer was called with."""

from .._kinds import Change, Member

_SEVERAL = "a layer with several inputs or outputs, or called twice, gives a list"

CHANGE = Change(
    code="K2C204",
    name="layer_shapes",
    title="Layers have no input_shape and output_shape",
    entries=(
        Member(
            "keras.layers.Layer",
            "input_shape",
            "compat.runtime.members:input_shape",
            "layer.input.shape",
            new="input.shape",
            kept_by=("keras.Model",),
            why_unsafe=_SEVERAL,
            keras2=False,
        ),
        Member(
            "keras.layers.Layer",
            "output_shape",
            "compat.runtime.members:output_shape",
            "layer.output.shape",
            new="output.shape",
            kept_by=("keras.Model",),
            why_unsafe=_SEVERAL,
            keras2=False,
        ),
    ),
    errors=(r"'\w+' object has no attribute '(input|output)_shape'",),
)
