"""``SeparableConv1D`` with causal padding."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C257",
    name="causal_separable",
    title="SeparableConv1D takes no padding='causal'",
    entries=(
        Behavior(
            "keras.layers.SeparableConv1D",
            "compat.runtime.causal_separable:install",
            "put ZeroPadding1D((dilation_rate * (kernel_size - 1), 0)) in front of a layer with padding='valid'",
        ),
    ),
    errors=(r"The `padding` argument must be a list/tuple or one of \{.*\}. Received: causal",),
)
