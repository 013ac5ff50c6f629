"""The data of the table: every array depends on its shape alone."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "BINARY",
    "CLASSES",
    "HARD",
    "ONE_HOT",
    "PROBABILITIES",
    "SATURATED",
    "SCORES",
    "SIGNS",
    "WEIGHTS",
    "floats",
    "images",
    "ints",
    "line",
    "masked",
    "near",
    "shares",
    "texts",
]


def floats(*shape: int) -> Any:
    """Between -2 and 2."""
    return np.random.RandomState(sum(shape)).uniform(-2, 2, shape).astype("float32")


def shares(*shape: int) -> Any:
    """Between 0 and 1, summing to 1 along the last axis."""
    found = np.random.RandomState(sum(shape) + 1).uniform(0.05, 0.95, shape)
    return (found / found.sum(-1, keepdims=True)).astype("float32")


def ints(below: int, *shape: int) -> Any:
    """Whole numbers."""
    return np.random.RandomState(sum(shape) + 2).randint(0, below, shape).astype("int32")


def images(*shape: int) -> Any:
    """Between 0 and 255."""
    return np.random.RandomState(sum(shape) + 3).uniform(0, 255, shape).astype("float32")


def line() -> Any:
    """From -6 to 6."""
    return np.linspace(-6, 6, 96).astype("float32").reshape(8, 12)


def masked(features: int = 3) -> Any:
    """Two sequences of five steps, some of zeros."""
    found = np.array([[1, 2, 0, 0, 0], [0, 3, 0, 4, 0]], "float32")[..., None]
    return found * np.linspace(0.5, 1, features, dtype="float32")


def near(value: float) -> Any:
    """Numbers within a thousandth of one."""
    return (value + np.random.RandomState(4).uniform(-1, 1, (2, 6)) * 1e-3).astype("float32")


def texts() -> Any:
    """Four lines."""
    return np.array(["a b. B", "C c c, a", "", "b a\nq"])


_STREAM = np.random.RandomState(3)
PROBABILITIES = _STREAM.uniform(0.05, 0.95, (6, 5))
PROBABILITIES = (PROBABILITIES / PROBABILITIES.sum(-1, keepdims=True)).astype("float32")
CLASSES = _STREAM.randint(0, 5, 6).astype("int32")
ONE_HOT = np.eye(5, dtype="float32")[CLASSES]
WEIGHTS = np.array([1, 2, 0, 0.5, 3, 1], "float32")
BINARY = (np.arange(6) % 2).astype("float32")
SCORES = np.clip(PROBABILITIES[:, 1] * 3, 0, 1).astype("float32")
SCORES[2] = 0.5
SIGNS = np.where(ONE_HOT > 0, 1, -1).astype("float32")
HARD = np.array([[0, 1, 0, 1, 0]] * 2, "float32")
SATURATED = np.array([[0, 1, 1, 0, 0.5], [1e-9, 1, 0, 1, 1]], "float32")
