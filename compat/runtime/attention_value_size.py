"""``MultiHeadAttention(value_dim=...)`` other than ``key_dim``, on jax: its fused attention wants both of one size.

The attention that is written out has no such condition; Keras 3 takes it where scores are asked for.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .widen import wrap


def install() -> None:
    """Widen the layer on jax; Keras 3 fails there, so this holds for everybody."""
    import keras

    if keras.backend.backend() == "jax":
        wrap(keras.layers.MultiHeadAttention, "_compute_attention", _compute)


def _compute(native: Callable[..., Any]) -> Callable[..., Any]:
    from keras import ops

    names = list(inspect.signature(native).parameters)[4:]

    def _compute_attention(self: Any, query: Any, key: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        given = {**dict(zip(names, args)), **kwargs}
        fused = not (getattr(self, "_flash_attention", None) or given.get("return_attention_scores"))
        if self._value_dim == self._key_dim or not fused or "return_attention_scores" not in names:
            return native(self, query, key, value, *args, **kwargs)
        if given.pop("use_causal_mask", False) and given.get("attention_mask") is None:
            given["attention_mask"] = ops.tril(ops.ones((1, query.shape[1], key.shape[1]), "bool"))
        outputs, _ = native(self, query, key, value, **{**given, "return_attention_scores": True})
        return outputs, None

    return _compute_attention
