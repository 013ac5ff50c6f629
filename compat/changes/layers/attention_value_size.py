"""``MultiHeadAttention(key_dim=3, value_dim=5)`` on jax."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C259",
    name="attention_value_size",
    title="On jax MultiHeadAttention fails where value_dim is not key_dim",
    entries=(
        Behavior(
            "keras.layers.MultiHeadAttention",
            "compat.runtime.attention_value_size:install",
            "call the layer with return_attention_scores=True, and leave the scores",
            argument="value_dim",
            backends=("jax",),
        ),
    ),
    errors=(
        r"value shape should be \[.*\]: but got",
        r"cannot reshape array of shape .* into shape \(\d+, \d+, \d+, \d+\)",
    ),
)
