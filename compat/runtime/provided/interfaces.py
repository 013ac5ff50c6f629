"""``keras.legacy.interfaces``: decorators that translated Keras 1's arguments; here constructors do so themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def unchanged(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as it is."""
    return function


def generate_legacy_interface(*args: Any, **kwargs: Any) -> Callable[..., Any]:
    """A decorator that changes nothing."""
    return unchanged
