"""Archives of what Keras 2.2.4, 2.15 and tf_keras 2.21 wrote in every format they have, and what they computed: ``oracle/``.

``oracle/recorder.py`` made them, from the models in ``oracle/cases.py``; ``oracle/steps.py`` took the training steps again that
do not repeat.
"""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent / "oracle"
WRITERS = ("k224", "k215", "tfk221")
#: Files of weights alone.
WEIGHTS = ("weights.h5", "model.weights.h5", "ckpt")
ARCHITECTURES = ("config.json", "config.yaml")
#: Where a model comes from whose weights alone are in a file.
PROGRAMS = ("model.h5", "config.json", "model.keras", "savedmodel")

Numbers = dict[str, np.ndarray]


@cache
def _recorder() -> Any:
    sys.path.insert(0, str(HERE))
    try:
        import recorder
    finally:
        sys.path.remove(str(HERE))
    return recorder


@cache
def _cases() -> dict[str, Any]:
    return {each["name"]: each for each in _recorder().load_cases("cases").CASES}


@dataclass(frozen=True)
class Archive:
    """All files of one model by one writer."""

    writer: str
    case: str

    @property
    def id(self) -> str:
        return f"{self.writer}/{self.case}"

    @property
    def covers(self) -> str:
        """What the case is there for."""
        return str(_cases()[self.case]["covers"])

    def unpacked(self, folder: Path) -> list[str]:
        """Unpack it; the names of its files and folders, without the numbers."""
        for name in (f"{self.case}.zip", f"{self.case}.savedmodel.zip"):
            if (HERE / self.writer / name).exists():
                with zipfile.ZipFile(HERE / self.writer / name) as archive:
                    archive.extractall(folder)
        return sorted(each.name for each in folder.iterdir() if each.name != "expected.npz")

    def numbers(self, folder: Path) -> Numbers:
        """What was recorded; steps that Keras 2.15 took in the place of those that do not repeat."""
        with np.load(folder / "expected.npz") as found:
            numbers = dict(found)
        again = HERE / "steps" / f"{self.writer}_{self.case}.npz"
        if self.writer == "tfk221" and self.case == "custom_objects":
            again = HERE / "steps" / "k215_custom_objects.npz"
        if again.exists():
            numbers = {name: value for name, value in numbers.items() if not name.startswith(("after", "loss"))}
            with np.load(again) as found:
                numbers.update(found)
        elif self.writer == "k224":
            numbers = {name: value for name, value in numbers.items() if not name.startswith(("after", "loss"))}
        return numbers

    def custom_objects(self) -> dict[str, Any]:
        """The program's classes and functions, for Keras 3."""
        make = _cases()[self.case].get("custom")
        return dict(make(_recorder().Kit("k3"))) if make else {}


def archives() -> list[Archive]:
    """Every archive."""
    return [
        Archive(writer, path.stem)
        for writer in WRITERS
        for path in sorted((HERE / writer).glob("*.zip"))
        if not path.stem.endswith(".savedmodel")
    ]


def series(numbers: Numbers, name: str) -> list[np.ndarray]:
    """``x_0``, ``x_1``, ... as a list."""
    found: list[np.ndarray] = []
    while f"{name}_{len(found)}" in numbers:
        found.append(numbers[f"{name}_{len(found)}"])
    return found


def one(values: list[Any]) -> Any:
    """What Keras takes for one or several inputs."""
    return values[0] if len(values) == 1 else values


def listed(value: Any) -> list[Any]:
    """A model's output or outputs."""
    return list(value) if isinstance(value, (list, tuple)) else [value]


def difference(found: list[Any], expected: list[np.ndarray]) -> float:
    """The largest difference of two lists of arrays, as a share of their size where that is over 1."""
    if len(found) != len(expected):
        return float("inf")
    worst = 0.0
    for ours, theirs in zip(found, expected):
        ours, theirs = np.asarray(ours, "float64"), np.asarray(theirs, "float64")
        if ours.shape != theirs.shape:
            return float("inf")
        if ours.size:
            worst = max(worst, float(np.max(np.abs(ours - theirs)) / (1 + np.max(np.abs(theirs)))))
    return worst


def unordered(found: list[Any], expected: list[np.ndarray]) -> float:
    """As :func:`difference`, of lists whose orders differ: Keras 3 lists the weights of a frozen layer elsewhere."""
    left = [np.asarray(each) for each in found if np.asarray(each).dtype.kind == "f"]
    wanted = [each for each in expected if each.dtype.kind == "f"]
    if len(left) != len(wanted):
        return float("inf")
    worst = 0.0
    for theirs in wanted:
        distances = [difference([ours], [theirs]) for ours in left]
        nearest = int(np.argmin(distances))
        worst = max(worst, distances[nearest])
        left.pop(nearest)
    return worst
