"""What a program computed: the numbers of its Keras calls, its final weights and what it printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np

#: Two numbers are the same within this, absolute up to 1 and relative above.
TOLERANCE = 1e-5

NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?(?![\w])|[-+]?\bnan\b|[-+]?\binf\b")


class Recording:
    """The results of one run, in order.

    Attributes:
        calls: ``(label, array)`` pairs. Labels are ``"004 fit loss"`` for an entry of a history, ``"005 predict"`` or
            ``"005 predict.1"`` for outputs, ``"weights 0.2"`` for array 2 of the first model that was trained.
        printed: The text that the program itself printed.
        about: Versions and options, as values of JSON.
        error: The traceback of a program that failed, empty otherwise.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, np.ndarray]] = []
        self.printed = ""
        self.about: dict[str, Any] = {}
        self.error = ""

    def add(self, label: str, value: Any) -> None:
        """Append a result: a number, an array, a list or tuple of them, or a dict (a history)."""
        if isinstance(value, dict):
            for key in sorted(value):
                self.add(f"{label} {key}", np.asarray(value[key], "float64"))
        elif isinstance(value, (list, tuple)) and any(np.ndim(each) for each in value):
            for index, each in enumerate(value):
                self.add(f"{label}.{index}", each)
        elif value is not None:
            self.calls.append((label, np.asarray(value, "float64")))

    def save(self, path: str | Path) -> None:
        """Write an ``.npz`` file: one flat float32 array, and JSON texts for labels, shapes and the rest."""
        flat = [value.astype("float32").ravel() for _, value in self.calls]
        np.savez_compressed(
            str(path),
            values=np.concatenate(flat) if flat else np.zeros(0, "float32"),
            calls=np.array(json.dumps([[label, value.shape] for label, value in self.calls])),
            printed=np.array(json.dumps(self.printed)),
            about=np.array(json.dumps(self.about, sort_keys=True)),
            error=np.array(json.dumps(self.error)),
        )

    @classmethod
    def load(cls, path: str | Path) -> Recording:
        """Read what :meth:`save` wrote."""
        recording = cls()
        with np.load(str(path), allow_pickle=False) as file:
            values = file["values"].astype("float64")
            recording.printed, recording.about, recording.error = (
                json.loads(str(file[name])) for name in ("printed", "about", "error")
            )
            calls = json.loads(str(file["calls"]))
        start = 0
        for label, shape in calls:
            end = start + int(np.prod(shape, dtype=int))
            recording.calls.append((label, values[start:end].reshape(shape)))
            start = end
        return recording


def difference(expected: Recording, got: Recording) -> str:
    """Say where two runs first part, or return an empty string."""
    if got.error:
        return f"the program failed:\n{got.error}"
    for (label, want), (other, have) in zip(expected.calls, got.calls):
        if label != other:
            return f"expected the result of {label!r}, got that of {other!r}"
        if want.shape != have.shape:
            return f"{label}: expected shape {want.shape}, got {have.shape}"
        if not np.allclose(want, have, rtol=0, atol=TOLERANCE) and not _close(want, have).all():
            return _worst(label, want, have)
    if len(expected.calls) != len(got.calls):
        longer = max(expected.calls, got.calls, key=len)
        at = min(len(expected.calls), len(got.calls))
        return f"expected {len(expected.calls)} results, got {len(got.calls)}; the first unmatched is {longer[at][0]!r}"
    return difference_in_text(expected.printed, got.printed)


def _close(want: np.ndarray, have: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        near = np.abs(want - have) <= TOLERANCE * np.maximum(1.0, np.abs(want))
    return near | (want == have) | (np.isnan(want) & np.isnan(have))


def _worst(label: str, want: np.ndarray, have: np.ndarray) -> str:
    wrong = np.argwhere(~_close(want, have))
    first = tuple(int(i) for i in wrong[0])
    return (
        f"{label}{list(first) or ''}: expected {want[first]:.8g}, got {have[first]:.8g} "
        f"({len(wrong)} of {want.size} numbers differ, by {np.nanmax(np.abs(want - have)):.3g} at most)"
    )


def difference_in_text(expected: str, got: str, numbers: bool = True) -> str:
    """Compare printed text; numbers may differ by the tolerance and by one unit of their last printed place.

    Args:
        expected: The text of the recording.
        got: The text of this run.
        numbers: Whether numbers count; without, any number equals any other.
    """
    wanted, have = ([" ".join(line.split()) for line in text.splitlines() if line.strip()] for text in (expected, got))
    for line, (want, other) in enumerate(zip(wanted, have), 1):
        texts = [" ".join(NUMBER.sub(" # ", each).split()) for each in (want, other)]
        same = texts[0] == texts[1]
        if same and numbers:
            same = all(map(_same_number, NUMBER.findall(want), NUMBER.findall(other)))
        if not same:
            return f"printed line {line}: expected {want!r}, got {other!r}"
    if len(wanted) != len(have):
        return f"expected {len(wanted)} printed lines, got {len(have)}"
    return ""


def _same_number(want: str, have: str) -> bool:
    if want == have:
        return True
    if _place(want) == _place(have) == 1.0:
        return False
    a, b = float(want), float(have)
    return bool(abs(a - b) <= TOLERANCE * max(1.0, abs(a)) + 1.001 * max(_place(want), _place(have)))


def _place(number: str) -> float:
    """The value of one unit in the last printed place: 0.01 for ``"3.14"``, 1 for ``"7"``."""
    mantissa, _, exponent = number.lower().partition("e")
    if not mantissa.strip("+-").replace(".", "").isdigit():
        return 0.0
    return float(10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2])))
