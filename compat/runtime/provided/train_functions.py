"""``model._make_train_function()`` and its relatives, which graphs of TensorFlow 1 needed."""

from __future__ import annotations

from typing import Any


def make_train_function(self: Any) -> None:
    """Make the variables of the optimizer, so that their values can be set.

    Raises:
        RuntimeError: The model is not compiled.
    """
    optimizer = getattr(self, "optimizer", None)
    if optimizer is None:
        raise RuntimeError("You must compile your model before using it.")
    if not optimizer.built:
        optimizer.build(self.trainable_variables)


def make_test_function(self: Any) -> None:
    """Nothing: Keras 3 makes the function when it is needed."""


def make_predict_function(self: Any) -> None:
    """Nothing: Keras 3 makes the function when it is needed, and threads may share it."""
