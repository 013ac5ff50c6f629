"""The recorded files, and what was recorded with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

FILES = Path(__file__).parent / "files"


@dataclass(frozen=True)
class Recorded:
    """One model file and the numbers of the Keras 2 that wrote it."""

    path: Path

    @property
    def id(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def case(self) -> str:
        return self.path.stem

    def series(self, kind: str) -> list[np.ndarray]:
        """``first0``, ``first1``, ... as a list."""
        numbers = _numbers(self.path.with_suffix(".npz"))
        found: list[np.ndarray] = []
        while f"{kind}{len(found)}" in numbers:
            found.append(numbers[f"{kind}{len(found)}"])
        return found

    def one(self, kind: str) -> np.ndarray:
        return _numbers(self.path.with_suffix(".npz"))[kind]

    def __contains__(self, kind: str) -> bool:
        return kind in _numbers(self.path.with_suffix(".npz"))


@cache
def _numbers(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as numbers:
        return dict(numbers)


#: Files that load with what only the program, or only this library, has.
NEEDS_THE_PROGRAM, NEEDS_COMPAT = ("program_objects", "lambda_layer", "subclassed"), ("locally_connected",)

#: What Keras 3.0 itself fails on: an attention layer's output_shape, a Sequential in TimeDistributed, a frozen layer in a
#: nested model, whose weights it trains, a slice of a tensor in a graph.
NOT_IN_3_0 = ("attention", "masking_time_distributed", "nested_frozen", "tensorflow_functions")


def files() -> list[Recorded]:
    """Every recorded model file that the installed Keras can load."""
    left_out = NOT_IN_3_0 if version("keras").startswith("3.0.") else ()
    found = [Recorded(path) for path in sorted(FILES.glob("*/*")) if path.suffix in (".h5", ".keras")]
    return [each for each in found if each.case not in left_out]


def one(values: list[np.ndarray]) -> np.ndarray | list[np.ndarray]:
    """What Keras takes for one or several inputs."""
    return values[0] if len(values) == 1 else values


def assert_equal(found: list[np.ndarray], expected: list[np.ndarray]) -> None:
    """The same numbers, to 1e-5 of their size."""
    assert [each.shape for each in found] == [each.shape for each in expected]
    for ours, theirs in zip(found, expected):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)
