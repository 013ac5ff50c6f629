"""``Dense(4, weights=[kernel, bias])``: initial values of a layer's weights."""

from .._kinds import Arguments, Change, Rewritten


def _initial_weights(arguments: Arguments) -> Arguments:
    """``weights=None`` said nothing; arrays are set as soon as the layer is built."""
    weights = arguments.pop("weights")
    if weights is not None:
        arguments["initial_weights"] = weights
    return arguments


CHANGE = Change(
    code="K2C203",
    name="layer_weights",
    title="Layers take no weights=: set_weights() after they are built",
    entries=(
        Rewritten(
            "keras.layers.Layer",
            ("weights",),
            _initial_weights,
            "set_weights_after",
            kept_by=("keras.layers.Embedding",),
        ),
    ),
    errors=(r"Unrecognized keyword arguments passed to \w+: \{.*'weights'",),
)
