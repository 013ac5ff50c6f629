"""The recorded tables: numbers by case, and the rule by which numbers are equal."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

RECORDED = Path(__file__).parent / "recorded"

#: What a table is called, by dialect.
TABLES = {"2.15": "table", "2.2": "table_2.2"}

#: Of random draws whose stream is another one: the share by which their spread may differ, 60,000 numbers each.
SPREAD = 0.03


def write(file: str, found: dict[str, Any], refused: list[str]) -> None:
    """Names are no file names: they stand in an array of their own, in the order of the values."""
    arrays = {f"v{at}": each for at, each in enumerate(found.values())}
    path = str(RECORDED / f"{file}.npz")
    np.savez_compressed(path, names=np.array(list(found)), refused=np.array(refused), **arrays)


@lru_cache(maxsize=None)  # noqa: UP033
def read(file: str) -> dict[str, Any]:
    """``{case: numbers}``."""
    with np.load(str(RECORDED / f"{file}.npz")) as arrays:
        return {str(name): arrays[f"v{at}"] for at, name in enumerate(arrays["names"])}


def difference(found: Any, expected: Any, random: str = "") -> str:
    """Empty where the numbers are equal: within 1e-6, and above one within 1e-5 of the number; otherwise how they differ."""
    if found.dtype.kind in "SU" or expected.dtype.kind in "SU":
        return "" if np.array_equal(found, expected) else f"{found} is not {expected}"
    if found.shape != expected.shape:
        return f"shape {found.shape} is not {expected.shape}"
    if found.dtype.kind in "bui" and expected.dtype.kind not in "bui":
        return f"dtype {found.dtype} is not {expected.dtype}"
    ours, theirs = found.astype("float64"), expected.astype("float64")
    size = np.abs(theirs)
    allowed = SPREAD * size if random == "spread" else np.where(size > 1, 1e-5 * size, 1e-6)
    with np.errstate(invalid="ignore"):
        near = (np.abs(ours - theirs) <= allowed) | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    if near.all():
        return ""
    at = np.argmax(np.where(near, -1, np.nan_to_num(np.abs(ours - theirs), nan=np.inf)))
    return f"{(~near).sum()} of {near.size} differ, one by most: {ours.ravel()[at]!r} is not {theirs.ravel()[at]!r}"
