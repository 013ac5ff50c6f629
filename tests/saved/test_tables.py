"""The tables that stand for Keras 3 where it is not imported, against the Keras 3 that is installed."""

from __future__ import annotations

from typing import Any

import pytest

from compat.changes import _classes as classes
from compat.saved import layouts

#: For each class of the tables arguments that build it, and the shape of its input.
BUILT: dict[str, tuple[dict[str, Any], tuple[int | None, ...]]] = {
    "AdditiveAttention": ({}, (2, 4, 3)),
    "Attention": ({"use_scale": True, "score_mode": "concat"}, (2, 4, 3)),
    "BatchNormalization": ({}, (2, 3)),
    "Dense": ({"units": 3}, (2, 3)),
    "EinsumDense": ({"equation": "ab,bc->ac", "output_shape": 4, "bias_axes": "c"}, (2, 3)),
    "Embedding": ({"input_dim": 5, "output_dim": 3}, (2, 3)),
    "GroupNormalization": ({"groups": 2}, (2, 4)),
    "LayerNormalization": ({}, (2, 3)),
    "Normalization": ({}, (2, 3)),
    "PReLU": ({}, (2, 3)),
    **{f"{name}Cell": ({"units": 3}, (2, 3)) for name in ("GRU", "LSTM", "SimpleRNN")},
    **{name: ({"units": 3}, (2, 4, 3)) for name in ("GRU", "LSTM", "SimpleRNN")},
    **{f"Conv{rank}D": ({"filters": 3, "kernel_size": 2}, (2, *[5] * rank, 3)) for rank in (1, 2, 3)},
    **{f"SeparableConv{rank}D": ({"filters": 3, "kernel_size": 2}, (2, *[5] * rank, 3)) for rank in (1, 2)},
    **{f"DepthwiseConv{rank}D": ({"kernel_size": 2}, (2, *[5] * rank, 3)) for rank in (1, 2)},
    **{f"Conv{rank}DTranspose": ({"filters": 3, "kernel_size": 2}, (2, *[5] * rank, 3)) for rank in (1, 2, 3)},
    **{f"ConvLSTM{rank}D": ({"filters": 3, "kernel_size": 2}, (2, 4, *[5] * rank, 3)) for rank in (1, 2, 3)},
}  # fmt: skip


def own_flags(layer: Any) -> list[bool]:
    """For each of a layer's own variables, in the order of its files, whether it is trained."""
    return [each.trainable for each in layer._trainable_variables + layer._non_trainable_variables]


def built(name: str, **options: Any) -> Any:
    import keras

    arguments, shape = BUILT[name]
    layer = getattr(keras.layers, name)(**arguments, **options)
    layer.build([shape, shape] if name.endswith("Attention") else shape)
    return layer


@pytest.mark.parametrize("name", sorted(layouts.OWN.keys() - {"SpectralNormalization"}))
def test_what_a_layer_owns(name: str) -> None:
    layer = built(name)
    assert layouts.own(layouts.OWN[name], layer.get_config()) == own_flags(layer)


@pytest.mark.parametrize("name", sorted(name for name, row in layouts.OWN.items() if "use_bias" in row))
def test_a_layer_without_a_bias(name: str) -> None:
    layer = built(name, use_bias=False)
    assert layouts.own(layouts.OWN[name], layer.get_config()) == own_flags(layer)


@pytest.mark.parametrize("name", sorted(layouts.CELLS))
def test_what_a_cell_owns(name: str) -> None:
    layer = built(name)
    assert own_flags(layer) == []
    assert layouts.own(layouts.CELLS[name], layer.get_config()) == own_flags(layer.cell)


def test_the_parts_of_an_attention_layer() -> None:
    import keras

    layer = keras.layers.MultiHeadAttention(2, 3)
    layer.build((2, 4, 3), (2, 4, 3))
    for _, path, row in layouts.PARTS["MultiHeadAttention"]:
        assert layouts.own(row, layer.get_config()) == own_flags(getattr(layer, path))


def test_every_class_is_keras_own() -> None:
    """Of the installed Keras 3, which may be older than the table: what it has derives from what the table says."""
    import keras

    found = 0
    for row in classes.table().values():
        cls = _find(keras, row.name)
        if isinstance(cls, type):
            found += 1
            assert not row.base or issubclass(cls, _find(keras, row.base)), row.name
    assert found > 150


def _find(keras: Any, name: str) -> Any:
    import importlib

    if name.startswith("keras.src."):
        module, _, attribute = name.rpartition(".")
        return getattr(importlib.import_module(module), attribute)
    found = keras
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    return found


def test_identifiers_are_known_to_keras() -> None:
    import keras

    assert keras.losses.get("kld") is keras.losses.kl_divergence
    for family in ("activations", "losses", "initializers", "regularizers", "constraints"):
        assert classes.identifiers()[family]
