"""``Layer(dynamic=True)``: a layer that may only run eagerly; Keras 3 traces it where it can."""

from .._kinds import Change, Dropped

CHANGE = Change(
    code="K2C205",
    name="dynamic",
    title="Layers take no dynamic",
    entries=(
        Dropped(
            "keras.layers.Layer",
            "dynamic",
            (False, None),
            "Keras 3 has no layers that run eagerly by themselves; pass run_eagerly=True to compile()",
        ),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'dynamic'",),
)
