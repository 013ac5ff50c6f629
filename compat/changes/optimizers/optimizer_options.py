"""``Adam(jit_compile=True)``: how an optimizer runs and which generation it is; never a matter of numbers."""

from .._kinds import Change, Dropped

CHANGE = Change(
    code="K2C411",
    name="optimizer_options",
    title="Optimizers take no jit_compile and no is_legacy_optimizer",
    entries=(
        Dropped("keras.optimizers.Optimizer", "jit_compile"),
        Dropped("keras.optimizers.Optimizer", "is_legacy_optimizer"),
    ),
    errors=(r"Argument\(s\) not recognized: \{.*'(jit_compile|is_legacy_optimizer)'",),
)
