"""Which variables a layer owns: the same in both Kerases, so that a file says no more than their numbers.

A row lists the variables of a class in the order in which it makes them. ``*`` marks one that is not trained, ``?key`` one
that exists only where the config has a true ``key``, ``?key=value`` one that exists only where it has that value.
"""

from __future__ import annotations

from typing import Any

_KERNEL, _SCALES = "kernel bias?use_bias", "gamma?scale beta?center"
_RECURRENT = "kernel recurrent_kernel bias?use_bias"
_STATISTICS = "*mean?mean=None *variance?mean=None *count?mean=None"

OWN: dict[str, str] = {
    "Dense": _KERNEL,
    "EinsumDense": "kernel bias?bias_axes",
    "Embedding": "embeddings",
    **{f"Conv{rank}D{kind}": _KERNEL for rank in (1, 2, 3) for kind in ("", "Transpose")},
    **{f"DepthwiseConv{rank}D": _KERNEL for rank in (1, 2)},
    **{f"SeparableConv{rank}D": "depthwise_kernel pointwise_kernel bias?use_bias" for rank in (1, 2)},
    **{f"{name}Cell": _RECURRENT for name in ("SimpleRNN", "LSTM", "GRU")},
    "BatchNormalization": f"{_SCALES} *moving_mean *moving_variance",
    "LayerNormalization": _SCALES,
    "GroupNormalization": _SCALES,
    "PReLU": "alpha",
    "Attention": "scale?use_scale concat_score_weight?score_mode=concat",
    "AdditiveAttention": "scale?use_scale",
    "Normalization": _STATISTICS,
    "SpectralNormalization": "*vector_u",
}

#: Layers whose variables belong to a cell that their config does not show.
CELLS: dict[str, str] = {
    **dict.fromkeys(("SimpleRNN", "LSTM", "GRU"), _RECURRENT),
    **{f"ConvLSTM{rank}D": _RECURRENT for rank in (1, 2, 3)},
}

#: Layers whose first array says how many features their input has: the rank of that input, and the axis of the array.
INPUTS: dict[str, tuple[int, int]] = {
    "Dense": (2, 0),
    **dict.fromkeys(("SimpleRNN", "LSTM", "GRU"), (3, 0)),
    **{f"Conv{rank}D": (rank + 2, -2) for rank in (1, 2, 3)},
}

#: Layers that make layers of their own: where these sit in Keras 2 and in Keras 3, and what they own.
PARTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "MultiHeadAttention": tuple(
        (f"_{name}_dense", f"{name}_dense", _KERNEL) for name in ("query", "key", "value", "output")
    ),
}


def own(row: str, config: dict[str, Any]) -> list[bool]:
    """For each variable that a row says exists under a config: whether it is trained."""
    return [not item.startswith("*") for item in row.split() if _exists(item.partition("?")[2], config)]


def _exists(condition: str, config: dict[str, Any]) -> bool:
    key, _, value = condition.partition("=")
    if not key:
        return True
    return str(config.get(key)) == value if value else bool(config.get(key, True))
