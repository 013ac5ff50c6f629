"""``MultiHeadAttention``: shapes of its inputs, which Keras 2 saved to build the layer before its first call."""

from .._kinds import Change, Dropped

_OWNER = "keras.layers.MultiHeadAttention"

CHANGE = Change(
    code="K2C214",
    name="attention_shapes",
    title="MultiHeadAttention takes no query_shape, key_shape and value_shape",
    entries=(
        *(Dropped(_OWNER, f"{name}_shape") for name in ("query", "key", "value")),
        Dropped(_OWNER, "softmax_robust_masking", (False, None), "Keras 3's softmax masks in one way only"),
    ),
    errors=(r"Unrecognized keyword arguments passed to MultiHeadAttention: \{.*'(query|key|value)_shape'",),
)
