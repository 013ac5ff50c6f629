"""Arguments of a file in Keras 3's words, by the entries of ``changes``."""

from __future__ import annotations

from typing import Any

import pytest

from compat.changes import ALL
from compat.changes._kinds import Value
from compat.saved import Refused, entries

LSTM, GRU, EMBEDDING = "keras.layers.LSTM", "keras.layers.GRU", "keras.layers.Embedding"


@pytest.mark.parametrize(
    ("owner", "dialect", "before", "after"),
    [
        ("keras.layers.Dense", "2.15", {"units": 3}, {"units": 3}),
        (LSTM, "2.15", {"batch_input_shape": [2, 5, 3]}, {"batch_shape": (2, 5, 3)}),
        (LSTM, "2.15", {"time_major": False, "implementation": 2}, {}),
        (LSTM, "2.15", {"time_major": True}, {"swap_batch_and_time": True}),
        (LSTM, "2.15", {"input_dim": 3, "input_length": 5}, {"batch_shape": (None, 5, 3)}),
        # An Embedding's input_dim is its own, with a shape or without.
        (EMBEDDING, "2.15", {"input_dim": 9, "input_shape": (4,)}, {"input_dim": 9, "batch_shape": (None, 4)}),
        (EMBEDDING, "2.15", {"input_dim": 9, "input_length": 4}, {"input_dim": 9, "batch_shape": (None, 4)}),
        (EMBEDDING, "2.15", {"input_dim": 9}, {"input_dim": 9, "batch_shape": (None, None)}),
        (EMBEDDING, "2.15", {"input_dim": 9, "batch_input_shape": [2, 4]}, {"input_dim": 9, "batch_shape": (2, 4)}),
        # What a missing argument meant depends on who wrote.
        (GRU, "2.15", {"units": 3}, {"units": 3}),
        (GRU, "2.2", {"units": 3}, {"units": 3, "recurrent_activation": "hard_sigmoid", "reset_after": False}),
        (GRU, "2.2", {"recurrent_activation": "tanh"}, {"recurrent_activation": "tanh", "reset_after": False}),
        ("keras.layers.ConvLSTM2D", "2.15", {}, {"recurrent_activation": "hard_sigmoid"}),
    ],
)  # fmt: skip
def test_layers(owner: str, dialect: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    given = dict(before)
    assert entries.translated(owner, given, dialect) == after
    assert given == before


def test_a_decay_is_a_schedule_of_the_renamed_rate() -> None:
    found = entries.translated("keras.optimizers.SGD", {"lr": 0.1, "decay": 0.01, "momentum": 0.9}, "2.2")
    assert found["momentum"] == 0.9
    assert "lr" not in found
    assert found["learning_rate"]["config"] == {"initial_learning_rate": 0.1, "decay_steps": 1, "decay_rate": 0.01}


def test_a_rate_given_twice_is_refused() -> None:
    with pytest.raises(Refused, match="got two values for argument 'learning_rate'") as caught:
        entries.translated("keras.optimizers.SGD", {"lr": 0.1, "learning_rate": 0.2}, "2.2")
    assert caught.value.code == "K2C401 optimizer_lr"


def test_a_users_layer_keeps_its_own_arguments() -> None:
    """Only what Keras 2's Layer wrote is Keras's; ``weights`` and ``input_dim`` may mean anything."""
    given = {"name": "a", "batch_input_shape": [None, 3], "dynamic": False, "weights": [1], "input_dim": 7, "alpha": 1}
    found = entries.translated("", given, "2.15")
    assert found == {"name": "a", "batch_shape": (None, 3), "weights": [1], "input_dim": 7, "alpha": 1}


def test_strings_with_another_meaning_become_native_parts() -> None:
    values = [entry for change in ALL for entry in change.entries if isinstance(entry, Value)]
    assert values
    for entry in values:
        assert entries.identifier(f"{entry.family}s", entry.old) == entry.parts


@pytest.mark.parametrize(
    ("family", "old", "new"),
    [
        ("losses", "mse", "mse"),
        ("losses", "kullback_leibler_divergence", "kl_divergence"),
        ("metrics", "mae", "mae"),
        ("activations", "sigmoid", "sigmoid"),
        ("losses", "of_the_user", "of_the_user"),
    ],
)
def test_strings(family: str, old: str, new: str) -> None:
    assert entries.identifier(family, old) == new


@pytest.mark.parametrize(
    ("old", "new", "arguments"),
    [
        ("CuDNNGRU", GRU, {"activation": "tanh", "recurrent_activation": "sigmoid", "reset_after": True}),
        ("CuDNNLSTM", LSTM, {"activation": "tanh", "recurrent_activation": "sigmoid"}),
        ("ThresholdedReLU", "keras.layers.ReLU", {"threshold": 1.0}),
        ("BatchNormalizationV1", "keras.layers.BatchNormalization", {}),
        ("OfTheUser", "", {}),
    ],
)
def test_classes(old: str, new: str, arguments: dict[str, Any]) -> None:
    assert entries.class_named(f"keras.layers.{old}", {}) == (new, arguments)
