"""Whether a converted model computes what the old one did: on seeded inputs, against real Keras 2 where tf_keras is installed.

Each Keras runs in a process of its own. Where there is no tf_keras, the layers of the file are computed by NumPy, as far as
:mod:`.forward` knows them.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import forward, read_keras, reading
from .document import Config

#: The largest difference that is equal, as a share of the outputs' size where that is over 1.
TOLERANCE = 1e-5
_SECONDS = 600
#: Sizes that a config leaves open: of a batch, and of anything else.
_BATCH, _OPEN = 2, 6


@dataclass
class Proof:
    """What a comparison found.

    Attributes:
        difference: The largest; None where there was none.
        against: ``"tf_keras"`` or ``"numpy"``.
        why: Why there was no comparison, or what is not equal.
    """

    difference: float | None = None
    against: str = ""
    why: str = ""

    @property
    def equal(self) -> bool:
        return self.difference is not None and self.difference <= TOLERANCE


def verify(source: str, target: str, weights: str | None = None) -> Proof:
    """Compare the outputs of a source and of the file that it was converted to.

    Args:
        source: What Keras 2 wrote.
        target: The ``.keras`` file.
        weights: The weights of a source that is an architecture.
    """
    if not target.endswith(".keras"):
        return Proof(why="only whole models compute anything")
    config = read_keras.config(target)
    if _names(config):
        return Proof(why=f"it needs the program's {', '.join(sorted(_names(config)))}")
    inputs = _inputs(config)
    if inputs is None:
        return Proof(why="the shapes of its inputs are not in the file, or they are text")
    with tempfile.TemporaryDirectory(prefix="keras-compat-") as folder:
        given = os.path.join(folder, "inputs.npz")
        numbers: dict[str, Any] = {f"x{number}": value for number, value in enumerate(inputs)}
        np.savez(given, **numbers)
        if weights is None and importlib.util.find_spec("tf_keras") is not None:
            against = "tf_keras"
            old = _predicted("tf_keras", _under_its_suffix(source, folder), given, folder)
        else:
            against = "numpy"
            old = forward.outputs(source, inputs, weights)
        if isinstance(old, str):
            return Proof(against=against, why=old)
        new = _predicted("keras", target, given, folder)
        if isinstance(new, str):
            return Proof(against=against, why=new)
    found = _difference(new, old)
    why = "" if found <= TOLERANCE else f"the outputs differ by {found:.1e}; {TOLERANCE:.0e} is allowed"
    return Proof(found, against, why)


def _names(config: Config) -> set[str]:
    """The classes and functions of a program that a file of Keras 3 asks for."""
    found: set[str] = set()

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            name = str(value.get("registered_name") or "")
            if name.startswith("compat>") or (name and value.get("module") == "builtins"):
                found.add(name)
            for each in value.values():
                visit(each)
        elif isinstance(value, list):
            for each in value:
                visit(each)

    visit({name: each for name, each in config.items() if name != "compile_config"})
    return found


def _inputs(config: Config) -> list[np.ndarray] | None:
    """Numbers for the inputs of a model, the same each time; None where their shapes are not known, or they take text."""
    layers = config["config"].get("layers") or []
    wanted = [each for each in layers if each["class_name"] == "InputLayer"]
    largest = _least(config)
    random = np.random.RandomState(0)
    found = []
    for each in wanted:
        shape, dtype = each["config"].get("batch_shape"), str(each["config"].get("dtype") or "float32")
        if not shape or dtype == "string":
            return None
        sizes = [_BATCH if shape[0] is None else shape[0], *(_OPEN if size is None else size for size in shape[1:])]
        numbers = random.uniform(-1, 1, sizes) if largest is None else random.randint(0, largest, sizes)
        found.append(numbers.astype("float32" if dtype in ("bfloat16", "float16") else dtype))
    return found or None


def _least(value: Any) -> int | None:
    """The smallest vocabulary of the Embedding layers in a config; None where there are none."""
    if isinstance(value, list):
        sizes = [each for each in map(_least, value) if each is not None]
        return min(sizes, default=None)
    if not isinstance(value, dict):
        return None
    if value.get("class_name") in ("Embedding", "CategoryEncoding"):
        return int(value["config"].get("input_dim") or value["config"].get("num_tokens") or 2)
    return _least(list(value.values()))


def _under_its_suffix(source: str, folder: str) -> str:
    """The source under a name that tf_keras reads it by."""
    suffix = {"h5": ".h5", "keras": ".keras"}.get(reading.format_of(source), "")
    if not suffix or source.endswith(suffix):
        return source
    link = os.path.join(folder, f"source{suffix}")
    os.symlink(os.path.abspath(source), link)
    return link


def _predicted(keras: str, path: str, given: str, folder: str) -> list[np.ndarray] | str:
    """The outputs under a Keras, or why there are none."""
    wanted = os.path.join(folder, f"{keras}.npz")
    package = __package__.rpartition(".")[0]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    command = [sys.executable, "-m", f"{package}.saved.predictions", keras, os.path.abspath(path), given, wanted]
    environment = {
        **os.environ,
        "COMPAT_OFF": "1",
        "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]),
    }
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False, errors="replace"
        )
    except subprocess.TimeoutExpired:
        return f"{keras} did not finish within {_SECONDS} seconds"
    if done.returncode:
        lines = [line for line in done.stderr.strip().splitlines() if line.strip()]
        return f"{keras} failed: {lines[-1] if lines else f'exit status {done.returncode}'}"
    with np.load(wanted) as numbers:
        return [numbers[f"y{number}"] for number in range(len(numbers.files))]


def _difference(found: list[np.ndarray], expected: list[np.ndarray]) -> float:
    if [each.shape for each in found] != [each.shape for each in expected]:
        return float("inf")
    worst = 0.0
    for ours, theirs in zip(found, expected):
        if ours.size:
            apart = np.max(np.abs(ours.astype("float64") - theirs.astype("float64")))
            worst = max(worst, float(apart / max(1.0, float(np.max(np.abs(theirs))))))
    return worst
