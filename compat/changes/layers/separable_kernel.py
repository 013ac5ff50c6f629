"""``SeparableConv2D(..., kernel_initializer=...)``: arguments of a kernel that it does not have, taken along from its base."""

from .._kinds import Change, Dropped

CHANGE = Change(
    code="K2C219",
    name="separable_kernel",
    title="Separable and depthwise convolutions take no kernel_initializer, kernel_regularizer, kernel_constraint",
    entries=tuple(
        Dropped(f"keras.layers.{name}Conv{rank}D", f"kernel_{kind}")
        for name in ("Separable", "Depthwise")
        for rank in (1, 2)
        for kind in ("initializer", "regularizer", "constraint")
    ),
    errors=(r"Unrecognized keyword arguments passed to (Separable|Depthwise)Conv\dD: \{.*'kernel_",),
)
