"""How ``ImageDataGenerator`` turns, shears and zooms: up to Keras 2.2 the other way round, and around a point beyond the middle."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from . import callers
from .widen import wrap


def install(image: Any) -> None:
    """Widen the one function of a module that moves the origin, in the dialect 2.2; once."""
    if not hasattr(image.transform_matrix_offset_center, "__wrapped__"):
        wrap(image, "transform_matrix_offset_center", _center)
        wrap(image, "apply_affine_transform", _affine)


def _affine(native: Callable[..., Any]) -> Callable[..., Any]:
    """Up to Keras 2.2 channels were the last axis here without a word, since then the first."""

    def apply_affine_transform(x: Any, *args: Any, **kwargs: Any) -> Any:
        if callers.SCOPE.dialect == "2.2" and len(args) <= 6:
            kwargs = {"row_axis": 0, "col_axis": 1, "channel_axis": 2, **kwargs}
        return native(x, *args, **kwargs)

    return apply_affine_transform


def _center(native: Callable[..., Any]) -> Callable[..., Any]:
    def transform_matrix_offset_center(matrix: Any, x: Any, y: Any) -> Any:
        if callers.SCOPE.dialect != "2.2":
            return native(matrix, x, y)
        there, back = np.eye(3), np.eye(3)
        there[:2, 2] = float(x) / 2 + 0.5, float(y) / 2 + 0.5
        back[:2, 2] = -there[:2, 2]
        moved = there @ matrix @ back
        if sys._getframe(1).f_globals.get("__name__") != native.__module__:
            return moved
        # Keras 3 exchanges rows and columns of what it gets; Keras 2.2 did not, and turned the other way.
        return moved[np.ix_([1, 0, 2], [1, 0, 2])]

    return transform_matrix_offset_center
