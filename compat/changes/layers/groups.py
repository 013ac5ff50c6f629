"""``DepthwiseConv2D(3, groups=1)``: channels in groups, where Keras 2 took the argument of its base class along."""

from .._kinds import Change, Dropped

_OWNERS = (
    *(f"Conv{rank}DTranspose" for rank in (1, 2, 3)),
    *(f"{name}Conv{rank}D" for name in ("Depthwise", "Separable") for rank in (1, 2)),
)

CHANGE = Change(
    code="K2C215",
    name="groups",
    title="Transposed, depthwise and separable convolutions take no groups",
    entries=tuple(
        Dropped(f"keras.layers.{name}", "groups", (1, None), "Keras 3 has no grouped form of this layer")
        for name in _OWNERS
    ),
    errors=(r"Unrecognized keyword arguments( passed to \w+)?: \{.*'groups'",),
)
