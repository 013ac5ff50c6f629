"""``BatchNormalization(axis=[3])``: a list of one axis, which Keras 2 saved for every layer, given as a number or not."""

from .._kinds import Arguments, Change, Dropped, Rewritten

_OWNER = "keras.layers.BatchNormalization"


def _one_axis(arguments: Arguments) -> Arguments:
    """``[3]`` is ``3``; Keras 3 normalizes one axis only."""
    axis = arguments["axis"]
    if isinstance(axis, (list, tuple)):
        if len(axis) != 1:
            raise ValueError(f"axis={axis!r}: Keras 3 normalizes one axis")
        arguments["axis"] = axis[0]
    return arguments


CHANGE = Change(
    code="K2C212",
    name="batch_normalization_axis",
    title="BatchNormalization takes one axis as a number, no list",
    entries=(
        Rewritten(_OWNER, ("axis",), _one_axis, "single_item"),
        Dropped(_OWNER, "fused"),
        Dropped(_OWNER, "virtual_batch_size", (None,), "Keras 3 normalizes over the whole batch"),
        Dropped(_OWNER, "adjustment", (None,), "Keras 3 has no adjustment of normalized values"),
    ),
    errors=(r"int\(\) argument must be a string, a bytes-like object or a real number, not 'list'",),
)
